import { expect, test } from 'vitest';
import { UntilWritten } from './until-written.ts';

function subject() {
  const database: { mark: number | null; reads: number } = { mark: 1, reads: 0 };
  const kept = new UntilWritten<{ read: number }>(() => database.mark);
  const get = (key: string) => kept.get(key, async () => ({ read: ++database.reads }));
  return { database, kept, get };
}

test('what was read is read again only when something was written', async () => {
  const { database, get } = subject();
  expect([await get('a'), await get('a'), await get('b')]).toEqual([{ read: 1 }, { read: 1 }, { read: 2 }]);
  database.mark = 2;
  expect([await get('a'), await get('a')]).toEqual([{ read: 3 }, { read: 3 }]);
});

test('what was read while something was written is not kept', async () => {
  const { database, kept, get } = subject();
  const early = kept.get('a', async () => {
    database.mark = 2;
    await get('b');
    return { read: 0 };
  });
  expect(await early).toEqual({ read: 0 });
  expect(await get('a')).toEqual({ read: 2 });
});

test('nothing is kept where the database cannot tell, nor what is not there', async () => {
  const { database, kept, get } = subject();
  database.mark = null;
  expect([await get('a'), await get('a')]).toEqual([{ read: 1 }, { read: 2 }]);
  database.mark = 3;
  expect(await kept.get('c', async () => null)).toBeNull();
  expect(await get('c')).toEqual({ read: 3 });
});
