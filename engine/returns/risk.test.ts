import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annualize, annualizeOver } from './annualize.ts';
import { alpha, beta } from './beta.ts';
import { calmar } from './calmar.ts';
import { capture } from './capture.ts';
import { correlation } from './correlation.ts';
import { correlationMatrix } from './correlation-matrix.ts';
import { outcomes } from './outcomes.ts';
import { riskSummary } from './risk-summary.ts';
import { sharpe } from './sharpe.ts';
import { sortino } from './sortino.ts';
import { informationRatio, trackingError } from './tracking-error.ts';
import { expectedShortfall, valueAtRisk } from './value-at-risk.ts';
import { volatility } from './volatility.ts';

const DAILY = { periodsPerYear: 252, riskFree: { yearly: 0 } };

describe('annualized return', () => {
  test('under a year there is none; 365 days are a year', () => {
    expect(annualize(0.1, 364)).toEqual({
      value: null,
      convention: { dayCount: 'act/365', shortestDays: 365 },
      problems: [{ code: 'history_too_short' }],
    });
    expect(annualize(0.1, 365).value).toBeCloseTo(0.1, 14);
    expect(annualize(0.21, 730).value).toBeCloseTo(0.1, 14);
  });

  test('a total loss is a total loss a year; below that there is no rate', () => {
    expect(annualizeOver(-1, 2)).toBe(-1);
    expect(annualizeOver(-1.1, 2)).toBeNull();
    expect(annualizeOver(0.1, 0)).toBeNull();
  });
});

describe('value at risk and expected shortfall', () => {
  // 21 returns of -10 %…+10 %: the 5 % quantile is the second lowest, -9 %; the tail holds -10 % and -9 %.
  const returns = Array.from({ length: 21 }, (_, i) => (i - 10) / 100);

  test('of 21 returns from -10 % to 10 %: 9 % and 9.5 %', () => {
    expect(valueAtRisk(returns, 0.05).value).toBeCloseTo(0.09, 14);
    expect(expectedShortfall(returns, 0.05).value).toBeCloseTo(0.095, 14);
    expect(valueAtRisk(returns, 0.05).convention).toEqual({ tail: 0.05, quantile: 'linear' });
  });

  test('the shortfall is never less than the value at risk', () => {
    const anyReturns = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(anyReturns, (some) => {
        const risk = valueAtRisk(some, 0.05).value ?? Number.NaN;
        expect(expectedShortfall(some, 0.05).value).toBeGreaterThanOrEqual(risk - 1e-15);
      }),
    );
  });
});

describe('against a benchmark', () => {
  const market = [0.01, -0.02, 0.03, -0.01];

  test('the benchmark against itself: beta 1, alpha 0, correlation 1, no tracking error, capture 1', () => {
    expect(beta(market, market, DAILY).value).toBe(1);
    expect(alpha(market, market, DAILY).value).toBe(0);
    expect(correlation(market, market).value).toBeCloseTo(1, 14);
    expect(trackingError(market, market, DAILY).value).toBe(0);
    expect(informationRatio(market, market, DAILY).problems).toEqual([{ code: 'divisor_zero' }]);
    expect([capture(market, market, 'up').value, capture(market, market, 'down').value]).toEqual([1, 1]);
  });

  // Up periods: (1.02 · 1.06 - 1) / (1.01 · 1.03 - 1) = 0.0812 / 0.0403.
  test('twice the market captures more than twice its rises, by compounding', () => {
    const twice = market.map((r) => 2 * r);
    expect(beta(twice, market, DAILY).value).toBeCloseTo(2, 14);
    expect(capture(twice, market, 'up').value).toBeCloseTo(0.0812 / 0.0403, 12);
  });

  test('a period in which the benchmark stands still is on neither side', () => {
    expect(capture([0.02, 0.5, -0.01], [0.01, 0, -0.01], 'up').value).toBeCloseTo(2, 14);
    expect(capture([0.02, 0.5, -0.01], [0.01, 0, -0.01], 'down').value).toBeCloseTo(1, 14);
  });

  // Active returns ±1 % around 1 %: mean 0.01, deviation of (0, 0.02, 0, 0.02) = 0.01 · sqrt(4 / 3).
  test('tracking error and information ratio of known active returns', () => {
    const returns = market.map((r, i) => r + (i % 2) * 0.02);
    const error = 0.01 * Math.sqrt(4 / 3) * Math.sqrt(252);
    expect(trackingError(returns, market, DAILY).value).toBeCloseTo(error, 12);
    expect(informationRatio(returns, market, DAILY).value).toBeCloseTo((0.01 * 252) / error, 10);
  });

  test('a benchmark that never moves gives no beta and no capture', () => {
    const still = [0, 0, 0, 0];
    expect(beta(market, still, DAILY)).toMatchObject({ value: null, problems: [{ code: 'divisor_zero' }] });
    expect(alpha(market, still, DAILY).value).toBeNull();
    expect(capture(market, still, 'up').problems).toEqual([{ code: 'history_too_short' }]);
  });

  test('a benchmark of other length is refused', () => {
    expect(() => beta(market, [0], DAILY)).toThrow('benchmark has 1 entries where 4 are needed');
  });
});

