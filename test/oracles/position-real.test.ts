import { describe, expect, test } from 'vitest';
import { HISTORY_NEEDED, HISTORY_PRESENT, priceFile, splitFile } from './market-history.ts';
import { dayOf, Portfolio } from './portfolio.ts';

/** Trades of one symbol on its real prices and splits (QuantConnect/Lean, Apache-2.0). */
function traded(symbol: string, rows: string, to: string): Portfolio {
  return new Portfolio(
    {
      ledger: `date,type,symbol,quantity,price,amount\n${rows}`,
      prices: [priceFile(symbol)],
      splits: splitFile(),
    },
    { to },
  );
}

describe.skipIf(!HISTORY_PRESENT)(`positions over real splits (${HISTORY_NEEDED})`, () => {
  test('real-aig-reverse-split: 1,010 shares at 1.13 are 50.5 on the day after, with the cost they had', () => {
    const portfolio = traded('AIG', '2009-06-30,buy,AIG,1010,1.13,', '2009-07-01');
    const days = ['2009-06-30', '2009-07-01'];
    expect(days.map((date) => portfolio.quantity('AIG', date))).toEqual([1010, 50.5]);
    expect(days.map((date) => portfolio.amount(portfolio.position('AIG', date).value))).toEqual([
      1141.3, 913.04,
    ]);
    expect(days.map((date) => portfolio.amount(portfolio.position('AIG', date).costBasis))).toEqual([
      1141.3, 1141.3,
    ]);
  });

  /** AAPL split seven for one on 2014-06-09: 645.57 the session before, 93.70 that day. */
  const BOUGHT = '2014-06-02,opening,,,,100000.00\n2014-06-02,buy,AAPL,100,628.65,';
  const SOLD_BEFORE = `${BOUGHT}\n2014-06-05,sell,AAPL,50,647.35,`;
  const SOLD_LATER = `${SOLD_BEFORE}\n2014-06-10,sell,AAPL,140,94.25,`;

  test('after a sale before the split, looking back finds the shares and prices of each day', () => {
    const portfolio = traded('AAPL', SOLD_BEFORE, '2014-06-09');
    const on = (date: string) => {
      const { value } = portfolio.position('AAPL', date);
      return [portfolio.quantity('AAPL', date), portfolio.amount(value)];
    };
    expect(on('2014-06-04')).toEqual([100, 64482]);
    expect(on('2014-06-05')).toEqual([50, 32367.5]);
    expect(on('2014-06-06')).toEqual([50, 32278.5]);
    // A Saturday, before the split: Friday's close on Friday's basis.
    expect(on('2014-06-07')).toEqual([50, 32278.5]);
    expect(on('2014-06-09')).toEqual([350, 32795]);
  });

  test('the lots before the split are those of that time, though sold from after it', () => {
    const portfolio = traded('AAPL', SOLD_LATER, '2014-06-10');
    const lotsOn = (date: string) =>
      portfolio.lots('AAPL', date).map(({ costBase }) => [portfolio.quantity('AAPL', date), costBase]);
    expect(lotsOn('2014-06-06')).toEqual([[50, 3143250]]);
    expect(lotsOn('2014-06-09')).toEqual([[350, 3143250]]);
    expect(lotsOn('2014-06-10')).toEqual([[210, 1885950]]);
    expect(portfolio.disposals().map(({ cost }) => cost)).toEqual([3143250, 1257300]);
  });

  test('what is sold after a split changes no figure of the days before', () => {
    const [without, withLater] = [SOLD_BEFORE, SOLD_LATER].map(
      (rows) => traded('AAPL', rows, '2014-06-10').history,
    );
    const days = dayOf('2014-06-10') - dayOf('2014-06-02');
    expect(withLater?.columns().equity.slice(0, days)).toEqual(without?.columns().equity.slice(0, days));
    expect(withLater?.columns().pnl.slice(0, days)).toEqual(without?.columns().pnl.slice(0, days));
  });

  test('a split is no return: what the price did over it, 93.70 · 7 ÷ 645.57 − 1, is all', () => {
    const { performance } = traded('AAPL', '2014-06-06,opening,AAPL,100000,645.57,', '2014-06-09').report(
      '2014-06-06',
      '2014-06-09',
    );
    expect(performance.twr).toBeCloseTo((93.7 * 7) / 645.57 - 1, 12);
  });
});
