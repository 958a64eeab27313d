import { expect, test } from 'vitest';
import { openStore } from '../../../app/storage/index.ts';
import { noPostgres } from '../../conformance/postgres.ts';
import { onPostgres } from '../database.ts';
import { testServer } from '../server.ts';

test.skipIf(noPostgres !== null)(
  noPostgres ?? 'these tests run on the database that they are to run on',
  async () => {
    const server = await testServer();
    await server.signUp('Ann');
    const { store } = await openStore({ database: server.database.address, clock: { now: () => 0 } });
    expect(store.meta.kind).toBe(onPostgres ? 'postgres' : 'sqlite');
    expect(await store.users.count()).toBe(1);
    await store.close();
    await server.close();
  },
);
