import { describe, expect, test } from 'vitest';
import { type OpenLot, toNumber } from '../../engine/index.ts';
import { BROKERS, postingsLedger } from './beancount-postings.ts';
import {
  expectedOf,
  LEDGERS_NEEDED,
  LEDGERS_PRESENT,
  neutralLedger,
  textOf,
  transactions,
} from './ledger-files.ts';
import { dayOf, Portfolio } from './portfolio.ts';

/**
 * beancount/beancount@a3cb3fd, examples/example.beancount (GPL-2.0), a generated sample; its figures by beancount 2.3.5:
 * get_units, get_cost and get_value of the running inventory, with the ledger's own prices.
 */
const LEDGER = 'beancount-example';
const LAST = '2015-12-21';

type Amounts = Readonly<Record<string, string>>;
type LotRow = { symbol: string; quantity: string; unitCost: string; date: string };
type Expected = {
  snapshots: {
    date: string;
    accounts: Record<string, { units: Amounts; cost: Amounts; marketValue: Amounts; lots: LotRow[] | null }>;
    netWorthMarketValue: Amounts;
  }[];
  incomeByYear: Record<'dividends' | 'realizedGains' | 'commissions', Amounts>;
  accountXirr: { rows: { account: string; date: string; netDeposits: number; xirr: number }[] };
};

/** Half a cent, for each of so many amounts that are rounded to the cent. */
const halfCents = (count: number): number => 0.005 * count + 1e-9;

const prices = () => textOf(LEDGER, 'prices.csv');

/** The two brokers' accounts from the table of their trades: which lot a sale closes is not in it. */
const fromTrades = () =>
  new Portfolio({ ledger: neutralLedger(transactions(LEDGER)), prices: prices() }, { to: LAST });

/** All assets and liabilities from the postings; a sale names its lot, as it does in the sample. */
const fromPostings = () =>
  new Portfolio(
    { ledger: neutralLedger(postingsLedger(LEDGER)), prices: prices() },
    { lots: 'specific', to: LAST },
  );

function lotsOf(portfolio: Portfolio, account: string, date: string): OpenLot[] {
  return portfolio.history.openLots(dayOf(date)).filter((lot) => lot.account === account);
}

type Lot = { quantity: number; cost: number; purchases: number };

