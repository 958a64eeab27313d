import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { StorageError } from '../../service/ports/index.ts';
import { postgresError } from './errors.ts';

const CONNECTIONS_MAX = 20;
const CONNECT_WAIT_MS = 30_000;
const BIGINT = 20;
const NUMERIC = 1700;

/** Integers as numbers: all of ours are below 2^53. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new StorageError('out_of_range', `${text} is no integer below 2^53`, 'Correct it in the database.');
}

/** The pool of connections, its errors those of the port. */
export function postgresPool(url: string, onLost: (error: Error) => void): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_WAIT_MS,
    application_name: 'tidemark',
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') => {
        if (type === BIGINT || type === NUMERIC) return safeInteger;
        return pg.types.getTypeParser(type, format ?? 'text');
      },
    },
  });
  // Without listeners the loss of a connection would end the program. The pool opens another one.
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
  return {
    connect: async () => withOwnErrors(await pool.connect().catch(rethrow)),
    end: () => pool.end(),
    options: {},
  };
}

function withOwnErrors(client: pg.PoolClient): PostgresPoolClient {
  return {
    // Kysely asks with text and values; its other form, a cursor, is for streams, which are not used.
    query: (text: unknown, values: readonly unknown[] = []) =>
      client.query(String(text), [...values]).catch(rethrow) as never,
    release: (destroy) => client.release(destroy),
  };
}

function rethrow(error: unknown): never {
  throw postgresError(error);
}
