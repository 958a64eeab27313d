import { describe, expect, test } from 'vitest';
import {
  type CaptureVersion,
  type SealRecord,
  SHARED_OWNER,
  type Store,
} from '../../app/service/ports/index.ts';
import type { Subject } from './databases.ts';
import { change, deposit, event, ownerWith } from './given.ts';

/** 12 June 2024, and its 14:00 UTC. */
const DAY = 19_886;
const NOON = DAY * 86_400_000 + 14 * 3_600_000;
const MINUTE = 60_000;

const dayEnd = (equity: number, more: Partial<SealRecord> = {}): SealRecord => ({
  account: 'main',
  day: DAY,
  at: null,
  kind: 'daily_eod',
  equity,
  cash: 5,
  stale: 0,
  ledgerSeq: 3,
  ledgerHash: '0123456789abcdef',
  prices: 1,
  sharedPrices: 7,
  positions: [{ symbol: 'AAPL', currency: 'USD', quantity: '-1.5', cost: 1_000 }],
  recordedAt: NOON,
  ...more,
});

const within = (at: number, equity: number, more: Partial<SealRecord> = {}): SealRecord =>
  dayEnd(equity, { at, kind: 'intraday', positions: null, recordedAt: at, ...more });

const version: CaptureVersion = {
  ledger: 0,
  prices: 0,
  settings: 1,
  sharedPrices: 0,
  fromDay: DAY,
  untilDay: null,
  checkedFrom: null,
  changes: 0,
};

const seal = (store: Store, owner: string, ...seals: SealRecord[]) =>
  store.captures.record([{ owner, derived: null, seals }]);