/** Lots of one day and one unit cost are one lot in beancount; they are named after both. */
function merged(lots: readonly OpenLot[]): Map<string, Lot> {
  const found = new Map<string, Lot>();
  for (const { id, quantity, cost } of lots) {
    const name = (id ?? '').replace(/ #.*/, '');
    const one = found.get(name) ?? { quantity: 0, cost: 0, purchases: 0 };
    one.quantity += toNumber(quantity);
    one.cost += toNumber(cost);
    one.purchases++;
    found.set(name, one);
  }
  return found;
}

const near = (found: number, expected: number, tolerance: number, what = '') =>
  expect(Math.abs(found - expected), `${what} ${found} for ${expected}`).toBeLessThanOrEqual(tolerance);

describe.skipIf(!LEDGERS_PRESENT)(`the sample of beancount (${LEDGERS_NEEDED})`, () => {
  const expected = LEDGERS_PRESENT ? expectedOf<Expected>(LEDGER) : null;
  const holdings = (expected?.snapshots ?? []).flatMap(({ date, accounts }) =>
    Object.entries(accounts).map(([account, figures]) => ({ date, account, ...figures })),
  );

  test.each(holdings)('units of $account on $date', ({ date, account, units }) => {
    for (const portfolio of [fromTrades(), fromPostings()]) {
      for (const [commodity, text] of Object.entries(units)) {
        const isCash = commodity === 'USD';
        const found = isCash
          ? portfolio.figure('cash', date, account)
          : toNumber(portfolio.position(commodity, date, account).quantity);
        expect(found, commodity).toBe(Number(text));
      }
    }
  });

  test.each(holdings)('market value of $account on $date', ({ date, account, units, marketValue }) => {
    for (const portfolio of [fromTrades(), fromPostings()]) {
      const positions = Object.keys(units).length - 1;
      near(portfolio.figure('equity', date, account), Number(marketValue.USD), halfCents(positions));
    }
  });

  // Beancount's cost is quantity × price; ours is what was paid for it, which is rounded to the cent at each purchase.
  test.each(holdings)('cost of $account on $date: what was paid', ({ date, account, cost }) => {
    const portfolio = fromPostings();
    const lots = lotsOf(portfolio, account, date);
    const found = lots.reduce(
      (sum, lot) => sum + toNumber(lot.cost),
      portfolio.figure('cash', date, account),
    );
    near(found, Number(cost.USD), halfCents(lots.length));
  });

  test.each(holdings.filter(({ lots }) => lots !== null))(
    'lots of $account on $date',
    ({ date, account, lots }) => {
      const found = merged(lotsOf(fromPostings(), account, date));
      expect(found.size).toBe(lots?.length);
      for (const { symbol, quantity, unitCost, date: opened } of lots ?? []) {
        const name = `${symbol} ${opened} ${unitCost}`;
        const one = found.get(name) ?? { quantity: 0, cost: 0, purchases: 0 };
        near(one.quantity, Number(quantity), 1e-9, name);
        near(one.cost, Number(quantity) * Number(unitCost), halfCents(one.purchases), name);
      }
    },
  );

  test.each(expected?.snapshots ?? [])('net worth on $date, of all assets and liabilities', (snapshot) => {
    const portfolio = fromPostings();
    const { USD, VACHR } = snapshot.netWorthMarketValue;
    near(portfolio.figure('equity', snapshot.date), Number(USD), halfCents(6));
    // Hours of vacation have no price: they are units, worth nothing, and below zero once taken in advance.
    expect(portfolio.quantity('VACHR', snapshot.date)).toBe(Number(VACHR));
  });

  test('units that nothing prices are said to have none', () => {
    const missing = fromPostings().problems.map(({ code, symbol }) => [code, symbol]);
    expect(missing).toEqual([
      ['price_missing', 'IRAUSD'],
      ['price_missing', 'VACHR'],
    ]);
  });

  test.each(['2013', '2014', '2015'])('dividends, gains and commissions of %s', (year) => {
    const { dividends, realizedGains, commissions } = (expected as Expected).incomeByYear;
    const portfolio = fromPostings();
    const { summary } = portfolio.report(`${year}-01-01`, year === '2015' ? LAST : `${year}-12-31`);
    const { income, realized, fees } = summary;
    expect([income, realized, fees].map((cents) => portfolio.amount(cents))).toEqual(
      [dividends, realizedGains, commissions].map((byYear) => Number(byYear[year])),
    );
  });

  // The sample's sales do not close the oldest lots: on 2014-04-23 first in, first out would agree, on 2014-08-21 not.
  test('first in, first out the gain of 2015 is 405.56; by the lots that the sample names it is 625.14', () => {
    const gain = (portfolio: Portfolio) =>
      portfolio.amount(portfolio.report('2015-01-01', LAST).summary.realized);
    expect(gain(fromTrades())).toBe(405.56);
    expect(gain(fromPostings())).toBe(625.14);
  });

  test.each(expected?.accountXirr.rows ?? [])(
    'money-weighted return of $account up to $date: $xirr',
    (row) => {
      const portfolio = fromTrades();
      const { summary, performance } = portfolio.report(undefined, row.date, { account: row.account });
      expect(BROKERS).toContain(row.account);
      expect(portfolio.amount(summary.netFlow)).toBe(row.netDeposits);
      // Half a cent in each of the positions, of an equity of thousands.
      near(performance.xirr ?? Number.NaN, row.xirr, 1e-6);
    },
  );
});
