import { describe, expect, test } from 'vitest';
import { addDays, annualizeOver, toNumber, volatility, weekday, xirr } from '../../engine/index.ts';
import {
  expectedOf,
  LEDGERS_NEEDED,
  LEDGERS_PRESENT,
  type NeutralRow,
  neutralLedger,
  type Row,
  textOf,
} from './ledger-files.ts';
import { type Choices, dayOf, Portfolio } from './portfolio.ts';
import { bothBooks, paidIn, purchasesOf } from './portfolio-performance-books.ts';

/**
 * portfolio-performance/portfolio@d26a30f, scenarios/currency_sample.xml with CurrencyTestCase.java (EPL-1.0): shares in
 * dollars and euro, bought from accounts in either, with the real quotes of Apple and BASF and reference rates.
 */
const LEDGER = 'pp-currency-sample';

type Expected = {
  fx: { EURUSD: [date: string, rate: number][] };
  snapshot: { date: string; accountEUR: number; accountUSD: { USD: number; EUR: number } };
  period: { start: string; end: string; initialValueEUR: number; finalValueEUR: number; irr: number };
  appleRecord: {
    interval: [string, string];
    shares: number;
    costFifoEUR: number;
    costMovingAverageEUR: number;
    costParts: number[];
    marketValueEUR: number;
    quoteUSD: number;
    feesEUR: number;
    taxesEUR: number;
    delta: number;
    deltaPercent: number;
    irr: number;
    ttwror: number;
    ttwrorAnnualized: number;
    maxDrawdown: number;
    volatilityPP: number;
    unrealizedGainEUR: number;
    unrealizedForexGainEUR: number;
    tolerance: number;
  };
};

/** What it made of them; read when a test asks, for without the ledgers there is none. */
const figures = () => expectedOf<Expected>(LEDGER);

const near = (found: number | null, expected: number, tolerance: number) =>
  expect(Math.abs((found ?? Number.NaN) - expected), `${found} for ${expected}`).toBeLessThanOrEqual(
    tolerance,
  );

/** Half a cent in each of so many amounts. */
const halfCents = (count: number): number => 0.005 * count + 1e-9;

