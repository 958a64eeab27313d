import { StorageError, type StorageErrorCode } from '../../service/ports/index.ts';

/** SQLSTATE codes and their classes (postgresql.org/docs/current/errcodes-appendix.html). */
const CODES: Readonly<Record<string, readonly [StorageErrorCode, remedy: string]>> = {
  '08': ['unreachable', 'Start the database server, or correct DATABASE_URL.'],
  '23': ['constraint', 'Read again what is there, and repeat the write with another key.'],
  '22': ['out_of_range', 'Send text without NUL characters and integers below 2^53.'],
  '28': ['cannot_open', 'Correct user and password in DATABASE_URL.'],
  '3D': ['cannot_open', 'Create the database that DATABASE_URL names.'],
  '40': ['busy', 'Two writes met; try again.'],
  '53': ['busy', 'The server is out of connections or memory; try again, or raise its limits.'],
  '53100': [
    'disk_full',
    'Make room on the disk of the server and try again; nothing of this write was kept.',
  ],
  '25006': ['read_only', 'Connect to the primary server: this one only answers reads.'],
  '55P03': ['busy', 'Another process is writing; try again in a moment.'],
  '57': ['unreachable', 'The server is stopping or starting; try again in a moment.'],
  '58': ['failed', 'The server could not read or write its disk: look at its log.'],
  XX001: ['corrupt', 'Restore the last backup of the server.'],
  XX002: ['corrupt', 'Restore the last backup of the server.'],
  '42501': ['read_only', 'Give the user of DATABASE_URL the right to write.'],
};

/** What pg threw, as the error of the port. Errors of other kinds stay as they are. */
export function postgresError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error;
  const { code } = error as Error & { code?: string };
  if (code === undefined)
    return /connect|terminated|timeout/i.test(error.message) ? unreachable(error) : error;
  if (/^E[A-Z]+$/.test(code)) return unreachable(error);
  if (!/^[0-9A-Z]{5}$/.test(code)) return error;
  const known = CODES[code] ?? CODES[code.slice(0, 2)];
  const [kind, remedy] = known ?? ['failed', 'Nothing of this write was kept. Report it with the message.'];
  return new StorageError(kind, `database: ${error.message}`, remedy, error);
}

function unreachable(error: Error): StorageError {
  const remedy = 'Start the database server, or correct DATABASE_URL.';
  return new StorageError('unreachable', `the database does not answer: ${error.message}`, remedy, error);
}
