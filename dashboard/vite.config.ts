// How the app is built: hashed files, each with a brotli and a gzip sibling that the server hands out.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Folder of the hashed files: `/assets` is a page. */
const FILES = 'static';

/** Compressed once here, as well as can be, instead of at each request. */
const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  async closeBundle() {
    const folder = join(import.meta.dirname, 'dist', FILES);
    for (const name of await readdir(folder)) {
      if (!/\.(js|css|svg)$/.test(name)) continue;
      const bytes = await readFile(join(folder, name));
      const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
      await writeFile(join(folder, `${name}.br`), brotliCompressSync(bytes, brotli));
      await writeFile(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    }
  },
});

/** A server under development; `make run` starts one there. */
const SERVER = process.env.FLEXORDER_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), precompress()],
  build: {
    assetsDir: FILES,
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // Left to itself, the bundler cuts what pages have in common by who uses it, and the first
        // list comes in dozens of files. Two, with all that they need: signing in, and the app.
        codeSplitting: {
          groups: [
            { name: 'sign-in', test: /src\/main\.tsx$/, priority: 2 },
            { name: 'app', test: /src\/App\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
  test: { include: ['src/**/*.test.ts'] },
  server: {
    proxy: { '/v1': SERVER, '/files': SERVER, '/images': SERVER, '/docs': SERVER },
  },
});
