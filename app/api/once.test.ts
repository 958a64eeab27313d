import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Asked, asked } from '../../test/service/asked.ts';
import { ApiRefusal } from './api-refusal.ts';
import type { Reply } from './handler.ts';
import { type Keyed, keepAnswer, once } from './once.ts';

let world: Asked;
beforeEach(async () => {
  world = await asked({}, 'ann');
});
afterEach(() => world.close());

const keyed: Keyed = { user: 'ann', key: 'k', hash: 'h' };

/** Writes a setting, and keeps the answer that it did. */
const write = (text: string): Promise<Reply> =>
  world.services.store.write('ann', async (tx) => {
    await tx.settings.put('x', text);
    const body = { wrote: text };
    await keepAnswer(tx, keyed, 201, body, 0);
    return { status: 201, body };
  });

test('of two requests of one key at once the later one writes nothing and answers as the first', async () => {
  const { store } = world.services;
  // The second request comes and goes between the first one's look at what was answered and its write.
  const first = await once(store, keyed, async () => {
    expect((await once(store, keyed, () => write('second'))).isRepeated).toBeUndefined();
    return write('first');
  });
  expect(first).toEqual({ status: 201, isRepeated: true, body: { wrote: 'second' } });
  expect([...(await store.of('ann').settings.all())]).toEqual([['x', 'second']]);
});

test('so does one that is refused because the first was done', async () => {
  const { store } = world.services;
  const answer = await once(store, keyed, async () => {
    await once(store, keyed, () => write('second'));
    throw new ApiRefusal('conflict', 'the name is taken');
  });
  expect(answer.status).toBe(201);
});

test('a write that fails by itself is not kept, and another request under the key of one is refused', async () => {
  const { store } = world.services;
  const failing = once(store, keyed, () => Promise.reject(new Error('disk full')));
  await expect(failing).rejects.toThrow('disk full');
  await once(store, keyed, () => write('now'));
  const other = once(store, { ...keyed, hash: 'other' }, () => write('other'));
  await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});
