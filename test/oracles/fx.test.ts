import { describe, expect, test } from 'vitest';
import { HISTORY_NEEDED, HISTORY_PRESENT, priceFile, rateFile } from './market-history.ts';
import { Portfolio } from './portfolio.ts';

/** Half a cent: published amounts are rounded to the cent. */
const CENT = 0.005;

/**
 * portfolio-performance/portfolio@d26a30f6a, CapitalGainsCalculationTest.java: a share priced in USD and paid for in
 * EUR, at 0.90, 0.85 and 0.88 EUR per USD. After the last trade 1.1588 USD are a euro, and the share is at 80.
 */
const PAID_IN_EURO = `date,type,symbol,quantity,price,currency,settle_currency,amount
2024-01-01,buy,X,100,50,USD,EUR,-4500
2024-02-01,buy,X,50,60,USD,EUR,-2550
2024-03-01,sell,X,50,70,USD,EUR,3080`;
const MARKED = {
  prices: 'date,symbol,price,currency\n2024-03-02,X,80,USD',
  rates: 'date,pair,rate\n2024-03-02,EURUSD,1.1588',
};

describe('gains on a share in another currency', () => {
  test('fx-pp-moving-average: the currency part is the average cost at the rate of the day less that cost in base', () => {
    const portfolio = new Portfolio({ ledger: PAID_IN_EURO, ...MARKED }, { base: 'EUR', lots: 'average' });
    const [sale, ...more] = portfolio.disposals();
    expect(more).toEqual([]);
    if (sale === undefined) throw new Error('no sale');
    const realized = portfolio.amount(sale.pnl + sale.fx);
    expect(Math.abs(realized - 730)).toBeLessThanOrEqual(CENT);
    expect(Math.abs(portfolio.amount(sale.fx) - -3.33)).toBeLessThanOrEqual(CENT);
    const { value, costBasis, unrealized } = portfolio.position('X');
    expect(Math.abs(portfolio.amount(value - costBasis) - 2203.69)).toBeLessThanOrEqual(CENT);
    expect(Math.abs(portfolio.amount(value - costBasis - unrealized) - -97.54)).toBeLessThanOrEqual(CENT);
  });

  test('what rates did to what is and was held is the P&L by rates: −3.33 − 97.54 = −100.87', () => {
    const portfolio = new Portfolio({ ledger: PAID_IN_EURO, ...MARKED }, { base: 'EUR', lots: 'average' });
    const { summary } = portfolio.report();
    expect(portfolio.amount(summary.fx)).toBe(-100.87);
    expect(portfolio.amount(summary.totalPnl)).toBe(2933.69);
    expect(portfolio.position('X').fx).toBe(summary.fx);
  });

  test('fx-pp-fifo-in-asset-currency: in the currency of the share there is no currency part', () => {
    const ledger = `date,type,symbol,quantity,price,currency
2024-01-01,buy,X,100,50,USD
2024-02-01,buy,X,50,60,USD
2024-03-01,sell,X,50,70,USD`;
    const portfolio = new Portfolio({ ledger, ...MARKED }, { base: 'USD', lots: 'fifo' });
    const { summary } = portfolio.report();
    const { realized, unrealized, fx } = summary;
    expect([realized, unrealized, fx].map((cents) => portfolio.amount(cents))).toEqual([1000, 2500, 0]);
  });
});

describe('a dollar investor in a Japanese share', () => {
  // The Analyst Space forum, thread 806549 (CFA level III): 20,000 USD become 20,952; 2,000 JPY become 2,200.
  // Both follow from 1,000 shares and from 100 JPY per USD that become 105.
  const held = (base: string) =>
    new Portfolio(
      {
        ledger: `date,type,symbol,quantity,price,currency\n2024-01-01,opening,X,1000,2000,JPY`,
        prices: 'date,symbol,price,currency\n2024-01-01,X,2000,JPY\n2024-12-31,X,2200,JPY',
        rates: 'date,pair,rate\n2024-01-01,USDJPY,100\n2024-12-31,USDJPY,105',
      },
      { base },
    );
  const returnIn = (base: string) => held(base).report().performance.twr ?? Number.NaN;

  test('fx-analystspace-usd-investor: 10.00 % in yen are 4.76 % in dollars, the yen takes 5.24 %', () => {
    expect(held('USD').figure('equity', '2024-01-01')).toBe(20000);
    expect(Math.round(held('USD').figure('equity', '2024-12-31'))).toBe(20952);
    expect(returnIn('JPY')).toBeCloseTo(0.1, 12);
    expect(Math.abs(returnIn('USD') - 0.0476)).toBeLessThanOrEqual(5e-5);
    expect(Math.abs(returnIn('USD') - returnIn('JPY') - -0.0524)).toBeLessThanOrEqual(5e-5);
  });

  test('our P&L by rates is −4.76 %: the gain in yen counts at the rate of the day, 105, and not at 100', () => {
    const { summary } = held('USD').report();
    // 200,000 JPY ÷ 105 = 1,904.76, of which the cost, 2,000,000 JPY at 105 instead of 100, takes 952.38.
    expect([summary.unrealized, summary.fx]).toEqual([190476, -95238]);
  });
});

