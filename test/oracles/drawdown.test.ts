import { describe, expect, test } from 'vitest';
import { type Day, formatDay, parseDay } from '../../engine/calendar/index.ts';
import { type DrawdownInput, drawdowns } from '../../engine/returns/index.ts';

const EMPYRICAL = 'quantopian/empyrical@40f61b4 empyrical/tests/test_stats.py';
const PORTFOLIO_PERFORMANCE =
  'portfolio-performance/portfolio@d26a30f6a name.abuchen.portfolio.tests/src/name/abuchen/portfolio/math/RiskTest.java';

/** One level a day from 2015-01-01 on. */
function daily(levels: readonly number[], startsAt: number | null): DrawdownInput {
  const first = parseDay('2015-01-01') as Day;
  const reference = startsAt === null ? null : { day: (first - 1) as Day, level: startsAt };
  return { days: levels.map((_, i) => (first + i) as Day), levels, reference };
}

function indexOf(returns: readonly number[]): number[] {
  let level = 1;
  return returns.map((r) => {
    level *= 1 + r;
    return level;
  });
}

describe('published maximum drawdowns', () => {
  test('dd-ycharts-100-150-90-120-80-200: -46.67 % from 150,000 to 80,000 (YCharts glossary, https://ycharts.com/glossary/terms/max_drawdown)', () => {
    const values = [100000, 150000, 90000, 120000, 80000, 200000];
    const { deepest } = drawdowns(daily(values, null));
    expect(deepest?.depth).toBeCloseTo(-0.4667, 4);
    expect([deepest?.peak, deepest?.trough].map((d) => formatDay(d as Day))).toEqual([
      '2015-01-02',
      '2015-01-05',
    ]);
  });

  test.each([
    ['dd-empyrical-mixed', [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1], -0.1],
    ['dd-empyrical-negative', [0, -0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05], -0.365907303499],
  ])(`%s (${EMPYRICAL})`, (_id, returns, expected) => {
    const { depth } = drawdowns(daily(indexOf(returns), 1));
    expect(Math.abs((depth ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-8);
  });

  test(`dd-pp-multiple-peaks: from a wealth of 2 to 0.5 is -75 % (${PORTFOLIO_PERFORMANCE})`, () => {
    const { depth } = drawdowns(daily([2, 2, 0.5, 2, 2, 3, 4, 5, 6, 7], null));
    expect(depth).toBeCloseTo(-0.75, 9);
  });

  test(`dd-pp-recovery: the longest recovery runs from 2015-01-04 to 2015-01-12 (${PORTFOLIO_PERFORMANCE})`, () => {
    const levels = [101, 121, 111, 81, 86, 91, 96, 101, 106, 111, 116, 121];
    const { longestRecovery } = drawdowns(daily(levels, null));
    expect(longestRecovery).toMatchObject({
      trough: parseDay('2015-01-04'),
      recovered: parseDay('2015-01-12'),
      daysToRecover: 8,
    });
  });
});

/**
 * dd-pp-multiple-peaks: published as lasting 5 days, from the first day at the peak (1 January) to the first
 * day above it (6 January). Ours begins on the last day at the peak and is over when the peak is reached.
 */
describe('a published figure that we answer otherwise', () => {
  test('days spent at the peak are no drawdown: it lasts 2 days, not 5', () => {
    const { list } = drawdowns(daily([2, 2, 0.5, 2, 2, 3, 4, 5, 6, 7], null));
    expect(list).toEqual([
      {
        peak: parseDay('2015-01-02'),
        trough: parseDay('2015-01-03'),
        recovered: parseDay('2015-01-04'),
        depth: -0.75,
        daysToTrough: 1,
        daysToRecover: 1,
      },
    ]);
  });
});
