import { apiKey } from '@better-auth/api-key';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { admin, twoFactor } from 'better-auth/plugins';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Databases,
  open,
  postgresDatabases,
  sqliteDatabases,
} from '../../test/conformance/databases.ts';
import { account, change, deposit, event } from '../../test/conformance/given.ts';
import { noPostgres } from '../../test/conformance/postgres.ts';
import { AUTH_TABLES } from '../service/ports/index.ts';
import type { OpenStore } from './index.ts';

const kinds = [
  { title: 'SQLite', make: sqliteDatabases, missing: null },
  { title: 'PostgreSQL', make: postgresDatabases, missing: noPostgres },
];

describe.each(kinds)('sign-in on $title', ({ make, missing }) => {
  let databases: Databases;
  let opened: OpenStore;

  beforeAll(async () => {
    if (missing !== null) return;
    databases = await make();
    opened = await open(await databases.create());
  });

  afterAll(async () => {
    await opened?.store.close();
    await databases?.stop();
  });

  const options = () => ({
    secret: 'a secret of these tests, 32 letters long',
    baseURL: 'http://localhost:3210',
    database: opened.authDatabase,
    logger: { disabled: true },
    emailAndPassword: { enabled: true },
    user: { modelName: AUTH_TABLES.user },
    session: { modelName: AUTH_TABLES.session },
    account: { modelName: AUTH_TABLES.account },
    verification: { modelName: AUTH_TABLES.verification },
    rateLimit: { enabled: true, storage: 'database' as const, modelName: AUTH_TABLES.rateLimit },
    plugins: [
      apiKey({ schema: { apikey: { modelName: AUTH_TABLES.apikey } } }),
      passkey({ schema: { passkey: { modelName: AUTH_TABLES.passkey } } }),
      twoFactor({ schema: { twoFactor: { modelName: AUTH_TABLES.twoFactor } } }),
      admin(),
    ],
  });

  describe.skipIf(missing !== null)(missing ?? 'better-auth', () => {
    test('better-auth finds every table and column that it wants', async () => {
      const { toBeCreated, toBeAdded } = await getMigrations(options());
      expect(toBeCreated.map(({ table }) => table)).toEqual([]);
      expect(toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)])).toEqual([]);
    });

    test('a user signs up, makes a key, and is deleted with everything that is his', async () => {
      const { store } = opened;
      const auth = betterAuth(options());
      const email = `${crypto.randomUUID()}@example.com`;
      const before = await store.users.count();
      const { user } = await auth.api.signUpEmail({
        body: { name: 'Ann', email, password: 'long enough 1' },
      });
      const key = await auth.api.createApiKey({ body: { name: 'k', userId: user.id } });
      expect((await auth.api.verifyApiKey({ body: { key: key.key } })).valid).toBe(true);
      expect(await store.users.count()).toBe(before + 1);
      expect(await store.users.find(user.id)).toMatchObject({
        id: user.id,
        name: 'Ann',
        email,
        role: 'user',
      });
      const { createdAt } = (await store.users.find(user.id)) ?? { createdAt: 0 };
      expect(Math.abs(createdAt - user.createdAt.getTime())).toBeLessThan(1_000);
      expect(await store.users.setRole(user.id, 'admin')).toBe(true);
      expect((await store.users.list(1_000)).find(({ id }) => id === user.id)?.role).toBe('admin');
      await store.write(user.id, (tx) => tx.accounts.add(account('main')));
      await change(store, user.id, (tx, step) =>
        tx.ledger.append(step, [event('a', deposit('2024-01-02', '1'))]),
      );
      expect(await store.users.delete(user.id)).toBe(true);
      expect(await store.users.delete(user.id)).toBe(false);
      expect(await store.users.find(user.id)).toBeNull();
      expect(await store.of(user.id).ledger.revisions('a')).toEqual([]);
      expect(await store.of(user.id).accounts.list()).toEqual([]);
      expect((await auth.api.verifyApiKey({ body: { key: key.key } })).valid).toBe(false);
    });
  });
});
