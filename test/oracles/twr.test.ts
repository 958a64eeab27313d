import { describe, expect, test } from 'vitest';
import { annualize, irrPeriodic, linkReturns, timeWeighted } from '../../engine/returns/index.ts';

type Linked = {
  readonly id: string;
  readonly source: string;
  /** Value right after the flow that begins a part, and right before the flow that ends it. */
  readonly parts: readonly (readonly [number, number])[];
  readonly twr: number;
  readonly tolerance: number;
};

const LINKED: readonly Linked[] = [
  {
    id: 'twr-mathcelebrity',
    source:
      'MathCelebrity: Time Weighted Rate of Interest, https://www.mathcelebrity.com/intweighttimeinst.htm',
    parts: [
      [100000, 112000],
      [142000, 125000],
      [83000, 100000],
    ],
    twr: 0.1878,
    tolerance: 5e-5,
  },
  {
    id: 'twr-cindicator-two-investors',
    source: 'Cindicator support, https://support.cindicator.com/en/articles/4933839',
    parts: [
      [1000, 1100],
      [3100, 3255],
    ],
    twr: 0.155,
    tolerance: 1e-12,
  },
  {
    id: 'twr-cfa-4shares',
    source: 'The Analyst Space, CFA Level I, http://forum.theanalystspace.com/viewthread.php?tid=104359',
    parts: [
      [200, 200],
      [100, 170],
    ],
    twr: 0.7,
    tolerance: 5e-5,
  },
  {
    id: 'twr-wikipedia-lirr-link',
    source: 'Wikipedia: Time-weighted return, https://en.wikipedia.org/wiki/Time-weighted_return',
    parts: [
      [100, 104],
      [100, 109],
      [100, 105],
      [100, 111],
    ],
    twr: 0.3212,
    tolerance: 5e-5,
  },
];

describe('published time-weighted returns', () => {
  test.each(LINKED)('$id: parts link to $twr ($source)', ({ parts, twr, tolerance }) => {
    const total = linkReturns(parts.map(([start, end]) => end / start - 1));
    expect(Math.abs(total - twr)).toBeLessThanOrEqual(tolerance);
  });

  test.each(LINKED)('$id: daily values with flows at the start of the day give the same', (one) => {
    const values = Float64Array.from(one.parts, ([, end]) => end);
    const jumps = one.parts.map(([start], i) => start - (i === 0 ? 0 : values[i - 1]));
    const inflows = Float64Array.from(jumps, (jump) => Math.max(jump, 0));
    const outflows = Float64Array.from(jumps, (jump) => Math.max(-jump, 0));
    const { index } = timeWeighted({ values, inflows, outflows, opening: 0 }, 'start');
    expect(Math.abs(index[index.length - 1] - 1 - one.twr)).toBeLessThanOrEqual(one.tolerance);
  });

  // twr-cfa-4shares: four shares at 50, two sold at 50 after a year; then a dividend of 5 a share, price 80.
  test('twr-cfa-4shares: 70 % in two years is 30.38 % a year, and 20.52 % money-weighted', () => {
    expect(annualize(0.7, 730).value).toBeCloseTo(0.3038, 4);
    expect(irrPeriodic([-200, 100, 170]).rate).toBeCloseTo(0.2052, 4);
  });
});

/** Portfolio Performance, ClientIndexTest.java@d26a30f6a: a cash account in EUR, 2011-12-31 to 2012-01-08. */
const CASH_ACCOUNT = {
  id: 'twr-pp-excel-daily-cash-account',
  deposits: [10000, 0, 200, 0, 0, 0, 5400, 0, 0],
  withdrawals: [0, 0, 0, 400, 0, 0, 0, 3697.04, 0],
  interestLessFees: [0, 230, 200, -234.41, 293.99, 293.99, 195.99, -882.52, -1003.85],
  returns: [
    0, 0.023, 0.019175455, -0.0220517, 0.0294117647, 0.0285714286, 0.012261967, -0.0545454545, -0.0865384615,
  ],
  cumulative: [
    0, 0.023, 0.042616491, 0.019624983, 0.049614163, 0.079603343, 0.092841403, 0.03323197, -0.056182678,
  ],
  tolerance: 2e-6,
};

/** The same test class: flows drawn at random do not change the performance built into the values. */
const TRANSFERS = {
  id: 'twr-pp-transfers-do-not-change-performance',
  cumulative: [0, 0.023, 0.043, 0.02, 0.05, 0.08, 0.1, 0.04, -0.05],
  transferals: [10000, 0, 200, -400, 0, 0, 5400, -3697.04, 0],
  tolerance: 1e-4,
};

describe('Portfolio Performance, daily returns with inflows at the start and outflows at the end', () => {
  test(`${CASH_ACCOUNT.id}: daily and cumulative returns of a cash account`, () => {
    const { deposits, withdrawals, interestLessFees, returns, cumulative, tolerance } = CASH_ACCOUNT;
    let balance = 0;
    const values = Float64Array.from(deposits, (deposit, day) => {
      balance += deposit - withdrawals[day] + interestLessFees[day];
      return balance;
    });
    const daily = {
      values,
      inflows: Float64Array.from(deposits),
      outflows: Float64Array.from(withdrawals),
      opening: 0,
    };
    const { index, dailyReturns, problems } = timeWeighted(daily, 'in-start-out-end');
    for (const [day, expected] of returns.entries()) {
      expect(Math.abs(dailyReturns[day] - expected)).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(index[day] - 1 - cumulative[day])).toBeLessThanOrEqual(tolerance);
    }
    expect(problems).toEqual([]);
  });

  test(`${TRANSFERS.id}: flows do not change the cumulative return`, () => {
    const { cumulative, transferals, tolerance } = TRANSFERS;
    const inflows = Float64Array.from(transferals, (flow) => Math.max(flow, 0));
    const outflows = Float64Array.from(transferals, (flow) => Math.max(-flow, 0));
    let value = 0;
    const values = Float64Array.from(cumulative, (total, day) => {
      const growth = day === 0 ? 1 : (1 + total) / (1 + cumulative[day - 1]);
      value = (value + inflows[day]) * growth - outflows[day];
      return value;
    });
    const { index } = timeWeighted({ values, inflows, outflows, opening: 0 }, 'in-start-out-end');
    for (const [day, expected] of cumulative.entries()) {
      expect(Math.abs(index[day] - 1 - expected)).toBeLessThanOrEqual(tolerance);
    }
  });
});
