import { describe, expect, test } from 'vitest';
import type { ActivityRecord, ConnectionRecord, LinkedAccountRecord } from '../../app/service/ports/index.ts';
import type { Subject } from './databases.ts';
import { ownerWith } from './given.ts';

const connection = (id: string, more: Partial<ConnectionRecord> = {}): ConnectionRecord => ({
  id,
  provider: 'alpaca',
  name: 'My broker',
  state: 'active',
  sealed: 'v1.x.y',
  createdAt: 5,
  lastSyncedAt: null,
  restUntil: null,
  troubles: [],
  ...more,
});

const link = (number: string, more: Partial<LinkedAccountRecord> = {}): LinkedAccountRecord => ({
  provider: 'alpaca',
  number,
  connection: 'c1',
  externalId: `id of ${number}`,
  name: number,
  account: null,
  isChosen: false,
  syncedFrom: null,
  syncedTo: null,
  historyTo: null,
  estimatedOn: null,
  ...more,
});

const activity = (id: string, day: number, more: Partial<ActivityRecord> = {}): ActivityRecord => ({
  account: 'main',
  provider: 'alpaca',
  id,
  type: 'FILL',
  day,
  raw: '{"qty":"0.10"}',
  fingerprint: 'f',
  status: 'recorded',
  remark: null,
  changedRaw: null,
  changedType: null,
  changedDay: null,
  seenAt: 9,
  ...more,
});

export function connectionLaws(subject: () => Subject): void {
  describe('connections', () => {
    test('are their owner’s, the newest first, each as it was put last', async () => {
      const { store } = subject();
      const [ann, bob] = [await ownerWith(store), await ownerWith(store)];
      const troubles = [{ part: 'holdings', message: 'no', remedy: 'wait' }];
      const later = connection('c2', { createdAt: 6, troubles, lastSyncedAt: 7, restUntil: 8 });
      await store.write(ann, async (tx) => {
        await tx.connections.put(connection('c1', { state: 'pending' }));
        await tx.connections.put(later);
        await tx.connections.put(connection('c1'));
      });
      expect(await store.of(ann).connections.list()).toEqual([later, connection('c1')]);
      expect(await store.of(bob).connections.list()).toEqual([]);
      expect(await store.of(bob).connections.find('c1')).toBeNull();
    });

    test('that are gone leave the accounts that they reached, under their numbers', async () => {
      const { store } = subject();
      const ann = await ownerWith(store, 'main');
      const fed = link('7', { account: 'main', isChosen: true, syncedFrom: 1, syncedTo: 2, estimatedOn: 3 });
      await store.write(ann, async (tx) => {
        await tx.connections.put(connection('c1'));
        await tx.connections.link(link('7'));
        await tx.connections.link(fed);
        await tx.connections.link(link('8', { connection: null }));
      });
      const { connections } = store.of(ann);
      expect(await connections.linked('c1')).toEqual([fed]);
      expect(await connections.feeding('main')).toBe('c1');
      expect(await store.write(ann, (tx) => tx.connections.delete('c1'))).toBe(true);
      expect(await store.write(ann, (tx) => tx.connections.delete('c1'))).toBe(false);
      expect(await connections.linked()).toEqual([
        { ...fed, connection: null },
        link('8', { connection: null }),
      ]);
      expect(await connections.feeding('main')).toBeNull();
    });

    test('an account that is deleted takes its activities along; its broker’s account feeds none', async () => {
      const { store } = subject();
      const ann = await ownerWith(store, 'main', 'other');
      await store.write(ann, async (tx) => {
        await tx.connections.link(link('7', { account: 'other', syncedTo: 4 }));
        await tx.connections.keep([activity('a', 1), activity('b', 1, { account: 'other' })]);
      });
      await store.write(ann, (tx) => tx.accounts.delete('other'));
      expect(await store.of(ann).connections.linked()).toEqual([link('7')]);
      expect(await store.of(ann).connections.activities({})).toEqual([activity('a', 1)]);
    });

    test('which account a broker’s account feeds moves a version; how far it is synced does not', async () => {
      const { store } = subject();
      const ann = await ownerWith(store, 'main');
      const settings = async () => (await store.of(ann).versions()).settings;
      const put = (more: Partial<LinkedAccountRecord>) =>
        store.write(ann, (tx) => tx.connections.link(link('7', more)));
      await put({});
      const before = await settings();
      await put({ syncedTo: 5 });
      expect(await settings()).toBe(before);
      await put({ account: 'main' });
      expect(await settings()).toBeGreaterThan(before);
    });
  });

  describe('activities of brokers', () => {
    test('are kept once under their ids, by day, and found by days and status', async () => {
      const { store } = subject();
      const ann = await ownerWith(store, 'main');
      const changed = activity('b', 2, { status: 'changed', changedRaw: '{}', remark: 'otherwise' });
      await store.write(ann, async (tx) => {
        await tx.connections.keep([activity('c', 3), activity('b', 2), activity('a', 2)]);
        await tx.connections.keep([changed]);
      });
      const { connections } = store.of(ann);
      expect(await connections.activities({})).toEqual([activity('a', 2), changed, activity('c', 3)]);
      expect(await connections.activities({ from: 3, to: 3 })).toEqual([activity('c', 3)]);
      expect(await connections.activities({ statuses: ['changed'] })).toEqual([changed]);
      expect(await connections.activities({ provider: 'plaid' })).toEqual([]);
      expect(await connections.activities({ account: 'main', statuses: [] })).toEqual([]);
    });
  });
}
