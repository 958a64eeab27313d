import { describe, expect, test } from 'vitest';
import { type OwnerWrites, SHARED_OWNER } from '../../app/service/ports/index.ts';
import { open, type Subject } from './databases.ts';
import { account, change, deposit, event, idsIn, ownerWith } from './given.ts';

export function transactionLaws(subject: () => Subject): void {
  describe('transactions and versions', () => {
    test('each kind of write moves its own version by one, and no other owner’s', async () => {
      const { store } = subject();
      const [owner, other] = [await ownerWith(store, 'main'), await ownerWith(store, 'main')];
      const others = await store.of(other).versions();
      const moves = async (work: (tx: OwnerWrites) => Promise<unknown>) => {
        const before = await store.of(owner).versions();
        await store.write(owner, work);
        const after = await store.of(owner).versions();
        return [after.ledger - before.ledger, after.prices - before.prices, after.settings - before.settings];
      };
      const day = { name: 'ACME', day: 19000, value: '1.5', currency: null };
      expect(await moves((tx) => tx.prices.put('own', [day], 1))).toEqual([0, 1, 0]);
      expect(await moves((tx) => tx.prices.put('own', [day], 2))).toEqual([0, 0, 0]);
      expect(await moves((tx) => tx.rates.put('own', [{ ...day, name: 'EURUSD' }], 1))).toEqual([0, 1, 0]);
      expect(await moves((tx) => tx.settings.put('a', '1'))).toEqual([0, 0, 1]);
      expect(await moves((tx) => tx.accounts.add(account('second')))).toEqual([0, 0, 1]);
      expect(await moves((tx) => tx.accounts.delete('second'))).toEqual([1, 0, 1]);
      expect(await moves((tx) => tx.accounts.list())).toEqual([0, 0, 0]);
      expect(await store.of(other).versions()).toEqual(others);
    });

    test('shared prices move the shared version that every owner sees', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const before = await store.of(owner).versions();
      const row = { name: `S${owner}`, day: 19000, value: '1', currency: null };
      await store.write(SHARED_OWNER, (tx) => tx.prices.put('feed', [row], 1));
      expect(await store.of(owner).versions()).toEqual({ ...before, sharedPrices: before.sharedPrices + 1 });
    });

    test('a transaction that throws has written nothing', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const before = await store.of(owner).versions();
      const failed = change(store, owner, async (tx, step) => {
        await tx.ledger.append(step, [event('a', deposit('2024-01-02', '1'))]);
        await tx.settings.put('a', '1');
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await store.of(owner).ledger.inForce()).toEqual([]);
      expect(await store.of(owner).settings.get('a')).toBeNull();
      expect(await store.of(owner).versions()).toEqual(before);
    });

    test('nothing is written outside of a transaction', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const outside = store.of(owner) as OwnerWrites;
      await expect(outside.settings.put('a', '1')).rejects.toThrow('outside of store.write');
      await expect(outside.accounts.delete('main')).rejects.toThrow('outside of store.write');
    });

    test('a write inside of a write is refused at once, instead of waiting for itself', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const nested = store.write(owner, () => store.write(owner, (tx) => tx.settings.put('a', '1')));
      await expect(nested).rejects.toThrow('inside of store.write');
      await store.write(owner, (tx) => tx.settings.put('a', '2'));
      expect(await store.of(owner).settings.get('a')).toBe('2');
    });

    test('a read sees one state, whatever is written meanwhile; what is not finished is seen by nobody', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      await store.write(owner, (tx) => tx.settings.put('a', '1'));
      await store.read(owner, async (tx) => {
        expect(await tx.settings.get('a')).toBe('1');
        await store.write(owner, async (writing) => {
          await writing.settings.put('a', '2');
          expect(await writing.settings.get('a')).toBe('2');
          expect(await store.of(owner).settings.get('a')).toBe('1');
        });
        expect(await tx.settings.get('a')).toBe('1');
        expect(await store.of(owner).settings.get('a')).toBe('2');
      });
    });

    test('writes of one owner at the same time happen one after the other', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const add = async (n: number) =>
        change(store, owner, async (tx, step) => {
          const count = Number((await tx.settings.get('count')) ?? 0);
          await tx.settings.put('count', String(count + 1));
          return tx.ledger.append(step, [event(`e${n}`, deposit('2024-01-02', String(n)))]);
        });
      await Promise.all(Array.from({ length: 30 }, (_, n) => add(n)));
      expect(await store.of(owner).settings.get('count')).toBe('30');
      const rows = await store.of(owner).ledger.inForce();
      expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
      expect(await store.of(owner).ledger.verifyChains()).toEqual([]);
    });

    test('what one program wrote, another on the same database reads at once', async () => {
      const { store, database } = subject();
      const { store: second } = await open(database);
      try {
        const owner = await ownerWith(store, 'main');
        for (let n = 0; n < 200; n++) {
          const [writer, reader] = n % 2 === 0 ? [store, second] : [second, store];
          await change(writer, owner, (tx, step) =>
            tx.ledger.append(step, [event(`e${n}`, deposit('2024-01-02', String(n)))]),
          );
          expect((await reader.of(owner).versions()).ledger).toBe(n + 1);
          expect(idsIn(await reader.of(owner).ledger.packed())).toHaveLength(n + 1);
        }
        const both = Array.from({ length: 40 }, (_, n) =>
          change(n % 2 === 0 ? store : second, owner, (tx, step) =>
            tx.ledger.append(step, [event(`both${n}`, deposit('2024-01-02', String(n)))]),
          ),
        );
        await Promise.all(both);
        expect((await store.of(owner).versions()).ledger).toBe(240);
        expect(await second.of(owner).ledger.verifyChains()).toEqual([]);
      } finally {
        await second.close();
      }
    });
  });
}
