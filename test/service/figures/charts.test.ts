import { describe, expect, test } from 'vitest';
import { performance, valueHistory } from '../../../app/service/figures/index.ts';
import { at, on, portfolioOf } from '../portfolio.ts';
import { answer } from './answer.ts';
import { EVENING, TRADED } from './traded.ts';

describe('performance', () => {
  const chart = (timeframe: Parameters<typeof performance>[1]['timeframe'], now = EVENING, stated = TRADED) =>
    answer('performance', performance(portfolioOf(stated), { timeframe }, now));

  test('of a day runs from the opening, and starts with the close of the session before', () => {
    const found = chart('1D');
    expect(found).toMatchObject({
      from: '2024-01-17T14:30:00Z',
      start_value: 9516 + 1100 - 220,
      current_value: 10421,
      net_flows: 0,
      profit_loss: 25,
    });
    expect(found.data_points.map(({ timestamp, value }) => [timestamp, value])).toEqual([
      ['2024-01-17T14:30:00Z', 10396],
      ['2024-01-17T21:00:00Z', 10421],
    ]);
    expect(found.profit_loss_percent).toBeCloseTo((25 / 10396) * 100, 9);
  });

  test('of a session that is still open ends now', () => {
    const found = chart('1D', at('2024-01-17T18:00:00Z'));
    expect(found.data_points[1].timestamp).toBe('2024-01-17T18:00:00Z');
  });

  test('before the opening is that of the session before', () => {
    const found = chart('1D', at('2024-01-17T12:00:00Z'));
    expect(found.from).toBe('2024-01-16T14:30:00Z');
    // The withdrawal of 16 January is no loss.
    expect(found).toMatchObject({ start_value: 10596, net_flows: -200, profit_loss: 25 });
  });

  test('of a week begins with the close of the same day a week back', () => {
    const found = chart('1W');
    expect(found).toMatchObject({ from: '2024-01-10T21:00:00Z', start_value: 10506, net_flows: -200 });
    // ACME 10 × 9, BOLT 5 × 5.
    expect(found.profit_loss).toBe(115);
    // 10,596 ÷ 10,506; 10,396 + 200 over 10,596; 10,421 ÷ 10,396.
    expect(found.profit_loss_percent).toBeCloseTo(((10596 / 10506) * (10421 / 10396) - 1) * 100, 9);
    expect(found.data_points.map(({ net_flow }) => net_flow)).toEqual([0, 0, 0, -200, 0]);
    expect(found.data_points.at(-1)?.return_percent).toBe(found.profit_loss_percent);
  });

  test('of a range older than the portfolio begins at its opening', () => {
    for (const timeframe of ['1M', '3M', 'YTD', '1Y', '5Y', 'ALL'] as const)
      expect(chart(timeframe)).toMatchObject({
        start_value: 10000,
        from: '2024-01-02T05:00:00Z',
        net_flows: 300,
      });
  });

  test('on a weekend has a point of now only where something happened since the last close', () => {
    const saturday = { ...TRADED, today: '2024-01-20' };
    expect(chart('ALL', at('2024-01-20T12:00:00Z'), saturday).data_points.at(-1)?.timestamp).toBe(
      '2024-01-19T21:00:00Z',
    );
    const events = [...(TRADED.events ?? []), { date: '2024-01-20', type: 'deposit', amount: 7 }];
    const last = chart('ALL', at('2024-01-20T12:00:00Z'), { ...saturday, events }).data_points.at(-1);
    expect(last).toMatchObject({ timestamp: '2024-01-20T12:00:00Z', net_flow: 7 });
  });

  test('of coins runs over 24 hours, from the last value before them', () => {
    const found = chart('1D', at('2024-01-07T10:00:00Z'), {
      accounts: [{ id: 'main', calendar: '24x7', timeZone: 'UTC' }],
      events: [{ date: '2024-01-02', type: 'buy', symbol: 'COIN', quantity: 1, price: 100 }],
      prices: 'COIN 2024-01-05 110\nCOIN 2024-01-06 120\nCOIN 2024-01-07 125',
      today: '2024-01-07',
    });
    expect(found.data_points.map(({ timestamp, value }) => [timestamp, value])).toEqual([
      ['2024-01-06T10:00:00Z', 10],
      ['2024-01-07T00:00:00Z', 20],
      ['2024-01-07T10:00:00Z', 25],
    ]);
  });

  test('of coins beside shares is that of the exchange: on Sunday since the opening of Friday', () => {
    const found = chart('1D', at('2024-01-07T10:00:00Z'), {
      accounts: [{ id: 'main' }, { id: 'coins', calendar: '24x7' }],
      events: [
        { date: '2024-01-02', type: 'deposit', amount: 50 },
        { date: '2024-01-02', type: 'deposit', amount: 100, account: 'coins' },
        { date: '2024-01-02', type: 'buy', symbol: 'COIN', quantity: 1, price: 100, account: 'coins' },
      ],
      prices: 'COIN 2024-01-04 110\nCOIN 2024-01-06 120\nCOIN 2024-01-07 125',
      today: '2024-01-07',
    });
    expect(found).toMatchObject({ from: '2024-01-05T14:30:00Z', start_value: 160, profit_loss: 15 });
    expect(found.data_points.map(({ value }) => value)).toEqual([160, 160, 170, 175]);
  });

  test('beside a benchmark has its return, over its splits', () => {
    const found = answer(
      'performance',
      performance(
        portfolioOf({ ...TRADED, prices: `${TRADED.prices}\nIDX 2024-01-10 200\nIDX 2024-01-17 210` }),
        { timeframe: '1W', benchmark: 'IDX' },
        EVENING,
      ),
    );
    expect(found.data_points[0].benchmark_percent).toBe(0);
    expect(found.data_points.at(-1)?.benchmark_percent).toBeCloseTo(5, 9);
    const missing = performance(portfolioOf(TRADED), { timeframe: '1W', benchmark: 'IDX' }, EVENING);
    expect(missing.data_points.at(-1)?.benchmark_percent).toBe(null);
    expect(missing.problems.map(({ code }) => code)).toContain('price_missing');
  });

  test('of an empty portfolio has no data', () => {
    expect(chart('1D', EVENING, { today: '2024-01-17' })).toMatchObject({
      data_available: false,
      data_points: [],
      current_value: null,
      profit_loss_percent: null,
    });
  });
});

