// What the server wrote into the page it handed out.

/** Content of a `<meta>`; nothing where the server filled nothing in, as under `npm run dev`. */
export const metaOf = (
  name: 'csp-nonce' | 'flexorder-demo' | 'flexorder-session',
): string | undefined => {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
  return content === undefined || content === '' || content.startsWith('__') ? undefined : content;
};

/** Whether this server shows a demo tenant that anybody on this machine may open. */
export const showsDemo = (): boolean =>
  metaOf('flexorder-demo') !== undefined || import.meta.env.DEV;

/** Whether a session may be there: the browser brought the cookie of one, alive or not. */
export const bringsSession = (): boolean =>
  metaOf('flexorder-session') !== undefined || import.meta.env.DEV;
