// One server for all scenarios: the binary itself with a PostgreSQL of its own, on a free port, in a
// folder that goes away with it.
import { spawn } from 'node:child_process';
import { chmodSync, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The binary that is tried, which `make browser` has built. */
export const PROGRAM = resolve(
  import.meta.dirname,
  '../../..',
  process.env.FLEXORDER_PROGRAM ?? 'target/debug/flexorder',
);

const LOG = resolve(import.meta.dirname, '../../../target/browser');

const start = async (): Promise<() => Promise<void>> => {
  const folder = mkdtempSync(join(tmpdir(), 'flexorder-browser-'));
  // PostgreSQL does not run as root, and the account it runs as must come in.
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(LOG, { recursive: true });
  const environment = { ...process.env };
  delete environment.DATABASE_URL;
  const server = spawn(
    PROGRAM,
    [
      'serve',
      '--demo',
      '--listen',
      '127.0.0.1:0',
      '--data-dir',
      data,
      '--scheduler-interval',
      '1s',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: environment },
  );
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  server.stderr.pipe(createWriteStream(join(LOG, 'server.log')));
  const url = await new Promise<string>((ready, fail) => {
    let told = '';
    server.stdout.on('data', (text: Buffer) => {
      told += text.toString();
      const address = /listening on (http:\/\/\S+)/.exec(told)?.[1];
      if (address !== undefined) ready(address);
    });
    server.once('exit', (code) => fail(new Error(`the server ended (${code}); see ${LOG}`)));
  });
  process.env.FLEXORDER_URL = url;
  process.env.FLEXORDER_DATA = data;
  return async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
};

export default start;
