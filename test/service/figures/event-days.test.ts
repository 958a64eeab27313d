import { describe, expect, test } from 'vitest';
import { performance, type RecordedWithin, valueHistory } from '../../../app/service/figures/index.ts';
import { dec } from '../../../engine/index.ts';
import { at, on, portfolioOf, type Stated } from '../portfolio.ts';
import { answer } from './answer.ts';
import { recorded } from './recorded.ts';

type Happening = { readonly type: string; readonly [field: string]: string | number };

const DAY = '2024-03-07';

/**
 * 10,000 put in and 10 ACME bought at 100 on 1 February. On Thursday 7 March 2024 New York is open from 14:30 to 21:00
 * UTC: what happens on it, with times of New York, five hours before UTC.
 */
const onTheDay = (...events: readonly Happening[]): Stated => ({
  events: [
    { date: '2024-02-01', type: 'deposit', amount: 10000 },
    { date: '2024-02-01', type: 'buy', symbol: 'ACME', quantity: 10, price: 100 },
    ...events.map((event) => ({ date: DAY, ...event })),
  ],
  prices: `ACME 2024-03-06 100\nACME ${DAY} 104`,
  today: DAY,
});

const TICKS = recorded(`
  ACME ${DAY}T14:35 101
  ACME ${DAY}T15:55 102
  ACME ${DAY}T16:00 102.50
  ACME ${DAY}T20:55 103`);

const NOW = at(`${DAY}T22:00:00Z`);
const drawn = (stated: Stated, known: RecordedWithin = TICKS) =>
  answer('performance', performance(portfolioOf(stated), { timeframe: '1D', recorded: known }, NOW));
const values = (stated: Stated, known?: RecordedWithin): string[] =>
  drawn(stated, known).data_points.map(({ timestamp, value }) => `${timestamp.slice(11, 16)} ${value}`);

describe('points within a session on which something happens', () => {
  test('count a trade with a time from then on: what is held and the cash are those of the instant', () => {
    const stated = onTheDay({ time: '11:00:00', type: 'buy', symbol: 'ACME', quantity: 5, price: 101 });
    const found = drawn(stated);
    // 9,000 + 10 x 101, x 102; from 16:00 UTC 9,000 - 505 = 8,495 + 15 x 102.50, x 103, x 104.
    expect(values(stated)).toEqual([
      '14:30 10000',
      '14:35 10010',
      '15:55 10020',
      '16:00 10032.5',
      '20:55 10040',
      '21:00 10055',
    ]);
    expect(found).toMatchObject({ profit_loss: 55, net_flows: 0 });
    expect(found.data_points.map(({ net_flow }) => net_flow)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(found.data_points[3].return_percent).toBeCloseTo(0.325, 9);
    const request = { period: '1D', bucket: '5m', recorded: TICKS } as const;
    const { points } = valueHistory(portfolioOf(stated), request, NOW);
    // A purchase turns cash into what it cost.
    expect(points.map(({ cost_basis }) => cost_basis)).toEqual(points.map(() => 10_000));
  });

  test('count a sale, what it gained and what it cost', () => {
    const stated = onTheDay({
      ...{ time: '11:00:00', type: 'sell', symbol: 'ACME', quantity: 4, price: 102.5, fee: 1 },
    });
    // 9,000 + 410 - 1 = 9,409 and 6 ACME.
    expect(values(stated).slice(2)).toEqual(['15:55 10020', '16:00 10024', '20:55 10027', '21:00 10033']);
    const request = { period: '1D', bucket: '5m', recorded: TICKS } as const;
    const { points } = valueHistory(portfolioOf(stated), request, NOW);
    // Four that had cost 400 went for 409.
    expect(points.map(({ cost_basis }) => cost_basis)).toEqual([
      10_000, 10_000, 10_000, 10_009, 10_009, 10_009,
    ]);
  });

  test('count a dividend with a time from then on, and one without at the end of the day', () => {
    const dividend = { type: 'dividend', symbol: 'ACME', amount: 5 };
    expect(values(onTheDay({ ...dividend, time: '10:55:00' }))).toEqual([
      '14:30 10000',
      '14:35 10010',
      '15:55 10025',
      '16:00 10030',
      '20:55 10035',
      '21:00 10045',
    ]);
    expect(values(onTheDay(dividend)).slice(-2)).toEqual(['20:55 10030', '21:00 10045']);
  });

  test('count trades at the end of the day where one of the account has no time: nothing says their order', () => {
    const stated = onTheDay(
      { time: '11:00:00', type: 'buy', symbol: 'ACME', quantity: 5, price: 101 },
      { type: 'sell', symbol: 'ACME', quantity: 5, price: 103 },
      { time: '10:56:00', type: 'deposit', amount: 100 },
    );
    // The deposit has a time of its own.
    expect(values(stated)).toEqual([
      '14:30 10000',
      '14:35 10010',
      '15:55 10020',
      '16:00 10125',
      '20:55 10130',
      '21:00 10150',
    ]);
  });

  test('have units on the new basis from the start of the day of a split', () => {
    const splits = [{ symbol: 'ACME', day: on(DAY), ratio: dec('2'), source: { file: 'test' } }];
    const known = recorded(`
      BOLT ${DAY}T14:35 50
      ACME ${DAY}T16:00 51`);
    const { events = [], ...stated } = onTheDay();
    const both: Stated = {
      ...stated,
      events: [...events, { date: '2024-02-02', type: 'buy', symbol: 'BOLT', quantity: 1, price: 50 }],
      prices: `ACME 2024-03-06 100\nACME ${DAY} 52\nBOLT 2024-03-06 50`,
      splits,
    };
    // 8,950 + 50 and 20 ACME at 100 / 2, 51, 52.
    expect(values(both, known)).toEqual(['14:30 10000', '14:35 10000', '16:00 10020', '21:00 10040']);
  });

  test('value what has no price yet at what was paid for it', () => {
    const stated = onTheDay({ time: '10:00:00', type: 'buy', symbol: 'NEWCO', quantity: 10, price: 20 });
    const found = drawn(stated);
    // 8,800 + 10 x 20 + 10 ACME: nobody says a price of NEWCO.
    expect(found.data_points[2]).toMatchObject({ value: 10_020, kind: 'estimated' });
  });

  test('count units that come and go in kind as flows, at the value of their day', () => {
    const stated = onTheDay({ time: '11:00:00', type: 'transfer_out', symbol: 'ACME', quantity: 10 });
    const found = drawn(stated);
    expect(values(stated).slice(2)).toEqual(['15:55 10020', '16:00 9000', '20:55 9000', '21:00 9000']);
    expect(found.data_points.map(({ net_flow }) => net_flow)).toEqual([0, 0, 0, -1040, 0, 0]);
  });

  test('count both ends of a move between own accounts at once', () => {
    const { events = [], ...stated } = onTheDay();
    const moved: Stated = {
      ...stated,
      accounts: [{ id: 'main' }, { id: 'other' }],
      events: [
        ...events,
        { date: DAY, type: 'transfer_out', amount: -1000 },
        { date: DAY, type: 'transfer_in', amount: 1000, account: 'other' },
      ],
    };
    expect(values(moved).slice(0, 3)).toEqual(['14:30 10000', '14:35 10010', '15:55 10020']);
  });

  test('take money of another currency at the rate of the evening before', () => {
    const stated = { ...onTheDay({ type: 'deposit', amount: 500, currency: 'EUR' }) };
    const found = drawn({ ...stated, rates: 'EURUSD 2024-02-01 1.10' });
    expect(found.data_points[1]).toMatchObject({ value: 10_560, net_flow: 550 });
  });
});
