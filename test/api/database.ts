import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { createDatabase } from '../conformance/postgres.ts';

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
  return { address, env: { ...env, DATABASE_URL: address }, stored: () => rowsOf(address) };
}

function filesOf(home: string): Buffer {
  const files = readdirSync(home).filter((name) => name.startsWith('tidemark.db'));
  return Buffer.concat(files.map((name) => readFileSync(path.join(home, name))));
}

async function rowsOf(address: string): Promise<Buffer> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  const { rows: tables } = await client.query(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
  );
  const pieces: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query(`select t::text as row from ${name} t`);
    pieces.push(...rows.map(({ row }) => row));
  }
  await client.end();
  return Buffer.from(pieces.join('\n'));
}
