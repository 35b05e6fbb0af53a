// A paper that the server prints, with the name it gives the file.
import { currentTenant } from './client';
import { Refusal, unreachable } from './refusal';

export interface Pdf {
  bytes: Blob;
  name: string;
}

/** The PDF at that path, `name` where the server gives none; its refusal thrown. */
export const fetchPdf = async (path: string, name: string): Promise<Pdf> => {
  const headers = { Accept: 'application/pdf', 'Tenant-ID': currentTenant() ?? '' };
  const answer = await fetch(path, { headers }).catch(() => {
    throw unreachable();
  });
  if (!answer.ok) throw Refusal.of(answer, await answer.json().catch(() => undefined));
  const given = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
  return { bytes: await answer.blob(), name: given ?? name };
};
