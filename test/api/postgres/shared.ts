import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { noPostgres } from '../../conformance/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the PostgreSQL that the tests of this project run on; those of the others run on SQLite. */
    postgres?: string;
  }
}

/** Starts what the project `PostgreSQL` runs on; answers how to end it. */
export default async function share(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (noPostgres !== null) return undefined;
  const server = fork(path.join(import.meta.dirname, 'process.ts'), { serialization: 'json' });
  const ended = once(server, 'exit');
  const address = await Promise.race([
    once(server, 'message').then(([said]) => String(said)),
    ended.then(([code]) => Promise.reject(new Error(`PostgreSQL ended with ${code}`))),
  ]);
  project.provide('postgres', address);
  return async () => {
    server.disconnect();
    await ended;
  };
}
