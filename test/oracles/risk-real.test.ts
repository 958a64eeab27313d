import { describe, expect, test } from 'vitest';
import {
  beta,
  correlation,
  linkReturns,
  type RiskConvention,
  sharpe,
  sortino,
  volatility,
} from '../../engine/returns/index.ts';
import { deepestDrawdown } from './deepest-drawdown.ts';
import { HISTORY_NEEDED, HISTORY_PRESENT, totalReturns } from './market-history.ts';

/** Computed from the prices, splits and dividends of QuantConnect/Lean (Apache-2.0); deviations checked with Python's statistics. */
const CASES = [
  {
    id: 'real-risk-spy-2020',
    symbol: 'SPY',
    from: '2019-12-31',
    to: '2020-12-31',
    total: 0.1837317676,
    daily: 0.021036524713,
    yearly: 0.333944477,
    sharpe: 0.6711940518,
    sortino: 0.9181006978,
    depth: -0.3369994306,
    beta: 1,
    correlation: 1,
  },
  {
    id: 'real-risk-ibm-2008',
    symbol: 'IBM',
    from: '2007-12-31',
    to: '2008-12-31',
    total: -0.205681802,
    daily: 0.022950646643,
    yearly: 0.3643302207,
    sharpe: -0.4478877321,
    sortino: -0.6219247578,
    depth: -0.4426702163,
    beta: 0.7868687604,
    correlation: 0.8390447905,
  },
];

const CONVENTION: RiskConvention = { periodsPerYear: 252, riskFree: { yearly: 0 } };

describe.skipIf(!HISTORY_PRESENT)(`risk of real shares against SPY (${HISTORY_NEEDED})`, () => {
  test.each(CASES)('$id: 253 daily total returns', (one) => {
    const returns = totalReturns(one.symbol, one.from, one.to);
    const market = totalReturns('SPY', one.from, one.to);
    expect(returns).toHaveLength(253);
    expect(linkReturns(returns)).toBeCloseTo(one.total, 7);
    expect(volatility(returns, { periodsPerYear: 1, returns: 'simple' }).value).toBeCloseTo(one.daily, 7);
    expect(volatility(returns, { periodsPerYear: 252, returns: 'simple' }).value).toBeCloseTo(one.yearly, 7);
    expect(sharpe(returns, CONVENTION).value).toBeCloseTo(one.sharpe, 7);
    expect(sortino(returns, CONVENTION).value).toBeCloseTo(one.sortino, 7);
    expect(deepestDrawdown(returns)).toBeCloseTo(one.depth, 7);
    expect(beta(returns, market, CONVENTION).value).toBeCloseTo(one.beta, 7);
    expect(correlation(returns, market).value).toBeCloseTo(one.correlation, 7);
  });
});
