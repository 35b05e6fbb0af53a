// A list as a file, from the same operation of the API that shows it.
import { currentTenant } from '../api/client';
import { Refusal, unreachable } from '../api/refusal';
import { resourceOf } from '../data/resources';
import { saveAs } from './saveAs';

/** Kinds of files, by the ending of their names, and the media type the API writes them as. */
export const FILE_KINDS = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type FileKind = keyof typeof FILE_KINDS;

/** Has the browser save the rows that the query asks for; throws the refusal. */
export const exportRows = async (
  name: string,
  query: Record<string, string>,
  kind: FileKind,
): Promise<void> => {
  const answer = await fetch(`${resourceOf(name).path}?${new URLSearchParams(query)}`, {
    headers: { Accept: FILE_KINDS[kind], 'Tenant-ID': currentTenant() ?? '' },
  }).catch(() => {
    throw unreachable();
  });
  if (!answer.ok) throw Refusal.of(answer, await answer.json().catch(() => undefined));
  saveAs(await answer.blob(), `${name}.${kind}`);
};