test('fx-pp-usd-cash-account: 1,000 USD at 1.1588 USD per EUR are 862.96 EUR', () => {
  // portfolio-performance/portfolio@d26a30f6a, CurrencyTestCase.java
  const ledger = 'date,type,amount,currency\n2015-01-16,deposit,1000,USD';
  const portfolio = new Portfolio(
    { ledger, rates: 'date,pair,rate\n2015-01-16,EURUSD,1.1588' },
    { base: 'EUR' },
  );
  expect(portfolio.figure('equity', '2015-01-16')).toBe(862.96);
});

describe.skipIf(!HISTORY_PRESENT)(`real rates (${HISTORY_NEEDED})`, () => {
  /** SPY from the end of 2014 to the end of 2015, without its dividends; rates of the European Central Bank. */
  const spy = (quantity: number, base: string) =>
    new Portfolio(
      {
        ledger: `date,type,symbol,quantity,price,currency\n2014-12-31,opening,SPY,${quantity},205.5,USD`,
        prices: [priceFile('SPY')],
        rates: [rateFile('EURUSD')],
        instruments: 'symbol,kind,currency\nSPY,etf,USD',
      },
      { base },
    );
  const YEAR = ['2015-01-01', '2015-12-31'] as const;

  test('real-fx-spy-2015: −0.78 % in dollars and 11.52 % of the dollar are 10.64 % in euro', () => {
    // Ratios to eight digits need values of which a cent is no part: ten million shares.
    const returnIn = (base: string) => spy(10_000_000, base).report(...YEAR).performance.twr ?? Number.NaN;
    const inEuro = returnIn('EUR');
    const inDollar = returnIn('USD');
    expect(Math.abs(inEuro - 0.1064462873)).toBeLessThanOrEqual(1e-8);
    expect(Math.abs(inDollar - -0.0078345499)).toBeLessThanOrEqual(1e-8);
    const currency = (1 + inEuro) / (1 + inDollar) - 1;
    expect(Math.abs(currency - 0.1151832461)).toBeLessThanOrEqual(1e-8);
    expect(Math.abs(currency - (1.2141 / 1.0887 - 1))).toBeLessThanOrEqual(1e-8);
  });

  test('ten shares are worth 1,692.61 and 1,872.78: −13.26 by the share at the first rate, 193.43 by the rate', () => {
    const portfolio = spy(10, 'EUR');
    expect(Math.abs(portfolio.figure('equity', '2014-12-31') - 1692.611811)).toBeLessThanOrEqual(CENT);
    expect(Math.abs(portfolio.figure('equity', '2015-12-31') - 1872.784054)).toBeLessThanOrEqual(CENT);
    const gainInDollars = spy(10, 'USD').figure('unrealized', '2015-12-31');
    const byShare = gainInDollars / 1.2141;
    const { totalPnl } = portfolio.report(...YEAR).summary;
    expect(Math.abs(byShare - -13.260852)).toBeLessThanOrEqual(CENT);
    expect(Math.abs(portfolio.amount(totalPnl) - byShare - 193.433095)).toBeLessThanOrEqual(CENT);
  });

  test('the same gain by our rule, the share at the last rate: −16.10 ÷ 1.0887 = −14.79, and 194.96 by the rate', () => {
    const { unrealized, fx } = spy(10, 'EUR').report(...YEAR).summary;
    expect([unrealized, fx]).toEqual([-1479, 19496]);
  });

  test('real-fx-snb-2015: a million euro in francs on the days when the Swiss National Bank gave up its floor', () => {
    const ledger = 'date,type,amount,currency\n2015-01-14,opening,1000000,EUR';
    const portfolio = new Portfolio(
      { ledger, rates: [rateFile('EURCHF')] },
      { base: 'CHF', to: '2015-01-17' },
    );
    const days = ['2015-01-14', '2015-01-15', '2015-01-16', '2015-01-17'];
    expect(days.map((date) => portfolio.figure('equity', date))).toEqual([
      1201000, 1028000, 1012800, 1012800,
    ]);
  });
});
