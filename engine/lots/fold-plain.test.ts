import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ONE } from '../amounts/index.ts';
import { DOLLARS, type EventInput, ledgerFrom } from '../ledger/index.ts';
import type { Market } from './effects.ts';
import { foldEvents } from './fold-events.ts';
import { closePlain, foldPlain } from './fold-plain.ts';
import { OptionLinks } from './links.ts';
import { plainTradesOf } from './plain-rows.ts';
import type { LotSettings } from './settings.ts';

const MARKET: Market = { price: () => null, rate: () => ({ numerator: 1, denominator: 1 }) };

function settingsFor(
  events: readonly EventInput[],
  fees: 'expense' | 'capitalize',
  allowShort: boolean,
): { settings: LotSettings; rows: Int32Array } {
  const { table, problems } = ledgerFrom(events, DOLLARS);
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  const settings: LotSettings = {
    table,
    symbols: [{ currency: table.currencies.find('USD'), unitValue: ONE, isFuture: false }],
    accounts: [{ method: 'fifo', allowShort }],
    fees,
    baseCurrency: table.currencies.find('USD'),
    baseDecimals: 2,
    transitAccount: 1,
    partner: () => -1,
    isOuterSplit: () => false,
  };
  return { settings, rows: Int32Array.from({ length: table.count }, (_, row) => row) };
}

const decimalText = (max: number, digits: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: max * 10 ** digits }).map((units) => (units / 10 ** digits).toFixed(digits));

const tradeEvent = fc
  .record({
    days: fc.integer({ min: 0, max: 1 }),
    type: fc.constantFrom('buy', 'sell'),
    quantity: fc.oneof(decimalText(50, 0), decimalText(9, 4)),
    price: decimalText(300, 4),
    fee: fc.constantFrom('', '1', '0.35'),
    cut: fc.boolean(),
  })
  .map(({ days, type, quantity, price, fee, cut }) => ({
    days,
    event: { type, symbol: 'ACME', quantity, price, fee: cut ? '' : fee },
  }));

const ledgerOfTrades = fc.array(tradeEvent, { minLength: 1, maxLength: 40 }).map((trades) => {
  let day = 1;
  return trades.map(({ days, event }) => {
    day += days;
    return { ...event, date: `2024-01-${String(Math.min(day, 31)).padStart(2, '0')}` };
  });
});

test('trades folded as plain numbers leave and close what the general fold does, day by day and lot by lot', () => {
  let folded = 0;
  fc.assert(
    fc.property(
      ledgerOfTrades,
      fc.constantFrom('expense' as const, 'capitalize' as const),
      (events, fees) => {
        const { settings, rows } = settingsFor(events, fees, true);
        const general = foldEvents(settings, MARKET, rows, [], new OptionLinks(settings.table, rows));
        const trades = plainTradesOf(settings, rows);
        const plain = trades === null ? null : foldPlain(trades, true);
        if (trades === null || plain === null) return;
        folded++;
        expect(trades.scales).toEqual(general.scales);
        expect([...plain.days]).toEqual([...general.timelines[0].days]);
        expect([...plain.quantities]).toEqual([...general.timelines[0].quantities]);
        expect([...plain.costs]).toEqual([...general.timelines[0].costs]);
        expect(closePlain(trades, rows)).toEqual(general.closed());
      },
    ),
  );
  expect(folded).toBeGreaterThan(50);
});

test('what is not plain is left to the general fold: shorts where none are allowed, another method, other events', () => {
  const short = settingsFor(
    [{ date: '2024-01-02', type: 'sell', symbol: 'ACME', quantity: '1', price: '10' }],
    'expense',
    false,
  );
  const trades = plainTradesOf(short.settings, short.rows);
  expect(trades === null ? null : foldPlain(trades, false)).toBe(null);

  const lifo = settingsFor(
    [{ date: '2024-01-02', type: 'buy', symbol: 'ACME', quantity: '1', price: '10' }],
    'expense',
    true,
  );
  expect(
    plainTradesOf({ ...lifo.settings, accounts: [{ method: 'lifo', allowShort: true }] }, lifo.rows),
  ).toBe(null);

  const split = settingsFor(
    [{ date: '2024-01-02', type: 'split', symbol: 'ACME', ratio: '2' }],
    'expense',
    true,
  );
  expect(plainTradesOf(split.settings, split.rows)).toBe(null);
});
