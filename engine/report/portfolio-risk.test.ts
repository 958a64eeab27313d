import { describe, expect, test } from 'vitest';
import { dec, ratio } from '../amounts/index.ts';
import { type Day, parseDay } from '../calendar/index.ts';
import { DOLLARS, type EventInput, type Instrument, ledgerFrom, orderEvents } from '../ledger/index.ts';
import { PriceBook, RateBook, type SplitRow } from '../prices/index.ts';
import { SCENARIOS } from '../returns/index.ts';
import { History } from '../valuation/history.ts';
import { ATTRIBUTED_BY, attributeProfit } from './attribution.ts';
import {
  concentrationOn,
  exposureOn,
  positionCorrelations,
  priceReturns,
  stressTest,
} from './portfolio-risk.ts';

const on = (text: string): Day => parseDay(text) as Day;
const DAY = on('2024-01-05');

/**
 * Two accounts. `us` buys 10 ACME at 100 and shorts 5 BOLT at 40; `eu` buys 20 EURX at 10.00 EUR. On the last day
 * ACME is at 110, BOLT at 44, EURX at 11.00 EUR, and the euro has gone from 1.10 to 1.20 USD.
 */
const EVENTS: EventInput[] = [
  { date: '2024-01-02', type: 'deposit', account: 'us', amount: '2000' },
  { date: '2024-01-02', type: 'buy', account: 'us', symbol: 'ACME', quantity: '10', price: '100', fee: '1' },
  { date: '2024-01-03', type: 'sell', account: 'us', symbol: 'BOLT', quantity: '5', price: '40' },
  { date: '2024-01-02', type: 'deposit', account: 'eu', amount: '500', currency: 'EUR' },
  {
    date: '2024-01-02',
    type: 'buy',
    account: 'eu',
    symbol: 'EURX',
    quantity: '20',
    price: '10',
    currency: 'EUR',
  },
];

const INSTRUMENTS = new Map<string, Instrument>(
  [
    ['ACME', 'Industry'],
    ['EURX', 'Funds'],
  ].map(([symbol, sector]) => [symbol, { ...BLANK(symbol), sector }]),
);

function BLANK(symbol: string): Instrument {
  return {
    symbol,
    kind: 'stock',
    currency: null,
    multiplier: null,
    priceFactor: null,
    sector: null,
    underlying: null,
    expiry: null,
    strike: null,
    right: null,
  };
}

function openHistory(splits: readonly SplitRow[] = []): History {
  const { table } = ledgerFrom(EVENTS, DOLLARS);
  const prices = new PriceBook([], []);
  for (const [symbol, day, price] of [
    ['ACME', '2024-01-02', '100'],
    ['ACME', '2024-01-03', '105'],
    ['ACME', '2024-01-04', '100'],
    ['ACME', '2024-01-05', '110'],
    ['BOLT', '2024-01-02', '40'],
    ['BOLT', '2024-01-03', '42'],
    ['BOLT', '2024-01-04', '40'],
    ['BOLT', '2024-01-05', '44'],
    ['EURX', '2024-01-02', '10'],
    ['EURX', '2024-01-05', '11'],
  ]) {
    prices.set(symbol, on(day), dec(price), 'test');
  }
  const rates = new RateBook(new PriceBook([], []));
  rates.set('EURUSD', on('2024-01-02'), dec('1.1'), 'test');
  rates.set('EURUSD', on('2024-01-05'), dec('1.2'), 'test');
  return History.open({
    table,
    order: orderEvents(
      table,
      Int32Array.from({ length: table.count }, (_, row) => row),
    ),
    prices,
    rates,
    splits,
    instruments: (symbol) => INSTRUMENTS.get(symbol),
    accounts: () => undefined,
    conventions: { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 },
  });
}

const instruments = (symbol: string): Instrument | undefined => INSTRUMENTS.get(symbol);
const request = { from: on('2024-01-02'), to: DAY };

