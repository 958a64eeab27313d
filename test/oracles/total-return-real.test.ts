import { describe, expect, test } from 'vitest';
import { addDays, formatDay, linkReturns, toNumber } from '../../engine/index.ts';
import {
  HISTORY_NEEDED,
  HISTORY_PRESENT,
  priceFile,
  splitFile,
  splits,
  totalReturns,
} from './market-history.ts';
import { dayOf, Portfolio } from './portfolio.ts';
import { type DividendUse, type Holding, ledgerOf } from './real-holding.ts';

/**
 * Computed with two routines from the prices, splits and dividends of QuantConnect/Lean (Apache-2.0). Start and end are
 * the last sessions of two years; cash and shares are those of one share at the start.
 */
const CASES = `
id symbol start end startClose endClose shares priceReturn cash reinvested backAdjusted
real-spy-2008 SPY 2007-12-31 2008-12-31 146.42 90.33 1 -0.3830760825 2.721 -0.3683950265 -0.3682441253
real-spy-2013 SPY 2012-12-31 2013-12-31 142.52 184.67 1 0.2957479652 3.37 0.3220514041 0.3220645512
real-spy-2019 SPY 2018-12-31 2019-12-31 249.92 321.86 1 0.2878521127 5.6183 0.3122171982 0.3122356314
real-aapl-2017 AAPL 2016-12-30 2017-12-29 115.82 169.23 1 0.4611466068 2.46 0.4847536415 0.4846432399
real-aapl-2020 AAPL 2019-12-31 2020-12-31 293.65 132.69 4 0.807457858 3.23 0.823092132 0.8230671724
real-ibm-1999 IBM 1998-12-31 1999-12-31 184.5 107.88 2 0.1694308943 0.94 0.174955224 0.1750169685
real-uso-2020 USO 2019-12-31 2020-12-31 12.81 33.01 0.125 -0.6778883685 0 -0.6778883685 -0.6778883685
real-iwm-2005 IWM 2004-12-31 2005-12-30 129.38 66.66 2 0.0304529294 1.75814 0.0445957098 0.044662309`
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [id = '', symbol = '', start = '', end = '', ...figures] = line.split(' ');
    const [startClose, endClose, shares, priceReturn, cash, reinvested, backAdjusted] = figures.map(Number);
    const numbers = { startClose, endClose, shares, priceReturn, cash, reinvested, backAdjusted };
    return { id, symbol, start, end, ...(numbers as Required<Record<keyof typeof numbers, number>>) };
  });

/** Returns are given to eight digits: of a million shares a cent is no part of them. */
const SHARES = 1_000_000;
const TOLERANCE = 1e-8;

function held(holding: Omit<Holding, 'shares'>): Portfolio {
  return new Portfolio({
    ledger: ledgerOf({ ...holding, shares: SHARES }),
    prices: [priceFile(holding.symbol)],
    ...(holding.splitsInLedger ? {} : { splits: splitFile() }),
  });
}

/** The return after the close of one day up to another. */
function returnAfter(portfolio: Portfolio, start: string, end: string): number {
  return portfolio.report(formatDay(addDays(dayOf(start), 1)), end).performance.twr ?? Number.NaN;
}

function price(portfolio: Portfolio, symbol: string, date: string): number {
  const found = portfolio.position(symbol, date).price;
  return found === null ? Number.NaN : toNumber(found);
}

describe.skipIf(!HISTORY_PRESENT)(`a year's total return of a real share (${HISTORY_NEEDED})`, () => {
  describe.each(CASES)('$id', (one) => {
    const { symbol, start, end } = one;
    const year = (use: DividendUse) =>
      held({ symbol, from: start, to: end, dividends: use, splitsInLedger: false });
    const near = (found: number, expected: number) =>
      expect(Math.abs(found - expected), `${found} for ${expected}`).toBeLessThanOrEqual(TOLERANCE);

    test(`without its dividends: ${one.priceReturn}, ${one.shares} shares for one`, () => {
      const portfolio = year('none');
      expect(price(portfolio, symbol, start)).toBe(one.startClose);
      expect(price(portfolio, symbol, end)).toBe(one.endClose);
      expect(portfolio.quantity(symbol, end)).toBe(one.shares * SHARES);
      near(returnAfter(portfolio, start, end), one.priceReturn);
    });

    test(`dividends left as cash: ${one.cash} for a share`, () => {
      const { summary } = year('cash').report(start, end);
      near(summary.income / 100 / SHARES, one.cash);
    });

    test(`dividends reinvested at the close of their day: ${one.reinvested}`, () => {
      near(returnAfter(year('reinvested'), start, end), one.reinvested);
    });

    test(`dividends reinvested at the close before, less the dividend: ${one.backAdjusted}`, () => {
      near(returnAfter(year('back-adjusted'), start, end), one.backAdjusted);
    });
  });
});

/** Bought at the first close of 1999. */
const SINCE_1999 = [
  { symbol: 'SPY', splitDays: 0 },
  { symbol: 'AAPL', splitDays: 4 },
];

describe.skipIf(!HISTORY_PRESENT)(
  `bought in 1999, dividends reinvested, held through every split (${HISTORY_NEEDED})`,
  () => {
    describe.each(SINCE_1999)('$symbol', ({ symbol, splitDays }) => {
      const from = '1999-01-04';
      const to = '2020-12-31';
      const since = (splitsInLedger: boolean) =>
        held({ symbol, from, to, dividends: 'reinvested', splitsInLedger });

      test('each published year comes out of the one long history', () => {
        const portfolio = since(false);
        expect(splits(symbol).filter(({ day }) => day > dayOf(from) && day <= dayOf(to))).toHaveLength(
          splitDays,
        );
        const years = CASES.filter((one) => one.symbol === symbol);
        expect(years.length).toBeGreaterThanOrEqual(2);
        for (const { start, end, reinvested } of years) {
          expect(Math.abs(returnAfter(portfolio, start, end) - reinvested)).toBeLessThanOrEqual(TOLERANCE);
        }
      });

      test('the return of all the years is that of the daily total returns, linked', () => {
        const expected = linkReturns(totalReturns(symbol, from, to));
        expect(returnAfter(since(false), from, to) / expected).toBeCloseTo(1, 8);
      });

      test('splits of the ledger and splits of a file give the same history to the last bit', () => {
        const [inFile, inLedger] = [since(false), since(true)];
        expect(inLedger.history.columns()).toEqual(inFile.history.columns());
        expect(inLedger.history.openLots(dayOf(to)).map(({ quantity }) => toNumber(quantity))).toEqual(
          inFile.history.openLots(dayOf(to)).map(({ quantity }) => toNumber(quantity)),
        );
      });
    });
  },
);
