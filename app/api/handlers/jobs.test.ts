import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Asked, asked, type Body } from '../../../test/service/asked.ts';
import { jobHandlers } from './jobs.ts';

let world: Asked;
beforeEach(async () => {
  world = await asked(jobHandlers, 'ann', 'bob');
});
afterEach(() => world.close());

const add = (id: string, kind: string, createdAt: number) =>
  world.services.store.write('ann', (tx) =>
    tx.jobs.add({ id, kind, input: '{}', runAt: createdAt, createdAt }),
  );
const listed = (user: string, query: object = {}): Promise<Body> => world.ask(user, 'listJobs', { query });
const idsOf = async (query: object = {}): Promise<string[]> =>
  (await listed('ann', query)).items.map(({ id }: Body) => id);
const jobOf = (id: string): Promise<Body> => world.ask('ann', 'getJob', { params: { id } });

test('a new user has none, and nobody has another user’s', async () => {
  expect(await listed('bob')).toEqual({ items: [], next_cursor: null });
  await add('one', 'backfill', 1000);
  expect((await listed('bob')).items).toEqual([]);
  expect(await world.refused('bob', 'getJob', { params: { id: 'one' } })).toMatchObject({
    kind: 'not_found',
  });
});

test('they are listed newest first, by status and kind, in pages', async () => {
  await add('one', 'backfill', 1000);
  await add('two', 'sync', 2000);
  await add('three', 'backfill', 3000);
  expect(await idsOf()).toEqual(['three', 'two', 'one']);
  expect(await idsOf({ kind: 'backfill' })).toEqual(['three', 'one']);
  expect(await idsOf({ status: 'done' })).toEqual([]);
  const { items, next_cursor: cursor } = await listed('ann', { limit: 2 });
  expect(items).toHaveLength(2);
  expect(await idsOf({ limit: 2, cursor })).toEqual(['one']);
});

test('a job says what it did, why it failed, and when it is tried again', async () => {
  const { store } = world.services;
  await add('one', 'backfill', 1000);
  expect(await jobOf('one')).toMatchObject({ status: 'queued', attempts: 0, next_attempt_at: null });
  await store.queue.claim(['backfill'], 2000, 60_000);
  expect(await jobOf('one')).toMatchObject({ status: 'running', attempts: 1, progress: null });
  const error = 'the broker does not answer';
  await store.write('ann', (tx) => tx.jobs.finish('one', { status: 'queued', error, runAt: 60_000 }));
  const waiting = await jobOf('one');
  expect(waiting).toMatchObject({ status: 'queued', next_attempt_at: '1970-01-01T00:01:00.000Z' });
  expect(waiting.problems).toMatchObject([{ code: 'job_failed', severity: 'error', message: error }]);
  await store.queue.claim(['backfill'], 60_000, 60_000);
  await store.write('ann', (tx) =>
    tx.jobs.finish('one', { status: 'done', output: '{"days":3}', at: 61_000 }),
  );
  expect(await jobOf('one')).toMatchObject({
    status: 'done',
    progress: 1,
    attempts: 2,
    result: { days: 3 },
    problems: [],
  });
});
