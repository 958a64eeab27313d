import { expect, test } from 'vitest';
import { openStore } from '../../app/storage/index.ts';
import { testServer } from './server.ts';

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

test('one claims the administration of a database once: another finds it taken', async () => {
  const server = await testServer();
  const [ann, bob] = [await server.signUp('Ann'), await server.signUp('Bob')];
  const { store } = await openStore({ database: server.database.address, clock: { now: () => 0 } });
  const { id } = await bob.client.me();
  expect(await store.users.claimAdministration(id)).toBe(false);
  expect(await store.users.setRole((await ann.client.me()).id, 'user')).toBe(true);
  const claims = await Promise.all([ann, bob].map(async ({ client }) => (await client.me()).id));
  const won = await Promise.all(claims.map((one) => store.users.claimAdministration(one)));
  expect(won.filter(Boolean)).toHaveLength(1);
  await store.close();
  await server.close();
});
