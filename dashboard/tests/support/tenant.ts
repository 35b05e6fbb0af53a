// A tenant of a test's own, and its API without a browser.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';

import type { components } from '../../src/api/schema';
import { PROGRAM } from './start';

const run = promisify(execFile);

/** A schema of the document, by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** Where the server answers. */
export const serverUrl = (): string => process.env.FLEXORDER_URL ?? '';

/** What `flexorder … --json` prints. */
const command = async (...words: string[]): Promise<Record<string, string>> => {
  const environment = { ...process.env };
  delete environment.DATABASE_URL;
  const data = process.env.FLEXORDER_DATA ?? '';
  const { stdout } = await run(PROGRAM, [...words, '--data-dir', data, '--json'], {
    env: environment,
  });
  return JSON.parse(stdout) as Record<string, string>;
};

/** A tenant, a key of it, and requests as that key. */
export class Tenant {
  private constructor(
    readonly id: string,
    readonly organization: string,
    readonly name: string,
    readonly key: string,
  ) {}

  /** Makes one; in an organization of its own unless one is named. */
  static async make(name: string, ...options: string[]): Promise<Tenant> {
    const handle = `t-${randomUUID().slice(0, 13)}`;
    const made = await command(
      ...['tenant', 'create', '--name', name, '--currency', 'EUR', '--handle', handle],
      ...['--time-zone', 'Europe/Amsterdam', '--country', 'Netherlands', '--tax-rate', '21'],
      ...options,
    );
    return new Tenant(made.tenantId ?? '', made.organizationId ?? '', name, made.apiKey ?? '');
  }

  /** A key that may do only that. */
  async keyFor(permissions: string): Promise<string> {
    const made = await command(
      ...['api-key', 'create', '--organization', this.organization, '--tenant', this.id],
      ...['--permissions', permissions],
    );
    return made.apiKey ?? '';
  }

  /** A key for all tenants of the organization. */
  async keyForAll(): Promise<string> {
    return (await command('api-key', 'create', '--organization', this.organization)).apiKey ?? '';
  }

  get = <T>(path: string): Promise<T> => this.send<T>('GET', path);
  post = <T>(path: string, body: unknown = {}): Promise<T> => this.send<T>('POST', path, body);
  patch = <T>(path: string, body: unknown): Promise<T> => this.send<T>('PATCH', path, body);

  private async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(serverUrl() + path, {
      method,
      headers: {
        Authorization: `Bearer ${this.key}`,
        'Tenant-ID': this.id,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  }
}