describe('attribution', () => {
  test('takes the P&L apart by instrument: ACME +99, BOLT −20, EURX 20×(11×1.2 − 10×1.1) = 44, cash 300×0.1 = 30', () => {
    const { total, parts } = attributeProfit(openHistory(), instruments, { ...request, by: 'symbol' });
    expect(Object.fromEntries(parts.map(({ name, amount }) => [name, amount]))).toEqual({
      ACME: 9900,
      BOLT: -2000,
      EURX: 4400,
      cash: 3000,
    });
    expect(total).toBe(15300);
  });

  test('by account: us 79, eu 74', () => {
    const { parts } = attributeProfit(openHistory(), instruments, { ...request, by: 'account' });
    expect(parts.map(({ name, amount }) => [name, amount])).toEqual([
      ['us', 7900],
      ['eu', 7400],
    ]);
  });

  test('by sector, an instrument without one is named so', () => {
    const { parts } = attributeProfit(openHistory(), instruments, { ...request, by: 'sector' });
    expect(parts.map(({ name }) => name).sort()).toEqual(['Funds', 'Industry', 'cash', 'unknown']);
  });

  test('by source: gains 20×1×1.2 + 100 − 20 = 104, fee −1, exchange rates (200 + 300)×0.1 = 50', () => {
    const { parts } = attributeProfit(openHistory(), instruments, { ...request, by: 'source' });
    const amounts = Object.fromEntries(parts.map(({ name, amount }) => [name, amount]));
    expect(amounts).toMatchObject({ realized: 0, unrealized: 10400, fees: -100, fx: 5000 });
  });

  test.each(ATTRIBUTED_BY)('the parts by %s sum to the total for any period', (by) => {
    const history = openHistory();
    for (let from = history.first; from <= DAY; from++) {
      for (const account of [undefined, 'us', 'eu']) {
        const scope = account === undefined ? {} : { account };
        const { total, parts } = attributeProfit(history, instruments, {
          from,
          to: DAY,
          by,
          ...scope,
        } as Parameters<typeof attributeProfit>[2]);
        expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBe(total);
      }
    }
  });
});

test('exposure: long 1,100 + 264, short 220; equity 2,000 + 550 − deposits’ gain 153', () => {
  // Equity = deposits 2,000 + 500 × 1.10 = 2,550, and the P&L of 153.
  const found = exposureOn(openHistory(), { day: DAY }, { initialMargin: 0.5 });
  expect(found).toMatchObject({
    long: 136400,
    short: -22000,
    gross: 158400,
    net: 114400,
    borrowed: 0,
    marginUse: 0,
  });
  expect(found.leverage).toBeCloseTo(1584 / 2703, 12);
});

test('concentration: shares of gross exposure, the largest first', () => {
  const { weights } = concentrationOn(openHistory(), { day: DAY }, { top: 1 });
  expect(weights.map(({ name }) => name)).toEqual(['ACME', 'EURX', 'BOLT']);
  expect(weights[0].share).toBeCloseTo(1100 / 1584, 12);
  expect(weights[2].weight).toBeCloseTo(-220 / 2703, 12);
});

test('correlations are of quoted prices: ACME and BOLT moved by 5 %, −4.76 %, 10 % together', () => {
  const days = ['2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05'].map(on);
  const { names, values } = positionCorrelations(openHistory(), { day: DAY }, days, { minimumPeriods: 3 });
  expect(values[names.indexOf('ACME')][names.indexOf('BOLT')]).toBeCloseTo(1, 12);
  // EURX has no quotes on two of the days: too few returns for a correlation.
  expect(values[names.indexOf('ACME')][names.indexOf('EURX')]).toBe(null);
});

test('a split is no return: 100 before two for one and 105 after it have doubled and five per cent more', () => {
  const split = { symbol: 'ACME', day: on('2024-01-03'), ratio: ratio(dec('2')), source: {} };
  const days = [2, 3, 4].map((day) => on(`2024-01-0${day}`));
  const returns = priceReturns(openHistory([split]), 'ACME', days);
  // 105 × 2 ÷ 100 − 1 = 1.1; 100 ÷ 105 − 1 = −0.047619.
  expect(returns[0]).toBeCloseTo(1.1, 12);
  expect(returns[1]).toBeCloseTo(-0.047619, 6);
  expect(priceReturns(openHistory([split]), 'ACME', [days[0], days[2]])[0]).toBeCloseTo(1, 12);
});

test('a market fall of 20 % takes 220 of ACME, 52.80 of EURX, and gives 44 on the short', () => {
  const fall = SCENARIOS.find(({ name }) => name.includes('20'));
  if (fall === undefined) throw new Error('the scenario is built in');
  const { positions, total } = stressTest(openHistory(), instruments, { day: DAY }, fall, {});
  const effects = Object.fromEntries(positions.map(({ symbol, effect }) => [symbol, effect]));
  expect(effects).toEqual({ ACME: -22000, BOLT: 4400, EURX: -5280, USD: 0, EUR: 0 });
  expect(total).toBe(-22880);
});