export function captureLaws(subject: () => Subject): void {
  describe('seals', () => {
    test('one moment has one: the same again is nothing new, what differs follows it, and revisions stay', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const corrected = dayEnd(90, { recordedAt: NOON + 5, ledgerSeq: 4, ledgerHash: 'f'.repeat(16) });
      expect(await seal(store, owner, dayEnd(100))).toBe(1);
      expect(await seal(store, owner, dayEnd(100, { recordedAt: NOON + 1, sharedPrices: 8 }))).toBe(0);
      expect(await seal(store, owner, corrected)).toBe(1);
      const { seals } = store.of(owner);
      expect(await seals.list({ withPositions: true })).toEqual([corrected]);
      expect(await seals.list({})).toEqual([{ ...corrected, positions: null }]);
      expect(await seals.list({ asKnownAt: NOON + 4, withPositions: true })).toEqual([dayEnd(100)]);
      expect(await seals.revisions('main', DAY)).toEqual([dayEnd(100), corrected]);
      expect(await seals.revisions('main', DAY + 1)).toEqual([]);
    });

    test('are kept exactly: any sign, any size, any positions, across months', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main', 'other');
      const large = Number.MAX_SAFE_INTEGER - 3;
      const two = [
        { symbol: 'AAPL', currency: 'USD', quantity: '0.00000001', cost: -large },
        { symbol: 'BTC/EUR ü', currency: 'EUR', quantity: '3', cost: 0 },
      ];
      const list = [
        dayEnd(large, { cash: 0 }),
        dayEnd(12, { day: DAY + 1, cash: -large, positions: two, recordedAt: 5 }),
        dayEnd(-12, { day: DAY + 2, positions: [], stale: 40, kind: 'estimated' }),
        dayEnd(1, { day: DAY + 30, kind: 'computed', ledgerHash: 'a'.repeat(16) }),
      ];
      const others = [within(NOON, -8, { account: 'other' }), within(NOON + MINUTE, 9, { account: 'other' })];
      expect(await seal(store, owner, ...list, ...others)).toBe(6);
      const { seals } = store.of(owner);
      expect(await seals.list({ withPositions: true })).toEqual([...list, ...others]);
      expect(await seals.list({ of: 'sessions' })).toEqual(others);
      expect((await seals.list({ of: 'days', from: DAY + 1, to: DAY + 2 })).map((one) => one.equity)).toEqual(
        [12, -12],
      );
      expect(await seals.list({ accounts: ['other'], to: DAY - 1 })).toEqual([]);
      expect(await seals.list({ accounts: [] })).toEqual([]);
    });

    test('move the owner’s version of captures alone, and only where something is new', async () => {
      const { store } = subject();
      const [owner, other] = [await ownerWith(store, 'main'), await ownerWith(store, 'main')];
      const [before, others] = [await store.of(owner).versions(), await store.of(other).versions()];
      await seal(store, owner, dayEnd(1));
      await seal(store, owner, dayEnd(1));
      expect(await store.of(owner).versions()).toEqual({ ...before, captured: before.captured + 1 });
      expect(await store.of(other).versions()).toEqual(others);
    });

    test('of two nodes at once both count, each moment once', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const moments = Array.from({ length: 8 }, (_, n) => within(NOON + n * MINUTE, n));
      const counts = await Promise.all([...moments, ...moments].map((one) => seal(store, owner, one)));
      expect(counts.reduce((sum, count) => sum + count)).toBe(8);
      expect(await store.of(owner).seals.list({})).toEqual(moments);
    });

    test('go with their account, and one that is gone gets none', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      await seal(store, owner, dayEnd(1));
      await store.write(owner, (tx) => tx.accounts.delete('main'));
      expect(await seal(store, owner, dayEnd(2))).toBe(0);
      expect(await store.of(owner).seals.list({})).toEqual([]);
    });

    test('within sessions are thinned to the last of each bucket, and removed in the end; days’ ends stay', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      await store.captures.record([{ owner, derived: { version, states: [] }, seals: [] }]);
      const moments = [0, 5, 10, 15, 20, 25, 30].map((n) => within(NOON + n * MINUTE, n));
      await seal(store, owner, ...moments, dayEnd(1));
      // A moment within a session is sealed once.
      expect(await seal(store, owner, within(NOON + 5 * MINUTE, 99))).toBe(0);
      const values = async () => (await store.of(owner).seals.list({})).map(({ equity }) => equity);
      expect(await values()).toEqual([0, 5, 10, 15, 20, 25, 30, 1]);
      expect(await store.captures.thin(DAY, DAY, 15 * MINUTE)).toBe(4);
      expect(await values()).toEqual([0, 15, 30, 1]);
      expect(await store.captures.thin(DAY, DAY, 15 * MINUTE)).toBe(0);
      expect(await store.captures.thin(DAY + 1, DAY + 1, 1e9)).toBe(0);
      await store.captures.removeSessionsBefore(DAY + 1);
      expect(await values()).toEqual([1]);
    });
  });

  describe('states of accounts', () => {
    const state = (account: string) => ({ account, currency: 'USD', body: `{"of":"${account}"}` });

    const behind = async (store: Store, owner: string, checkedFrom: number | null = null, day = DAY) =>
      (await store.captures.behind({ day, checkedFrom }, 100_000)).includes(owner);

    test('are behind until derived under the versions of now, for the day, and checked so far back', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const derive = async (more: Partial<CaptureVersion> = {}) => {
        const { ledger, prices, settings, sharedPrices } = await store.of(owner).versions();
        const seen = { ...version, ledger, prices, settings, sharedPrices, ...more };
        const derived = { version: seen, states: [state('main')] };
        await store.captures.record([{ owner, derived, seals: [] }]);
      };
      expect(await behind(store, owner)).toBe(true);
      await derive({ untilDay: DAY + 2 });
      expect(await behind(store, owner)).toBe(false);
      expect(await behind(store, owner, null, DAY + 3)).toBe(true);
      expect(await behind(store, owner, null, DAY - 1)).toBe(true);
      expect(await behind(store, owner, DAY)).toBe(true);
      await derive({ checkedFrom: DAY - 30 });
      expect(await behind(store, owner, DAY - 30)).toBe(false);
      expect(await behind(store, owner, DAY - 31)).toBe(true);
      const quote = { name: `Q-${owner}`, day: DAY, value: '1', currency: null };
      await store.write(SHARED_OWNER, (tx) => tx.prices.put('feed', [quote], 1));
      expect([await behind(store, owner), await behind(store, owner, DAY - 30)]).toEqual([false, true]);
      await store.write(owner, (tx) => tx.settings.put('x', '1'));
      expect(await behind(store, owner)).toBe(true);
    });

    test('remember as of which change the sealed days were compared, and from which day on that is over', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      const { seals } = store.of(owner);
      const edit = (work: Parameters<typeof change<unknown>>[2]) => change(store, owner, work);
      const add = (id: string, date: string) =>
        edit((tx, step) => tx.ledger.append(step, [event(`${owner} ${id}`, deposit(date, '1'))]));
      const isBehind = async () =>
        (await store.captures.behind({ day: DAY, checkedFrom: null, compared: true }, 100_000)).includes(
          owner,
        );
      const derive = async (checkedFrom: number | null) => {
        const { ledger, prices, settings, sharedPrices } = await store.of(owner).versions();
        const { changes } = await seals.touched();
        const seen = { ...version, ledger, prices, settings, sharedPrices, checkedFrom, changes };
        await store.captures.record([{ owner, derived: { version: seen, states: [] }, seals: [] }]);
      };
      expect(await seals.touched()).toEqual({ changes: 0, from: null });
      await seal(store, owner, dayEnd(1));
      // 1 June: seals are kept by month.
      expect(await seals.touched()).toEqual({ changes: 0, from: DAY - 11 });
      await add('e', '2024-06-10');
      await derive(DAY - 30);
      expect([await isBehind(), await seals.touched()]).toEqual([false, { changes: 1, from: null }]);
      await add('f', '2024-05-02');
      expect(await seals.touched()).toEqual({ changes: 2, from: DAY - 41 });
      // States alone compare nothing.
      await derive(null);
      expect([await isBehind(), await seals.touched()]).toEqual([true, { changes: 2, from: DAY - 41 }]);
      await derive(DAY - 30);
      const later = { id: `${owner} f`, account: 'main', columns: deposit('2024-06-11', '1') };
      await edit((tx, step) => tx.ledger.correct(step, [later]));
      // It was on 2 May.
      expect(await seals.touched()).toEqual({ changes: 3, from: DAY - 41 });
      await derive(DAY - 30);
      await edit((tx, step) => tx.ledger.void(step, [{ id: `${owner} f` }], 'keep'));
      expect(await seals.touched()).toEqual({ changes: 4, from: DAY - 1 });
      await derive(DAY - 30);
      await store.write(owner, (tx) => tx.settings.put('x', '1'));
      expect([await isBehind(), await seals.touched()]).toEqual([true, { changes: 4, from: DAY - 11 }]);
    });

    test('are listed with the end of their chain while the facts have not moved', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'a', 'b');
      await change(store, owner, (tx, step) =>
        tx.ledger.append(step, [event('e', deposit('2024-01-02', '1'), { account: 'b' })]),
      );
      const { ledger, prices, settings, sharedPrices } = await store.of(owner).versions();
      const derived = {
        version: { ...version, ledger, prices, settings, sharedPrices },
        states: [state('b'), state('a'), state('gone')],
      };
      await store.captures.record([{ owner, derived, seals: [] }]);
      const [head] = await store.of(owner).ledger.heads();
      const a = { ...state('a'), owner, ledgerSeq: 0, ledgerHash: '', prices, calendar: 'XNYS' };
      const b = {
        ...state('b'),
        owner,
        ledgerSeq: 1,
        ledgerHash: head?.hash.slice(0, 16),
        prices,
        calendar: 'XNYS',
      };
      expect(await store.captures.states(10, undefined, owner)).toEqual([a, b]);
      expect(await store.captures.states(1, { owner, account: 'a' })).toEqual([b]);
      await store.write(owner, (tx) => tx.settings.put('x', '1'));
      expect(await store.captures.states(10, undefined, owner)).toEqual([]);
    });
  });

  describe('prices within a session', () => {
    test('are kept by minute for all, exactly, and thinned as they age', async () => {
      const { store } = subject();
      const [a, b] = [`A-${crypto.randomUUID()}`, `B-${crypto.randomUUID()}`];
      const record = (at: number, ...prices: [string, string][]) =>
        store.write(SHARED_OWNER, (tx) =>
          tx.intradayPrices.record(
            at,
            prices.map(([symbol, price]) => ({ symbol, price, currency: 'USD' })),
          ),
        );
      await record(NOON + 5 * MINUTE, [a, '10.25'], [b, '0.00000001']);
      await record(NOON + 9 * MINUTE + 30_000, [a, '-3']);
      await record(NOON, [a, '9007199254740991']);
      await record(NOON + 9 * MINUTE, [a, '11']);
      const read = async () =>
        (await store.of('any').intradayPrices.list([b, a], DAY, DAY)).map((one) => [
          one.symbol,
          ...Array.from(one.minutes, (minute, n) => [minute - 14 * 60, one.units[n], one.scales[n]]),
        ]);
      expect(await read()).toEqual([
        [a, [0, 9007199254740991, 0], [5, 1025, 2], [9, 11, 0]],
        [b, [5, 1, 8]],
      ]);
      const thin = () => store.write(SHARED_OWNER, (tx) => tx.intradayPrices.thin(DAY, DAY, 15 * MINUTE));
      expect([await thin(), await thin()]).toEqual([1, 0]);
      expect(await read()).toEqual([
        [a, [0, 9007199254740991, 0], [9, 11, 0]],
        [b, [5, 1, 8]],
      ]);
      await store.write(SHARED_OWNER, (tx) => tx.intradayPrices.removeBefore(DAY + 1));
      expect(await read()).toEqual([]);
    });
  });
}
