import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signUpHooks } from '../../app/api/sign-up.ts';
import type { Store } from '../../app/service/index.ts';
import { openStore } from '../../app/storage/index.ts';
import { type TestServer, testServer } from './server.ts';

const PEOPLE = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Fay'];

test('of many first sign-ups at the same instant exactly one becomes the administrator', async () => {
  const server = await testServer();
  const users = await Promise.all(PEOPLE.map((name) => server.signUp(name)));
  const administrators = await Promise.all(
    users.map(async ({ client }) => (await client.me()).administrator),
  );
  expect(administrators.filter(Boolean)).toHaveLength(1);
  const late = await server.signUp('Late');
  expect((await late.client.me()).administrator).toBe(false);
  await server.close();
});

test('where sign-up is closed one of them gets in, and nothing is left of the others', async () => {
  const server = await testServer({ SIGN_UP: 'closed' });
  const answers = await Promise.allSettled(PEOPLE.map((name) => server.signUp(name)));
  const [user, ...others] = answers.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
  expect(others).toEqual([]);
  expect((await user.client.me()).administrator).toBe(true);
  const refusals = answers.filter((one) => one.status === 'rejected').map(({ reason }) => String(reason));
  for (const refusal of refusals) expect(refusal).toContain('sign_up_closed');
  const { store } = await openStore({ database: server.database.address, clock: { now: () => 0 } });
  expect(await store.users.count()).toBe(1);
  await store.close();
  await server.close();
});

describe('two who both looked before either was there', () => {
  let server: TestServer;
  let store: Store;
  let two: { id: string; name: string; email: string }[];
  beforeAll(async () => {
    server = await testServer();
    const users = [await server.signUp('Ann'), await server.signUp('Bob')];
    two = await Promise.all(users.map(({ client }) => client.me()));
    ({ store } = await openStore({ database: server.database.address, clock: { now: () => 0 } }));
  });
  afterAll(async () => {
    await store.close();
    await server.close();
  });

  const administrators = async () =>
    (await store.users.list(10)).filter(({ role }) => role === 'admin').map(({ id }) => id);
  const demoteAll = () => Promise.all(two.map(({ id }) => store.users.setRole(id, 'user')));

  test('are one administrator and one user', async () => {
    await demoteAll();
    const users = { ...store.users, count: async () => 0, waitingOwner: async () => null };
    const { before, after } = signUpHooks({ signUp: 'open', onSignUp: async () => {}, users });
    for (const user of two) expect((await before(user)).data.role).toBe('user');
    await Promise.all(two.map(after));
    expect(await administrators()).toHaveLength(1);
  });

  test('claim it over connections of their own, and one has it', async () => {
    for (let round = 0; round < 30; round++) {
      await demoteAll();
      const won = await Promise.all(two.map(({ id }) => store.users.claimAdministration(id)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await administrators()).toHaveLength(1);
    }
  });
});
