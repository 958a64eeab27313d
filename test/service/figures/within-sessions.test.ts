import { describe, expect, test } from 'vitest';
import { performance, type RecordedWithin, valueHistory } from '../../../app/service/figures/index.ts';
import { at, on, portfolioOf, type Stated } from '../portfolio.ts';
import { answer } from './answer.ts';
import { recorded } from './recorded.ts';

/** 10,000 put in, 10 ACME bought at 100: from then on worth 9,000 + 10 × ACME. */
const held = (prices: string, today: string): Stated => ({
  events: [
    { date: '2024-02-01', type: 'deposit', amount: 10000 },
    { date: '2024-02-01', type: 'buy', symbol: 'ACME', quantity: 10, price: 100 },
  ],
  prices,
  today,
});

type Timeframe = Parameters<typeof performance>[1]['timeframe'];
const chart = (stated: Stated, timeframe: Timeframe, now: string, known: RecordedWithin) =>
  answer('performance', performance(portfolioOf(stated), { timeframe, recorded: known }, at(now)));
const pointsOf = ({ data_points }: ReturnType<typeof chart>) =>
  data_points.map(({ timestamp, value, kind }) => `${timestamp.slice(0, 16)} ${value} ${kind}`);

describe('points within a session', () => {
  // Wednesday 6 and Thursday 7 March 2024: New York is open from 14:30 to 21:00 UTC.
  const plain = held('ACME 2024-03-06 100\nACME 2024-03-07 104', '2024-03-07');
  const ticks = `
    ACME 2024-03-07T14:30 100.50
    ACME 2024-03-07T14:34 101
    ACME 2024-03-07T14:35 101.25
    ACME 2024-03-07T14:36 102
    ACME 2024-03-07T20:55 103
    ACME 2024-03-07T21:00 103.50`;

  test('are the last value of each five minutes before their end, after the close of the day before', () => {
    const found = chart(plain, '1D', '2024-03-07T22:00:00Z', recorded(ticks));
    // 9,000 + 10 × 101.25, × 102, × 103; at the close what the daily history says: × 104.
    expect(pointsOf(found)).toEqual([
      '2024-03-07T14:30 10000 computed',
      '2024-03-07T14:35 10012.5 computed',
      '2024-03-07T14:40 10020 computed',
      '2024-03-07T20:55 10030 computed',
      '2024-03-07T21:00 10040 computed',
    ]);
    expect(found).toMatchObject({ start_value: 10000, current_value: 10040, profit_loss: 40 });
    // 10,040 ÷ 10,000, the return of the day.
    expect(found.profit_loss_percent).toBeCloseTo(0.4, 9);
    expect(found.data_points[1].return_percent).toBeCloseTo(0.125, 9);
  });

  test('end before now while the session is open: the bucket that runs is the value of now', () => {
    const found = chart(plain, '1D', '2024-03-07T14:38:00Z', recorded(ticks));
    expect(pointsOf(found)).toEqual([
      '2024-03-07T14:30 10000 computed',
      '2024-03-07T14:35 10012.5 computed',
      '2024-03-07T14:38 10040 computed',
    ]);
  });

  test('are intraday where that value was sealed then, and not where another was', () => {
    const seals = { '2024-03-07T14:35': 10012.5, '2024-03-07T14:40': 9999 };
    const found = chart(plain, '1D', '2024-03-07T22:00:00Z', recorded(ticks, seals));
    expect(found.data_points.map(({ kind }) => kind)).toEqual([
      'computed',
      'intraday',
      'computed',
      'computed',
      'computed',
    ]);
  });

  test('are 30 minutes, one hour and three hours apart in longer ranges', () => {
    const timesOf = (timeframe: Timeframe) =>
      pointsOf(chart(plain, timeframe, '2024-03-07T22:00:00Z', recorded(ticks)))
        .filter((text) => text.startsWith('2024-03-07'))
        .map((text) => text.slice(11, -9));
    expect(timesOf('1W')).toEqual(['15:00 10020', '21:00 10040']);
    expect(timesOf('1M')).toEqual(['15:00 10020', '21:00 10040']);
    expect(timesOf('3M')).toEqual(['15:00 10020', '21:00 10040']);
    expect(timesOf('1Y')).toEqual(['21:00 10040']);
  });

  test('of a half day end at its close', () => {
    // 3 July 2024: New York closes at 13:00, which is 17:00 UTC.
    const half = held('ACME 2024-07-02 100\nACME 2024-07-03 101', '2024-07-03');
    const known = recorded(`
      ACME 2024-07-03T16:54 103
      ACME 2024-07-03T16:57 102
      ACME 2024-07-03T17:05 150`);
    expect(pointsOf(chart(half, '1D', '2024-07-03T20:00:00Z', known))).toEqual([
      '2024-07-03T13:30 10000 computed',
      '2024-07-03T16:55 10030 computed',
      '2024-07-03T17:00 10010 computed',
    ]);
  });

  test('begin at the opening on both sides of a change of clocks', () => {
    // Clocks go forward on Sunday 10 March 2024: Friday opens at 14:30 UTC, Monday at 13:30.
    const shifted = held('ACME 2024-03-08 100\nACME 2024-03-11 102', '2024-03-11');
    const known = recorded(`
      ACME 2024-03-08T13:40 1
      ACME 2024-03-08T14:40 99
      ACME 2024-03-11T13:40 101`);
    const found = chart(shifted, '1W', '2024-03-11T20:30:00Z', known);
    expect(pointsOf(found).slice(-4)).toEqual([
      '2024-03-08T15:00 9990 computed',
      '2024-03-08T21:00 10000 computed',
      '2024-03-11T14:00 10010 computed',
      '2024-03-11T20:00 10020 computed',
    ]);
  });

  test('of what has no price of the session yet take the close before; an old one is stale', () => {
    const two = {
      ...held(
        'ACME 2024-03-06 100\nACME 2024-03-07 104\nBOLT 2024-02-20 50\nBOLT 2024-03-07 80',
        '2024-03-07',
      ),
    };
    const events = [
      ...(two.events ?? []),
      { date: '2024-02-05', type: 'buy', symbol: 'BOLT', quantity: 1, price: 50 },
    ];
    const found = chart(
      { ...two, events },
      '1D',
      '2024-03-07T22:00:00Z',
      recorded('ACME 2024-03-07T15:00 101'),
    );
    // Cash 8,950, ACME 1,010, BOLT 50 of 16 days ago: not yet the 80 of this day's close.
    expect(found.data_points[1]).toMatchObject({ value: 10010, kind: 'estimated', stale: 1 });
  });

  test('of around the clock are 288 a day at most', () => {
    const coins: Stated = {
      accounts: [{ id: 'main', calendar: '24x7', timeZone: 'UTC' }],
      events: [{ date: '2024-03-01', type: 'buy', symbol: 'COIN', quantity: 1, price: 100 }],
      prices: 'COIN 2024-03-05 100\nCOIN 2024-03-06 110\nCOIN 2024-03-07 120',
      today: '2024-03-07',
    };
    const lines: string[] = [];
    for (let time = at('2024-03-06T00:00Z'); time <= at('2024-03-07T12:00Z'); time += 300_000)
      lines.push(`COIN ${new Date(time).toISOString().slice(0, 16)} 115`);
    const found = chart(coins, '1D', '2024-03-07T12:02:00Z', recorded(lines.join('\n')));
    expect(found.data_points).toHaveLength(288);
    expect(found.data_points[0]).toMatchObject({ timestamp: '2024-03-06T12:02:00Z', value: 0 });
    expect(found.data_points.at(-1)).toMatchObject({ timestamp: '2024-03-07T12:02:00Z', value: 20 });
  });

  type Happening = { readonly type: string; readonly [field: string]: string | number };
  const onTheDay = (...events: readonly Happening[]): Stated => ({
    ...plain,
    events: [...(plain.events ?? []), ...events.map((event) => ({ date: '2024-03-07', ...event }))],
  });

  test('count a deposit at noon from then on, and none of it as a gain', () => {
    const sorted = recorded(`
      ACME 2024-03-07T14:35 101
      ACME 2024-03-07T16:55 102
      ACME 2024-03-07T17:00 102.50
      ACME 2024-03-07T20:55 103`);
    const stated = onTheDay({ time: '12:00:00', type: 'deposit', amount: 500 });
    const found = chart(stated, '1D', '2024-03-07T22:00:00Z', sorted);
    // Noon in New York is 17:00 UTC. 9,000 + 10 × the price, and 500 from then on.
    expect(
      found.data_points.map(({ timestamp, value, net_flow }) => [timestamp.slice(11, 16), value, net_flow]),
    ).toEqual([
      ['14:30', 10000, 0],
      ['14:35', 10010, 0],
      ['16:55', 10020, 0],
      ['17:00', 10525, 500],
      ['20:55', 10530, 0],
      ['21:00', 10540, 0],
    ]);
    expect(found).toMatchObject({ profit_loss: 40, net_flows: 500 });
    // Inflows count from the start of the day: 10,525 over 10,000 + 500; at the close the return of the day.
    expect(found.data_points[3].return_percent).toBeCloseTo((10525 / 10500 - 1) * 100, 9);
    expect(found.profit_loss_percent).toBeCloseTo((10540 / 10500 - 1) * 100, 9);
    const request = { period: '1D', bucket: '5m', recorded: sorted } as const;
    const { points } = valueHistory(portfolioOf(stated), request, at('2024-03-07T22:00:00Z'));
    expect(points.map(({ cost_basis, net_flow }) => [cost_basis, net_flow]).slice(-3)).toEqual([
      [10500, 500],
      [10500, 0],
      [10500, 0],
    ]);
  });

  test('count a deposit without a time from the start of the day, a withdrawal at its end', () => {
    const stated = onTheDay({ type: 'deposit', amount: 500 }, { type: 'withdrawal', amount: -200 });
    const found = chart(stated, '1D', '2024-03-07T22:00:00Z', recorded('ACME 2024-03-07T15:00 101'));
    expect(found.data_points.map(({ value, net_flow }) => [value, net_flow])).toEqual([
      [10000, 0],
      [10510, 500],
      [10340, -200],
    ]);
  });

  test('a flow since the last close is in the first of them', () => {
    const weekend = held('ACME 2024-03-08 100\nACME 2024-03-11 102', '2024-03-11');
    const events = [...(weekend.events ?? []), { date: '2024-03-10', type: 'deposit', amount: 500 }];
    const known = recorded('ACME 2024-03-11T14:00 101\nACME 2024-03-11T15:00 102');
    const found = chart({ ...weekend, events }, '1D', '2024-03-11T21:00:00Z', known);
    expect(found.data_points.map(({ value, net_flow }) => [value, net_flow])).toEqual([
      [10000, 0],
      [10510, 500],
      [10520, 0],
      [10520, 0],
    ]);
    // 10,510 over 10,000 + 500.
    expect(found.data_points[1].return_percent).toBeCloseTo((10510 / 10500 - 1) * 100, 9);
  });

  test('of history are those of the bucket asked for, with what was held at cost', () => {
    const historyOf = (request: Parameters<typeof valueHistory>[1], now = '2024-03-07T22:00:00Z') =>
      answer('history', valueHistory(portfolioOf(plain), { ...request, recorded: recorded(ticks) }, at(now)));
    const day = { from: on('2024-03-07'), to: on('2024-03-07') };
    const timesOf = (bucket: Parameters<typeof valueHistory>[1]['bucket']) =>
      historyOf({ ...day, bucket }).points.map(({ timestamp }) => timestamp?.slice(11, 16) ?? 'close');
    expect(timesOf('5m')).toEqual(['14:35', '14:40', '20:55', 'close']);
    expect(timesOf('30m')).toEqual(['15:00', 'close']);
    expect(timesOf('1h')).toEqual(['15:00', 'close']);
    expect(timesOf('3h')).toEqual(['15:00', 'close']);
    expect(timesOf('1d')).toEqual(['close']);
    expect(timesOf(undefined)).toEqual(['close']);
    expect(historyOf({ period: '1W' })).toMatchObject({ bucket: '30m', live: null });
    expect(historyOf({ ...day, bucket: '5m' }).points[0]).toMatchObject({
      ...{ value: 10012.5, cost_basis: 10000, gain_loss: 12.5, gain_loss_percent: 0.125 },
    });
    expect(historyOf({ ...day, bucket: '5m' }, '2024-03-07T14:38:00Z').live).toMatchObject({ value: 10040 });
  });
});