describe.skipIf(!LEDGERS_PRESENT)(`the currency sample of Portfolio Performance (${LEDGERS_NEEDED})`, () => {
  const held = (rows: readonly NeutralRow[], choices: Choices = {}) =>
    new Portfolio(
      {
        ledger: neutralLedger(rows),
        prices: textOf(LEDGER, 'prices.csv'),
        rates: [
          'date,pair,rate',
          ...figures().fx.EURUSD.map(([date, rate]) => `${date},EURUSD,${rate}`),
        ].join('\n'),
      },
      { base: 'EUR', ...choices },
    );
  const whole = () => held(bothBooks(LEDGER));

  test('its ledger has no error', () => {
    expect(whole().errors()).toEqual([]);
  });

  describe('the whole portfolio', () => {
    test('cash on 2015-01-16: 1,000.00 EUR, and 1,000.00 USD that are 862.96 EUR', () => {
      const { date, accountEUR, accountUSD } = figures().snapshot;
      expect(whole().figure('cash', date, 'Account EUR')).toBe(accountEUR);
      expect(whole().figure('cash', date, 'Account USD')).toBe(accountUSD.EUR);
      const inDollars = held(bothBooks(LEDGER), { base: 'USD' });
      expect(inDollars.figure('cash', date, 'Account USD')).toBe(accountUSD.USD);
    });

    /** Four holdings, and cash in dollars. */
    const ROUNDED = 5;
    const period = () => whole().report('2015-01-03', '2015-01-14');

    test('4,131.99 at the end of 2015-01-02 are 4,187.94 on 2015-01-14', () => {
      const { initialValueEUR, finalValueEUR } = figures().period;
      near(period().summary.opening / 100, initialValueEUR, halfCents(ROUNDED));
      near(period().summary.equity / 100, finalValueEUR, halfCents(ROUNDED));
      expect(period().summary.netFlow).toBe(0);
    });

    test('gains of prices and of rates make up the whole difference', () => {
      const { totalPnl, realized, unrealized, unrealizedStart, fx } = period().summary;
      expect(realized + unrealized - unrealizedStart + fx).toBe(totalPnl);
      const { initialValueEUR, finalValueEUR } = figures().period;
      near(totalPnl / 100, finalValueEUR - initialValueEUR, halfCents(2 * ROUNDED));
    });

    test('its internal rate is 50.546 % a year of those values; a cent more at the start makes ours 50.535 %', () => {
      const { initialValueEUR, finalValueEUR, irr, start, end } = figures().period;
      const published = { days: [dayOf(start), dayOf(end)], amounts: [-initialValueEUR, finalValueEUR] };
      near(xirr(published).rate, irr, 1e-8);
      near(period().performance.xirr, 0.50535, 1e-6);
    });
  });

  describe('the Apple shares alone', () => {
    const apple = (choices: Choices = {}, change: (row: Row) => Row = (row) => row) =>
      held(purchasesOf(LEDGER, 'AAPL').map(change).flatMap(paidIn), { to: '2015-08-10', ...choices });
    const record = (portfolio: Portfolio) => portfolio.report('2015-01-01', '2015-08-10');
    const END = '2015-08-10';

    test.each(['fifo', 'average'] as const)('cost and value of 15 shares, costs included, %s', (lots) => {
      const portfolio = apple({ fees: 'capitalize', lots });
      const { quantity, price, value, costBasis } = portfolio.position('AAPL', END);
      expect(toNumber(quantity)).toBe(figures().appleRecord.shares);
      expect(price === null ? null : toNumber(price)).toBe(figures().appleRecord.quoteUSD);
      near(portfolio.amount(costBasis), figures().appleRecord.costFifoEUR, halfCents(2));
      near(portfolio.amount(costBasis), figures().appleRecord.costMovingAverageEUR, halfCents(2));
      near(portfolio.amount(value), figures().appleRecord.marketValueEUR, halfCents(2));
    });

    test('each purchase at its own rate: the one booked, or that of its day', () => {
      const portfolio = apple({ fees: 'capitalize' });
      const costs = portfolio.lots('AAPL', END).map(({ costBase }) => portfolio.amount(costBase));
      expect(costs).toEqual(figures().appleRecord.costParts);
    });

    test('fees, taxes and the gain after them', () => {
      const { summary } = record(apple());
      expect(summary.fees / 100).toBe(figures().appleRecord.feesEUR);
      expect(summary.taxes / 100).toBe(figures().appleRecord.taxesEUR);
      expect(summary.totalPnl / 100).toBe(figures().appleRecord.delta);
      near(summary.totalPnl / summary.netFlow, figures().appleRecord.deltaPercent, 1e-6);
    });

    test('the open gain before costs, and what of it the dollar made', () => {
      const portfolio = apple();
      const { value, costBasis, fx } = portfolio.position('AAPL', END);
      near(portfolio.amount(value - costBasis), figures().appleRecord.unrealizedGainEUR, halfCents(2));
      near(portfolio.amount(fx), figures().appleRecord.unrealizedForexGainEUR, halfCents(2));
    });

    // Portfolio Performance measures a security's returns before taxes: they are no part of what was paid for it.
    const beforeTaxes = (row: Row): Row => ({
      ...row,
      amount: (Number(row.amount) - Number(row.taxes)).toFixed(2),
      taxes: '',
    });

    test('internal rate and time-weighted return before taxes', () => {
      const { performance } = record(apple({}, beforeTaxes));
      near(performance.xirr, figures().appleRecord.irr, 1e-9);
      near(performance.twr, figures().appleRecord.ttwror, figures().appleRecord.tolerance);
      near(performance.drawdowns.depth, -figures().appleRecord.maxDrawdown, figures().appleRecord.tolerance);
    });

    test('10.42 % in 222 days would be 17.70 % a year; we say nothing of a year under one year', () => {
      const { performance } = record(apple({}, beforeTaxes));
      near(
        annualizeOver(performance.twr ?? Number.NaN, 222 / 365),
        figures().appleRecord.ttwrorAnnualized,
        figures().appleRecord.tolerance,
      );
      expect(performance.twrAnnualized).toBeNull();
    });

    test('after taxes, which is ours, they are 12.81 % a year and 9.43 %', () => {
      const { performance } = record(apple());
      near(performance.xirr, 0.128109, 1e-6);
      near(performance.twr, 0.094348, 1e-6);
    });

    /**
     * Its volatility is that of the whole period, √n and not √252, over the weekdays after the first purchase but for its
     * default holidays: New Year, Good Friday, Easter Monday and 1 May (PerformanceIndex.java, TradeCalendarManager.java).
     */
    const HOLIDAYS = ['2015-01-01', '2015-04-03', '2015-04-06', '2015-05-01'].map(dayOf);

    test('volatility over its days, of logarithmic returns', () => {
      const { performance } = record(apple({}, beforeTaxes));
      const first = dayOf('2015-01-01');
      const returns = performance.daily.dailyReturns.filter((_, i) => {
        const day = addDays(first, i);
        return weekday(day) <= 5 && !HOLIDAYS.includes(day);
      });
      expect(returns).toHaveLength(154);
      const found = volatility(returns, { periodsPerYear: returns.length, returns: 'logarithmic' }).value;
      near(found, figures().appleRecord.volatilityPP, figures().appleRecord.tolerance);
    });

    test('ours is a year’s, over the days with a price: 23.42 %', () => {
      near(record(apple({}, beforeTaxes)).risk.volatility, 0.234221, 1e-6);
    });
  });
});
