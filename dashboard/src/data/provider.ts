// react-admin's way to the API: reads alone. A write is a named operation of the API, with its own
// body and its own dialog or form, and calls the client from its feature.
import type { DataProvider, GetListParams } from 'react-admin';

import { api, given } from '../api/client';
import { Cursors } from './cursors';
import { queryOf } from './query';
import { type Resource, resourceOf } from './resources';

/** Reads a page of rows as the API has it. */
const readPage = async (
  resource: Resource,
  query: Record<string, string>,
  signal?: AbortSignal,
) => {
  // One call for every list: what each may be asked is declared, and checked, in resources.ts.
  const answer = (await given(
    api.GET(resource.path, { params: { query }, ...(signal && { signal }) }),
  )) as unknown as Record<string, unknown>;
  const rows = (answer[resource.rows] ?? []) as Record<string, unknown>[];
  return {
    rows: rows.map((row) => ({ ...row, id: resource.id(row) })),
    next: (answer.nextCursor ?? null) as string | null,
  };
};

const list = async (
  cursors: Cursors,
  name: string,
  params: Partial<GetListParams> & { signal?: AbortSignal },
) => {
  const resource = resourceOf(name);
  const { page = 1, perPage = 25 } = params.pagination ?? {};
  const query = queryOf(resource, params.filter ?? {}, params.sort);
  query.limit = String(Math.min(perPage, resource.most));
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

/** Several by their ids, with as few requests as the API allows. */
const some = async (name: string, ids: string[]) => {
  const resource = resourceOf(name);
  const { many, most } = resource;
  if (many === undefined) return Promise.all(ids.map((id) => one(name, id)));
  const found: Record<string, unknown>[] = [];
  for (let at = 0; at < ids.length; at += most) {
    const wanted = ids.slice(at, at + most).join(',');
    found.push(...(await readPage(resource, { [many]: wanted, limit: String(most) })).rows);
  }
  return found;
};

const notHere = (): never => {
  throw new Error('writes go through the operations of the API');
};

/** Reads for react-admin. Each session has a provider of its own, and so its own places in lists. */
export const dataProviderOf = (): DataProvider<string> => {
  const cursors = new Cursors();
  return {
    getList: (name: string, params: GetListParams & { signal?: AbortSignal }) =>
      list(cursors, name, params),
    getOne: async (name: string, { id }: { id: unknown }) => ({ data: await one(name, id) }),
    getMany: async (name: string, { ids }: { ids: unknown[] }) => ({
      data: await some(name, ids.map(String)),
    }),
    getManyReference: (
      name: string,
      params: GetListParams & { target: string; id: unknown; signal?: AbortSignal },
    ) =>
      list(cursors, name, { ...params, filter: { ...params.filter, [params.target]: params.id } }),
    create: notHere,
    update: notHere,
    updateMany: notHere,
    delete: notHere,
    deleteMany: notHere,
    supportAbortSignal: true,
  } as unknown as DataProvider<string>;
};
