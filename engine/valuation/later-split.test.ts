import { expect, test } from 'vitest';
import { dec, ratio, unitPrice } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { parseDay } from '../calendar/index.ts';
import { DOLLARS, ledgerFrom } from '../ledger/index.ts';
import { PriceBook, RateBook } from '../prices/index.ts';
import { History } from './history.ts';

test('a split that is announced for a day after the history changes nothing yet, in any currency', () => {
  const { table } = ledgerFrom(
    [{ date: '2024-01-02', type: 'buy', symbol: 'TOYO', quantity: 2, price: 100, currency: 'JPY' }],
    DOLLARS,
  );
  const rates = new RateBook(new PriceBook([], []));
  rates.set('USD/JPY', parseDay('2024-01-02') as Day, unitPrice(dec('100')), 'test');
  const history = History.open({
    table,
    order: Int32Array.of(0),
    prices: new PriceBook([], []),
    rates,
    splits: [{ day: parseDay('2024-06-03') as Day, symbol: 'TOYO', ratio: ratio(dec('5')), source: {} }],
    instruments: () => undefined,
    accounts: () => undefined,
    conventions: { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 },
  });
  // 2 × 100 JPY at 0.01 = 2.00 USD.
  expect([...history.columns().longValue]).toEqual([200]);
  expect(history.positions(history.last)[0].quantity).toEqual(dec('2'));
});
