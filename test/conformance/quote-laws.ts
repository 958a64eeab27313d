import { describe, expect, test } from 'vitest';
import { type QuoteSegment, SHARED_OWNER } from '../../app/service/ports/index.ts';
import type { Subject } from './databases.ts';
import { ownerWith } from './given.ts';

/** 2023-12-31 and 2024-01-01. */
const [LAST_OF_2023, FIRST_OF_2024] = [19722, 19723];

function read(segments: readonly QuoteSegment[]): (string | number)[][] {
  return segments.flatMap(({ name, source, days, units, scales }) =>
    [...days].map((day, n) => [name, source, day, `${units[n]}e-${scales[n]}`]),
  );
}

export function quoteLaws(subject: () => Subject): void {
  const row = (day: number, value: string | null, name = 'ACME') => ({ name, day, value, currency: 'USD' });

  describe('quotes', () => {
    test('every digit comes back, over years, in order of days', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      const rows = [
        row(FIRST_OF_2024, '100.50'),
        row(LAST_OF_2023, '100.5'),
        row(FIRST_OF_2024 + 1, '0.00000001234'),
        row(FIRST_OF_2024 + 365, '123456789012345'),
        row(FIRST_OF_2024 + 364, '-37.63'),
      ];
      const put = await store.write(owner, (tx) => tx.prices.put('own', rows, 5));
      expect(put).toEqual({ added: 5, replaced: 0, removed: 0 });
      const segments = await store.of(owner).prices.segments({ names: ['ACME'] });
      expect(
        segments.map(({ year, revision, currency, owner: of }) => [year, revision, currency, of]),
      ).toEqual([
        [2023, 1, 'USD', owner],
        [2024, 1, 'USD', owner],
      ]);
      expect(read(segments)).toEqual([
        ['ACME', 'own', LAST_OF_2023, '1005e-1'],
        ['ACME', 'own', FIRST_OF_2024, '10050e-2'],
        ['ACME', 'own', FIRST_OF_2024 + 1, '1234e-11'],
        ['ACME', 'own', FIRST_OF_2024 + 364, '-3763e-2'],
        ['ACME', 'own', FIRST_OF_2024 + 365, '123456789012345e-0'],
      ]);
      expect(segments.map((segment) => segment.recordedAt(0))).toEqual([5, 5]);
      expect(await store.of(owner).prices.names()).toContain('ACME');
      expect(await store.of(owner).prices.segments({ names: ['ACME'], fromYear: 2024 })).toHaveLength(1);
      expect(await store.of(owner).prices.segments({ names: ['ACME'], toYear: 2022 })).toEqual([]);
    });

    test('what is replaced or taken away is kept, and can be read as it was known', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      const put = (at: number, ...rows: ReturnType<typeof row>[]) =>
        store.write(owner, (tx) => tx.prices.put('own', rows, at));
      await put(100, row(FIRST_OF_2024, '1.10'), row(FIRST_OF_2024 + 1, '2'));
      expect(await put(200, row(FIRST_OF_2024, '1.20'), row(FIRST_OF_2024 + 2, '3'))).toEqual({
        added: 1,
        replaced: 1,
        removed: 0,
      });
      expect(await put(300, row(FIRST_OF_2024 + 1, null), row(FIRST_OF_2024, '1.20'))).toEqual({
        added: 0,
        replaced: 0,
        removed: 1,
      });
      const { prices } = store.of(owner);
      const at = async (asKnownAt?: number) =>
        read(await prices.segments({ names: ['ACME'], asKnownAt })).map((cells) => cells[3]);
      expect(await at(99)).toEqual([]);
      expect(await at(100)).toEqual(['110e-2', '2e-0']);
      expect(await at(250)).toEqual(['120e-2', '2e-0', '3e-0']);
      expect(await at()).toEqual(['120e-2', '3e-0']);
      expect(await prices.revisions('ACME')).toEqual([
        { day: FIRST_OF_2024 + 1, source: 'own', owner, value: '2', recordedAt: 100, replacedAt: 300 },
        { day: FIRST_OF_2024, source: 'own', owner, value: '1.10', recordedAt: 100, replacedAt: 200 },
      ]);
    });

    test('shared quotes come first, an owner’s own after them, another owner’s never', async () => {
      const { store } = subject();
      const [owner, other] = [await ownerWith(store), await ownerWith(store)];
      const name = `N${owner}`;
      for (const [who, source, value] of [
        [SHARED_OWNER, 'b-feed', '2'],
        [SHARED_OWNER, 'a-feed', '1'],
        [owner, 'a-own', '3'],
        [other, 'other', '9'],
      ] as const) {
        await store.write(who, (tx) => tx.prices.put(source, [row(FIRST_OF_2024, value, name)], 1));
      }
      const segments = await store.of(owner).prices.segments({ names: [name, 'no such'] });
      expect(segments.map((segment) => segment.source)).toEqual(['a-feed', 'b-feed', 'a-own']);
      expect(await store.of(SHARED_OWNER).prices.segments({ names: [name] })).toHaveLength(2);
    });

    test('prices and rates do not meet', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      await store.write(owner, (tx) => tx.rates.put('ecb', [{ ...row(FIRST_OF_2024, '1.1', 'EURUSD') }], 1));
      expect(await store.of(owner).prices.segments({ names: ['EURUSD'] })).toEqual([]);
      expect(await store.of(owner).rates.segments({ names: ['EURUSD'] })).toHaveLength(1);
    });

    test('a second currency, and a value that cannot be held exactly, are refused whole', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      const put = (...rows: { name: string; day: number; value: string; currency: string }[]) =>
        store.write(owner, (tx) => tx.prices.put('own', rows, 1));
      const good = { name: 'ACME', day: FIRST_OF_2024, value: '1', currency: 'GBP' };
      await expect(put(good, { ...good, day: good.day + 1, currency: 'GBX' })).rejects.toMatchObject({
        code: 'constraint',
      });
      for (const value of ['12345678901234567890', 'NaN', '1e5', '']) {
        await expect(put(good, { ...good, day: good.day + 1, value })).rejects.toMatchObject({
          code: 'out_of_range',
        });
      }
      expect(await store.of(owner).prices.segments({ names: ['ACME'] })).toEqual([]);
    });

    test('splits and instruments: an owner’s own hide the shared ones', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      const symbol = `S${owner}`;
      const split = { symbol, day: 19000, ratio: '4', source: 'feed', recordedAt: 1 };
      const instrument = {
        symbol,
        kind: 'stock' as const,
        currency: 'USD',
        multiplier: null,
        priceFactor: '0.01',
        sector: 'Tools',
        name: 'Acme',
        exchange: null,
        isin: null,
        figi: null,
        underlying: null,
        expiry: null,
        strike: null,
        right: null,
        modifiedDuration: '4.5',
      };
      await store.write(SHARED_OWNER, async (tx) => {
        await tx.splits.put([split, { ...split, day: 19100 }]);
        await tx.instruments.put([instrument]);
      });
      await store.write(owner, async (tx) => {
        await tx.splits.put([{ ...split, ratio: '2', source: 'own' }]);
        await tx.instruments.put([{ ...instrument, sector: 'Mine', right: 'call', expiry: 20000 }]);
      });
      const own = store.of(owner);
      expect((await own.splits.list([symbol])).map((one) => [one.day, one.ratio])).toEqual([
        [19000, '2'],
        [19100, '4'],
      ]);
      expect(await own.instruments.list([symbol])).toEqual([
        { ...instrument, sector: 'Mine', right: 'call', expiry: 20000 },
      ]);
      await store.write(owner, async (tx) => {
        expect(await tx.splits.delete(symbol, 19000)).toBe(true);
        expect(await tx.splits.delete(symbol, 19100)).toBe(false);
        expect(await tx.instruments.delete(symbol)).toBe(true);
      });
      expect((await own.splits.list([symbol])).map((one) => one.ratio)).toEqual(['4', '4']);
      expect(await own.instruments.list([symbol])).toEqual([instrument]);
    });
  });
}
