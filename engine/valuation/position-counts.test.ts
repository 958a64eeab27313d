import { expect, test } from 'vitest';
import { type Day, parseDay } from '../calendar/index.ts';
import { DOLLARS, type EventInput, ledgerFrom, orderEvents } from '../ledger/index.ts';
import { PriceBook, RateBook } from '../prices/index.ts';
import { History } from './history.ts';

function historyOf(events: readonly EventInput[]): History {
  const { table, problems } = ledgerFrom(events, DOLLARS);
  expect(problems).toEqual([]);
  const prices = new PriceBook([], []);
  return History.open({
    table,
    order: orderEvents(
      table,
      Int32Array.from({ length: table.count }, (_, row) => row),
    ),
    prices,
    rates: new RateBook(prices),
    splits: [],
    instruments: () => undefined,
    accounts: () => undefined,
    conventions: { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 },
    to: parseDay('2024-01-06') as Day,
  });
}

const trade = (date: string, type: 'buy' | 'sell', symbol: string, quantity: number, account = 'a') => ({
  date: `2024-01-0${date}`,
  type,
  symbol,
  quantity,
  price: 10,
  account,
});

test('positions are counted at the end of each day, long and short, from the day they are opened', () => {
  const history = historyOf([
    trade('2', 'buy', 'ACME', 10),
    trade('3', 'sell', 'BOLT', 5),
    trade('4', 'sell', 'ACME', 10),
    trade('5', 'buy', 'BOLT', 8),
  ]);
  // Days 2…6: ACME is long on 2 and 3; BOLT short on 3 and 4, and 3 long from 5 on.
  expect([...history.positionCounts().long]).toEqual([1, 1, 0, 1, 1]);
  expect([...history.positionCounts().short]).toEqual([0, 1, 1, 0, 0]);
});

test('one instrument in two accounts is one position, by what both come to', () => {
  const history = historyOf([
    trade('2', 'buy', 'ACME', 10, 'a'),
    trade('3', 'sell', 'ACME', 4, 'b'),
    trade('4', 'sell', 'ACME', 6, 'b'),
    trade('5', 'sell', 'ACME', 1, 'b'),
  ]);
  // 10, 6, 0, then 1 short.
  expect([...history.positionCounts().long]).toEqual([1, 1, 0, 0, 0]);
  expect([...history.positionCounts().short]).toEqual([0, 0, 0, 1, 1]);
  expect([...history.positionCounts('b').short]).toEqual([0, 1, 1, 1, 1]);
  expect([...history.positionCounts('a').long]).toEqual([1, 1, 1, 1, 1]);
});

test('a ledger without events has no days to count', () => {
  expect([...historyOf([]).positionCounts().long]).toEqual([]);
});
