import { describe, expect, test } from 'vitest';
import type { InstrumentRecord, OwnerWrites } from '../../app/service/ports/index.ts';
import { openStore } from '../../app/storage/index.ts';
import type { Subject } from './databases.ts';
import { PORTFOLIO } from './fact-laws.ts';
import { account, ownerWith } from './given.ts';

const UNKNOWN = { exchange: null, isin: null, figi: null, underlying: null, expiry: null, strike: null };
const STOCK: Omit<InstrumentRecord, 'symbol'> = {
  ...UNKNOWN,
  kind: 'stock',
  currency: 'USD',
  multiplier: null,
  priceFactor: null,
  sector: null,
  name: null,
  right: null,
  modifiedDuration: null,
};

/** What records said before they were replaced. */
export function recordLaws(subject: () => Subject): void {
  describe('records as they were known at an instant', () => {
    test('are what they said then, whether replaced, removed or not made yet', async () => {
      const { database } = subject();
      const clock = { now: () => time };
      let time = 10;
      const { store } = await openStore({ database, clock });
      try {
        const owner = await ownerWith(store);
        const write = (at: number, work: (tx: OwnerWrites) => Promise<unknown>) => {
          time = at;
          return store.write(owner, work);
        };
        const stock = { ...STOCK, symbol: `S${owner}` };
        const split = { symbol: stock.symbol, day: 19000, ratio: '2', source: 'own' };
        await write(10, async (tx) => {
          await tx.accounts.add(account('a', { createdAt: 10 }));
          await tx.portfolios.add({ ...PORTFOLIO, accounts: ['a'], createdAt: 10 });
          await tx.portfolios.add({
            ...PORTFOLIO,
            id: 'all',
            allAccounts: true,
            accounts: [],
            createdAt: 10,
          });
        });
        await write(20, async (tx) => {
          await tx.accounts.add(account('b', { createdAt: 20 }));
          await tx.accounts.replace(account('a', { createdAt: 10, lotMethod: 'hifo' }));
          await tx.portfolios.replace({
            ...PORTFOLIO,
            accounts: ['a', 'b'],
            baseCurrency: 'EUR',
            createdAt: 10,
          });
          await tx.instruments.put([stock]);
          await tx.splits.put([{ ...split, recordedAt: 20 }]);
          await tx.settings.put('x', '1');
        });
        await write(30, async (tx) => {
          await tx.accounts.replace(account('a', { createdAt: 10, lotMethod: 'lifo' }));
          await tx.instruments.delete(stock.symbol);
          await tx.splits.put([{ ...split, ratio: '4', recordedAt: 30 }]);
          await tx.settings.put('x', null);
        });
        const own = store.of(owner);
        const methods = async (at?: number) =>
          (await own.accounts.list(at)).map(({ lotMethod }) => lotMethod);
        expect(await methods(9)).toEqual([]);
        expect(await methods(10)).toEqual(['fifo']);
        expect(await methods(20)).toEqual(['hifo', 'fifo']);
        expect(await methods(30)).toEqual(['lifo', 'fifo']);
        expect(await methods()).toEqual(['lifo', 'fifo']);
        const named = async (id: string, at?: number) => {
          const found = await own.portfolios.find(id, at);
          return [found?.baseCurrency, found?.accounts];
        };
        expect(await named(PORTFOLIO.id, 10)).toEqual([PORTFOLIO.baseCurrency, ['a']]);
        expect(await named(PORTFOLIO.id, 20)).toEqual(['EUR', ['a', 'b']]);
        expect(await named('all', 19)).toEqual([PORTFOLIO.baseCurrency, ['a']]);
        expect(await named('all', 5)).toEqual([PORTFOLIO.baseCurrency, []]);
        expect(await own.portfolios.list(9)).toEqual([]);
        const listed = async (at?: number) =>
          (await own.instruments.list([stock.symbol], at)).map(({ kind }) => kind);
        expect([await listed(19), await listed(29), await listed(30), await listed()]).toEqual([
          [],
          ['stock'],
          [],
          [],
        ]);
        const ratios = async (at?: number) =>
          (await own.splits.list([stock.symbol], at)).map(({ ratio }) => ratio);
        expect([await ratios(19), await ratios(29), await ratios(30), await ratios()]).toEqual([
          [],
          ['2'],
          ['4'],
          ['4'],
        ]);
        const x = (at?: number) => own.settings.get('x', at);
        expect([await x(19), await x(29), await x(30), await x()]).toEqual([null, '1', null, null]);
        // What is gone for ever was never there.
        await write(40, (tx) => tx.accounts.delete('b'));
        expect(await methods(20)).toEqual(['hifo']);
        expect(await named(PORTFOLIO.id, 20)).toEqual(['EUR', ['a']]);
      } finally {
        await store.close();
      }
    });
  });
}