describe('correlation matrix', () => {
  test('each pair rests on the periods that both know', () => {
    const { names, values, problems } = correlationMatrix(
      [
        { name: 'a', returns: [0.01, 0.02, null, 0.03] },
        { name: 'b', returns: [0.02, 0.04, 0.9, 0.06] },
        { name: 'c', returns: [null, null, 0.02, null] },
      ],
      { minimumPeriods: 2 },
    );
    expect(names).toEqual(['a', 'b', 'c']);
    expect(values[0]?.[1]).toBeCloseTo(1, 14);
    expect(values[1]?.[0]).toBe(values[0]?.[1]);
    expect(values[0]?.[2]).toBeNull();
    expect(problems).toEqual([2, 5, 8].map((at) => ({ code: 'history_too_short', at })));
  });
});

describe('wins and losses', () => {
  test('streaks, rates, profit factor and expectancy of 5 1 -2 0 -1 -3 4', () => {
    expect(outcomes([5, 1, -2, 0, -1, -3, 4], 0)).toMatchObject({
      wins: 3,
      losses: 3,
      winRate: 3 / 7,
      lossRate: 3 / 7,
      profitFactor: 10 / 6,
      expectancy: 4 / 7,
      longestWinStreak: 2,
      longestLossStreak: 2,
      currentStreak: 1,
      best: 0,
      worst: 5,
      problems: [],
    });
  });

  test('without a loss the profit factor is unknown, not infinite', () => {
    expect(outcomes([1, 2], 0)).toMatchObject({ profitFactor: null, problems: [{ code: 'divisor_zero' }] });
    expect(outcomes([], 0)).toMatchObject({
      winRate: null,
      best: null,
      problems: [{ code: 'history_too_short' }],
    });
  });
});

describe('what cannot be divided by is said', () => {
  test('returns that never vary have no Sharpe, gains alone no Sortino, no fall no Calmar', () => {
    expect(sharpe([0.1, 0.1, 0.1], DAILY).problems).toEqual([{ code: 'divisor_zero' }]);
    expect(sortino([0.1, 0.2], DAILY).problems).toEqual([{ code: 'divisor_zero' }]);
    expect(calmar(0.1, 0, { years: 1 }).problems).toEqual([{ code: 'divisor_zero' }]);
  });

  test('one period has no deviation; a loss of everything has no logarithm', () => {
    expect(volatility([0.1], { periodsPerYear: 252, returns: 'simple' }).problems).toEqual([
      { code: 'history_too_short' },
    ]);
    expect(volatility([0.1, -1], { periodsPerYear: 252, returns: 'logarithmic' }).problems).toEqual([
      { code: 'wiped_out', at: 1 },
    ]);
  });
});

test('the summary holds every figure by name, null without a benchmark, and says which are unknown', () => {
  const convention = { ...DAILY, volatilityOf: 'simple', tail: 0.05 } as const;
  const input = { returns: [0.01, 0.02], benchmark: null, total: 0.0302, depth: 0, years: 2 / 365 };
  const { figures, problems } = riskSummary(input, convention);
  expect(figures.beta).toBeNull();
  expect(figures.volatility).toBeCloseTo(0.01 * Math.SQRT1_2 * Math.sqrt(252), 12);
  expect(problems).toEqual([
    { figure: 'sortino', code: 'divisor_zero' },
    { figure: 'calmar', code: 'divisor_zero' },
  ]);
});
