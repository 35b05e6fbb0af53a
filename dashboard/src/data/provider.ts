// react-admin's way to the API: reads alone. A write is a named operation of the API, with its own
// body and its own dialog or form, and calls the client from its feature.
import type { DataProvider, GetListParams, RaRecord } from 'react-admin';

import { api, given } from '../api/client';
import { Cursors } from './cursors';
import { queryOf } from './query';
import { type Resource, resourceOf } from './resources';

const cursors = new Cursors();

/** Reads a page of rows as the API has it. */
const readPage = async (
  resource: Resource,
  query: Record<string, string>,
  signal?: AbortSignal,
) => {
  // The query's names come from the features' filters; a wrong one is refused by the server.
  const answer = (await given(
    api.GET(resource.path, { params: { query }, ...(signal && { signal }) }),
  )) as unknown as Record<string, unknown>;
  const rows = (answer[resource.rows] ?? []) as Record<string, unknown>[];
  return {
    rows: rows.map((row) => ({ ...row, id: resource.id(row) })),
    next: (answer.nextCursor ?? null) as string | null,
  };
};

const list = async (name: string, params: Partial<GetListParams> & { signal?: AbortSignal }) => {
  const resource = resourceOf(name);
  const { page = 1, perPage = 25 } = params.pagination ?? {};
  const query = queryOf(params.filter ?? {});
  query.limit = String(Math.min(perPage, resource.most));
  if (params.sort?.field && params.sort.field !== 'id') {
    query.sortBy = params.sort.field;
    query.sortDir = params.sort.order === 'ASC' ? 'asc' : 'desc';
  }
  const key = JSON.stringify([name, query]);
  const { rows, next } = await cursors.read(key, page, (startAfter) =>
    readPage(resource, startAfter === undefined ? query : { ...query, startAfter }, params.signal),
  );
  return {
    data: rows,
    pageInfo: { hasNextPage: next !== null, hasPreviousPage: page > 1 },
  };
};

const one = async (name: string, id: unknown) => {
  const resource = resourceOf(name);
  if (resource.one === undefined) throw new Error(`one of ${name} cannot be read`);
  const { data, version } = await resource.one(String(id));
  return { ...(data as object), id: String(id), _version: version };
};

const notHere = (): never => {
  throw new Error('writes go through the operations of the API');
};

/** Reads for react-admin. */
export const dataProvider = {
  getList: (name: string, params: GetListParams & { signal?: AbortSignal }) => list(name, params),
  getOne: async (name: string, { id }: { id: unknown }) => ({ data: await one(name, id) }),
  getMany: async (name: string, { ids }: { ids: unknown[] }) => ({
    data: await Promise.all(ids.map((id) => one(name, id))),
  }),
  getManyReference: (
    name: string,
    params: GetListParams & { target: string; id: unknown; signal?: AbortSignal },
  ) => list(name, { ...params, filter: { ...params.filter, [params.target]: params.id } }),
  create: notHere,
  update: notHere,
  updateMany: notHere,
  delete: notHere,
  deleteMany: notHere,
  supportAbortSignal: true,
} as unknown as DataProvider<RaRecord['id'] extends string ? string : string>;
