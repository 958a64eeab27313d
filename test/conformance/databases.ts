import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Store } from '../../app/service/ports/index.ts';
import { type OpenStore, openStore } from '../../app/storage/index.ts';
import { type PostgresServer, rowsOf, startPostgres } from './postgres.ts';

/** The time at which every database of these tests is made. */
export const MADE_AT = Date.UTC(2024, 0, 1);

/** Real databases of one kind. */
export interface Databases {
  readonly kind: 'sqlite' | 'postgres';
  /** The address of a new, empty database. */
  create(): Promise<string>;
  /** Everything that one of them keeps, as text to search in. */
  stored(database: string): Promise<string>;
  stop(): Promise<void>;
}

export async function sqliteDatabases(): Promise<Databases> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-store-'));
  let count = 0;
  return {
    kind: 'sqlite',
    create: async () => path.join(folder, `${++count}.db`),
    stored: async (database) =>
      readdirSync(folder)
        .filter((name) => name.startsWith(path.basename(database)))
        .map((name) => readFileSync(path.join(folder, name), 'latin1'))
        .join('\n'),
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function postgresDatabases(): Promise<Databases> {
  const server: PostgresServer = await startPostgres();
  let count = 0;
  return {
    kind: 'postgres',
    create: () => server.createDatabase(`store_${++count}`),
    stored: rowsOf,
    stop: () => server.stop(),
  };
}

export function open(database: string): Promise<OpenStore> {
  return openStore({ database, clock: { now: () => MADE_AT } });
}

/** What a suite runs on: a new database and its store, opened before each file of laws. */
export interface Subject {
  readonly kind: 'sqlite' | 'postgres';
  readonly database: string;
  readonly store: Store;
  readonly auth: OpenStore['authDatabase'];
}
