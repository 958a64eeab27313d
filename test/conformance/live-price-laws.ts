import { describe, expect, test } from 'vitest';
import { type HeldBackRecord, type LatestPriceRecord, SHARED_OWNER } from '../../app/service/ports/index.ts';
import type { Subject } from './databases.ts';
import { ownerWith } from './given.ts';

const price = (symbol: string, text: string, at: number): LatestPriceRecord => ({
  symbol,
  price: text,
  currency: 'USD',
  at,
  day: 19_886,
  source: 'feed',
  recordedAt: at + 1,
});

const held = (symbol: string, more: Partial<HeldBackRecord> = {}): HeldBackRecord => ({
  id: `${symbol}-1`,
  symbol,
  source: 'feed',
  day: 19_886,
  at: 1_000,
  price: '0',
  currency: 'USD',
  previousPrice: '10',
  reason: 'zero',
  heldAt: 2_000,
  ...more,
});

/** Names of a test's own: what is shared is shared by all tests of a database. */
const ownNames = (...names: string[]) => {
  const run = crypto.randomUUID();
  return names.map((name) => `${name}-${run}`);
};

export function livePriceLaws(subject: () => Subject): void {
  describe('latest prices', () => {
    test('are one a symbol, everybody’s, and move no version', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      const [a = '', b = ''] = ownNames('A', 'B');
      const before = await store.of(owner).versions();
      await store.write(SHARED_OWNER, (tx) => tx.latestPrices.put([price(a, '1.10', 5), price(b, '2', 5)]));
      await store.write(SHARED_OWNER, (tx) => tx.latestPrices.put([price(a, '1', 6), price(a, '1.25', 7)]));
      expect(await store.of(owner).latestPrices.list([b, a, 'none'])).toEqual([
        price(a, '1.25', 7),
        price(b, '2', 5),
      ]);
      expect((await store.of(owner).latestPrices.list()).map(({ symbol }) => symbol)).toContain(a);
      expect(await store.of(owner).versions()).toEqual(before);
    });

    test('are followed in the order in which they were put, each replaced one at its last place', async () => {
      const { store } = subject();
      const [a = '', b = '', c = ''] = ownNames('A', 'B', 'C');
      const put = (...prices: LatestPriceRecord[]) =>
        store.write(SHARED_OWNER, (tx) => tx.latestPrices.put(prices));
      const since = async (seq: number) =>
        (await store.of(SHARED_OWNER).latestPrices.after(seq)).filter(({ symbol }) =>
          [a, b, c].includes(symbol),
        );
      await put(price(a, '1', 5));
      await put(price(b, '2', 5), price(c, '3', 5));
      const first = await since(-1);
      expect(first.map(({ symbol }) => symbol)).toEqual([a, b, c]);
      expect(new Set(first.map(({ seq }) => seq)).size).toBe(3);
      await put(price(c, '4', 6));
      await put(price(a, '1', 5));
      const next = await since(first[2].seq);
      expect(next).toMatchObject([price(c, '4', 6), price(a, '1', 5)]);
      expect(await since(next[1].seq)).toEqual([]);
    });
  });

  describe('prices held back', () => {
    test('of a symbol, source and day are one; the latest first', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      const [a = '', b = ''] = ownNames('A', 'B');
      await store.write(SHARED_OWNER, (tx) => tx.heldBack.hold([held(a), held(b, { heldAt: 3_000 })]));
      const again = held(a, { id: `${a}-2`, price: '-1', reason: 'negative', heldAt: 4_000 });
      await store.write(SHARED_OWNER, (tx) => tx.heldBack.hold([again]));
      const expected = [{ ...again, id: `${a}-1` }, held(b, { heldAt: 3_000 })];
      expect(await store.of(owner).heldBack.list([a, b, 'none'])).toEqual(expected);
      expect(await store.of(owner).heldBack.find(`${a}-1`)).toEqual(expected[0]);
      expect(await store.of(owner).heldBack.find(`${a}-2`)).toBeNull();
    });

    test('are released by an owner for himself, by the shared one for everybody, and are held again only at another price', async () => {
      const { store } = subject();
      const [ann, bob] = [await ownerWith(store), await ownerWith(store)];
      const [a = ''] = ownNames('A');
      const listed = async (owner: string) => (await store.of(owner).heldBack.list([a])).length;
      await store.write(SHARED_OWNER, (tx) => tx.heldBack.hold([held(a)]));
      await store.write(ann, (tx) => tx.heldBack.release(`${a}-1`, 9));
      expect([await listed(ann), await listed(bob)]).toEqual([0, 1]);
      expect(await store.of(ann).heldBack.find(`${a}-1`)).toBeNull();
      await store.write(SHARED_OWNER, (tx) => tx.heldBack.release(`${a}-1`, 10));
      await store.write(SHARED_OWNER, (tx) => tx.heldBack.hold([held(a, { id: `${a}-3` })]));
      expect(await listed(bob)).toBe(0);
      await store.write(SHARED_OWNER, (tx) =>
        tx.heldBack.hold([held(a, { price: '-5', reason: 'negative' })]),
      );
      expect([await listed(ann), await listed(bob)]).toEqual([1, 1]);
    });
  });

  describe('announced dividends', () => {
    test('are by symbol and ex-day; the last announcement counts', async () => {
      const { store } = subject();
      const owner = await ownerWith(store);
      const [a = ''] = ownNames('A');
      const one = {
        symbol: a,
        exDay: 5,
        payDay: 9,
        amount: '0.20',
        currency: 'USD',
        source: 'feed',
        recordedAt: 1,
      };
      const put = (...rows: (typeof one)[]) => store.write(SHARED_OWNER, (tx) => tx.dividends.put(rows));
      await put({ ...one, exDay: 95 }, one);
      await put({ ...one, amount: '0.25' });
      expect(await store.of(owner).dividends.list([a])).toEqual([
        { ...one, amount: '0.25' },
        { ...one, exDay: 95 },
      ]);
    });
  });

  describe('what is held', () => {
    test('is each symbol once, of all owners; closed positions are not', async () => {
      const { store } = subject();
      const [ann, bob] = [await ownerWith(store, 'main'), await ownerWith(store, 'main')];
      const [a = '', b = '', c = ''] = ownNames('A', 'B', 'C');
      const none = { ledger: 0, prices: 0, settings: 0 };
      const own = (symbol: string, isHeld: boolean) => ({ symbol, held: isHeld, lastDay: isHeld ? 20 : 10 });
      await store.holdings.put([
        { owner: ann, version: none, symbols: [own(a, true), own(b, true), own(c, false)] },
        { owner: bob, version: none, symbols: [own(a, true)] },
      ]);
      const symbols = async () => (await store.holdings.symbols()).filter((one) => [a, b, c].includes(one));
      expect(await symbols()).toEqual([a, b]);
      const since = async (day: number) =>
        (await store.holdings.symbols(day)).filter((one) => [a, b, c].includes(one));
      expect([await since(10), await since(11)]).toEqual([
        [a, b, c],
        [a, b],
      ]);
      await store.holdings.put([{ owner: ann, version: none, symbols: [own(b, false)] }]);
      expect(await symbols()).toEqual([a]);
    });

    test('is outdated when a version has moved, or a symbol of it is forgotten', async () => {
      const { store } = subject();
      const ann = await ownerWith(store, 'main');
      const [a = ''] = ownNames('A');
      const isOutdated = async () =>
        (await store.holdings.outdated(10_000)).some(({ owner }) => owner === ann);
      expect(await isOutdated()).toBe(true);
      const derive = async () => {
        const version = await store.of(ann).versions();
        await store.holdings.put([
          { owner: ann, version, symbols: [{ symbol: a, held: false, lastDay: 0 }] },
        ]);
      };
      await derive();
      expect(await isOutdated()).toBe(false);
      await store.write(ann, (tx) => tx.settings.put('x', '1'));
      expect(await isOutdated()).toBe(true);
      await derive();
      await store.holdings.forget(['other']);
      expect(await isOutdated()).toBe(false);
      await store.holdings.forget([a]);
      expect(await isOutdated()).toBe(true);
    });
  });
}
