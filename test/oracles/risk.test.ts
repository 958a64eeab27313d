import { describe, expect, test } from 'vitest';
import {
  alpha,
  annualizeOver,
  beta,
  calmar,
  downsideDeviation,
  linkReturns,
  outcomes,
  type RiskConvention,
  sharpe,
  sortino,
  volatility,
} from '../../engine/returns/index.ts';
import { deepestDrawdown } from './deepest-drawdown.ts';

/** Figures of quantopian/empyrical@40f61b4, empyrical/tests/test_stats.py. */
const WEEKLY = [0, 0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
const MIXED = WEEKLY.slice(1);
const POSITIVE = [0.01, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01];
const NEGATIVE = [-0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05];
const FRAME_TWO = [
  0.01846232, 0.00793951, -0.01448395, 0.00422537, -0.00339611, 0.03756813, 0.0151531, 0.03549769,
];

/** C. Bacon, Practical Portfolio Performance Measurement; in braverock/PerformanceAnalytics@c079aea1. */
const BACON = [
  0.003, 0.026, 0.011, -0.01, 0.015, 0.025, 0.016, 0.067, -0.014, 0.04, -0.005, 0.081, 0.04, -0.037, -0.061,
  0.017, -0.049, -0.022, 0.07, 0.058, -0.065, 0.024, -0.005, -0.009,
];

const noRiskFree = (periodsPerYear: number): RiskConvention => ({ periodsPerYear, riskFree: { yearly: 0 } });

describe('empyrical', () => {
  test('risk-empyrical-weekly: volatility, downside deviation, Sortino and Calmar of nine weeks', () => {
    const years = WEEKLY.length / 52;
    const total = linkReturns(WEEKLY);
    expect(total).toBeCloseTo(0.03893109170048015, 8);
    expect(annualizeOver(total, years)).toBeCloseTo(0.24690830513998208, 8);
    expect(volatility(WEEKLY, { periodsPerYear: 52, returns: 'simple' }).value).toBeCloseTo(
      0.38851569394870583,
      8,
    );
    expect(downsideDeviation(WEEKLY, noRiskFree(52)).value).toBeCloseTo(0.25888650451930134, 8);
    expect(sortino(WEEKLY, noRiskFree(52)).value).toBeCloseTo(1.115890105686644, 8);
    expect(calmar(total, deepestDrawdown(WEEKLY) ?? Number.NaN, { years }).value).toBeCloseTo(
      2.4690830513998208,
      8,
    );
  });

  test('risk-empyrical-positive-sharpe: 52.915 a year', () => {
    expect(sharpe(POSITIVE, noRiskFree(252)).value).toBeCloseTo(52.915026221291804, 8);
  });

  test('risk-empyrical-sharpe-vs-series: the risk-free rate may change from period to period', () => {
    const perPeriod = [0.01, 0, 0.01, 0, 0.01, 0, 0.01, 0];
    const { value } = sharpe(MIXED, { periodsPerYear: 252, riskFree: { perPeriod } });
    expect(value).toBeCloseTo(0.34111411441060574, 8);
  });

  test('risk-empyrical-alpha-beta: beta, and alpha compounded over 252 days', () => {
    expect(beta(MIXED, NEGATIVE, noRiskFree(252)).value).toBeCloseTo(-0.7129629629629631, 8);
    expect(alpha(MIXED, NEGATIVE, noRiskFree(252)).value).toBeCloseTo(-0.9997853834885004, 8);
  });

  test('risk-empyrical-df-two: downside deviation and Sortino of eight days', () => {
    expect(downsideDeviation(FRAME_TWO, noRiskFree(252)).value).toBeCloseTo(0.08349568059570447, 7);
    expect(sortino(FRAME_TWO, noRiskFree(252)).value).toBeCloseTo(38.090963117002495, 7);
  });
});

describe('Bacon, 24 months', () => {
  test('risk-bacon-downside-deviation: 2.55 % below an acceptable return of 0.5 % a month', () => {
    const monthly: RiskConvention = { periodsPerYear: 1, riskFree: { perPeriod: 0.005 } };
    expect(downsideDeviation(BACON, monthly).value).toBeCloseTo(0.0255, 4);
  });

  test('risk-bacon-frequencies: above 0.5 % in 54.2 %, below it in 45.8 % of the months', () => {
    const { winRate, lossRate } = outcomes(BACON, 0.005);
    expect(winRate).toBeCloseTo(0.542, 3);
    expect(lossRate).toBeCloseTo(0.458, 3);
  });
});

describe('Portfolio Performance, RiskTest.java@d26a30f6a', () => {
  test('risk-pp-volatility: logarithmic returns, annualized by their own number', () => {
    const returns = [0.005, -1 / 300, -0.005, 0.01, 0.01, -0.005];
    const { value } = volatility(returns, { periodsPerYear: 6, returns: 'logarithmic' });
    expect(Math.abs((value ?? Number.NaN) - 0.017736692475)).toBeLessThanOrEqual(1e-10);
  });
});
