// Puts a picture on the server; what comes back is its address, to be put into `images`.
import { currentTenant } from '../api/client';
import { Refusal, unreachable } from '../api/refusal';

/** Kinds of pictures that the API takes. */
export const IMAGE_KINDS = 'image/png,image/jpeg,image/webp,image/gif';

/** The address of a picture that was put there. */
export const uploadImage = async (file: File): Promise<string> => {
  // The body is the file itself, for which the typed client has no form.
  const answer = await fetch('/v1/images', {
    method: 'POST',
    headers: { 'Content-Type': file.type, 'Tenant-ID': currentTenant() ?? '' },
    body: file,
  }).catch(() => {
    throw unreachable();
  });
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw Refusal.of(answer, body);
  return (body as { url: string }).url;
};

/** Whether the page may show it: pictures from elsewhere would be requests to elsewhere. */
export const isOurs = (url: string): boolean => {
  try {
    return new URL(url, window.location.href).origin === window.location.origin;
  } catch {
    return false;
  }
};
