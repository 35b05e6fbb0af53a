// The first file of the app: styles under the server's policy, then who is signed in.
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { metaOf } from './page';
import { SessionGate } from './session/SessionGate';

/** Styles are put into the page under the nonce that came with it. */
const nonce = metaOf('csp-nonce');
const styles = createCache({ key: 'fo', prepend: true, ...(nonce && { nonce }) });

// A new version of the server has other files: the page is loaded anew, and drafts are kept. Not while
// the server is away, which would put the browser's own page in place of this one.
window.addEventListener('vite:preloadError', () => {
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok && window.location.reload(),
    () => undefined,
  );
});

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <CacheProvider value={styles}>
        <SessionGate />
      </CacheProvider>
    </StrictMode>,
  );
}
