import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { createDatabase, rowsOf } from '../conformance/postgres.ts';

/** What the tests of this run are on; see `projects` in vitest.config.ts. */
export const onPostgres = inject('postgres') !== undefined;

/** A new database for a server to open. */
export interface TestDatabase {
  /** As `openStore` takes it. */
  readonly address: string;
  /** The settings by which a server opens it. */
  readonly env: Readonly<Record<string, string>>;
  /** Everything that is kept in it, as bytes to search in. */
  stored(): Promise<Buffer>;
}

/** `home`: the folder of the server that opens it. */
export async function testDatabase(home: string): Promise<TestDatabase> {
  const server = inject('postgres');
  const env = { TIDEMARK_HOME: home };
  if (server === undefined)
    return { address: path.join(home, 'tidemark.db'), env, stored: async () => filesOf(home) };
  const address = await createDatabase(server, `api_${randomUUID()}`);
  return {
    address,
    env: { ...env, DATABASE_URL: address },
    stored: async () => Buffer.from(await rowsOf(address)),
  };
}

function filesOf(home: string): Buffer {
  const files = readdirSync(home).filter((name) => name.startsWith('tidemark.db'));
  return Buffer.concat(files.map((name) => readFileSync(path.join(home, name))));
}