describe('history', () => {
  const historyOf = (request: Parameters<typeof valueHistory>[1], now = EVENING, stated = TRADED) =>
    answer('history', valueHistory(portfolioOf(stated), request, now));

  test('has a point for each session that has closed, with what was held at cost', () => {
    const found = historyOf({ period: 'ALL' });
    expect(found.points.map(({ date }) => date.slice(8))).toEqual([
      '02',
      '03',
      '04',
      '05',
      '08',
      '09',
      '10',
      '11',
      '12',
      '16',
      '17',
    ]);
    // 9 January: cash 9,716; ACME cost 1,000, worth 1,010; BOLT brought 200, would cost 220.
    expect(found.points[5]).toMatchObject({ value: 10506, cost_basis: 10516, gain_loss: -10, net_flow: 0 });
    expect(found.points[5].gain_loss_percent).toBeCloseTo((-10 / 10516) * 100, 9);
    // The deposit of Sunday is in the point after it.
    expect(found.points[4].net_flow).toBe(500);
    expect(found.live).toBe(null);
  });

  test('has the value of now beside it while the session is open', () => {
    const found = historyOf({ period: '1W' }, at('2024-01-17T18:00:00Z'));
    expect(found.points.map(({ date }) => date.slice(8))).toEqual(['10', '11', '12', '16']);
    expect(found.live).toMatchObject({ value: 10421, price_fresh: false });
  });

  test('between two dates has the sessions of both and between', () => {
    const found = historyOf({ from: on('2024-01-06'), to: on('2024-01-09') });
    expect(found.period).toBe('custom');
    expect(found.points.map(({ date, net_flow }) => [date.slice(8), net_flow])).toEqual([
      ['08', 500],
      ['09', 0],
    ]);
    expect(found.live).toBe(null);
    expect(() => historyOf({ from: on('2024-01-09'), to: on('2024-01-06') })).toThrow('before it begins');
  });

  test('of an empty portfolio has no points', () => {
    expect(historyOf({}, EVENING, { today: '2024-01-17' })).toMatchObject({
      period: '1M',
      points: [],
      live: null,
    });
  });
});
