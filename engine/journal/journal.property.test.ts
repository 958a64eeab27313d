import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { journalOf } from '../../test/journals.ts';
import { type Decimal, decimal, equals, int, subtract } from '../amounts/index.ts';
import { addDays, type Day, formatDay, parseDay } from '../calendar/index.ts';
import { accountValueAt } from './account-value.ts';
import { groupByFold, groupTrips } from './group.ts';
import { tradesReport } from './report.ts';

const FIRST = parseDay('2024-01-02') as Day;
const EVERYTHING = { account: null, basis: 'realized', startingBalance: null, from: null, to: null } as const;

interface Row {
  readonly day: number;
  readonly type: 'buy' | 'sell' | 'split' | 'deposit' | 'withdrawal' | 'dividend' | 'fx';
  readonly symbol: 'ACME' | 'BOLT' | 'EURO';
  readonly units: number;
  /** In hundredths. */
  readonly price: number;
  readonly fee: number;
}

const row = (types: Row['type'][], symbols: Row['symbol'][]) =>
  fc.record({
    day: fc.nat(30),
    type: fc.constantFrom(...types),
    symbol: fc.constantFrom(...symbols),
    units: fc.integer({ min: 1, max: 40 }),
    price: fc.integer({ min: 100, max: 20_000 }),
    fee: fc.nat(300),
  });

const money = (hundredths: number) => (hundredths / 100).toString();

function lineOf({ day, type, symbol, units, price, fee }: Row): string {
  const date = formatDay(addDays(FIRST, day));
  const currency = symbol === 'EURO' ? 'EUR' : 'USD';
  switch (type) {
    case 'buy':
    case 'sell':
      return `${date},${type},${symbol},${units},${money(price)},,${money(fee)},${currency}`;
    case 'split':
      return `${date},split,${symbol},,,,,,${price % 2 === 0 ? 2 : 0.5}`;
    case 'dividend':
      return `${date},dividend,${symbol},,,${money(price)},,${currency}`;
    case 'fx':
      return `${date},fx,,,,-${money(price)},,USD,,${money(price - (price % 7))},EUR`;
    default:
      return `${date},${type},,,,${type === 'deposit' ? '' : '-'}${money(price)},,${currency}`;
  }
}

const HEADER = 'date,type,symbol,quantity,price,amount,fee,currency,ratio,to_amount,to_currency';
const ledgerOf = (rows: readonly Row[]) => [HEADER, ...rows.map(lineOf)].join('\n');

/** Prices of every third day, and a rate that moves every fifth. */
const DAYS = Array.from({ length: 32 }, (_, n) => n);
const PRICES = `date,symbol,price\n${['ACME', 'BOLT', 'EURO']
  .flatMap((symbol, s) =>
    DAYS.filter((n) => n % 3 === 0).map(
      (n) => `${formatDay(addDays(FIRST, n))},${symbol},${50 + s * 10 + ((n * 7) % 23)}`,
    ),
  )
  .join('\n')}`;
const RATES = `date,pair,rate\n${DAYS.filter((n) => n % 5 === 0)
  .map((n) => `${formatDay(addDays(FIRST, n))},EURUSD,${(1.05 + (n % 4) / 20).toFixed(2)}`)
  .join('\n')}`;

const TRADES = row(['buy', 'sell'], ['ACME', 'BOLT']);
const ANYTHING = row(
  ['buy', 'sell', 'buy', 'sell', 'split', 'deposit', 'withdrawal', 'dividend', 'fx'],
  ['ACME', 'BOLT', 'EURO'],
);

describe('round trips of random ledgers', () => {
  test('the plain grouping makes the trips that the general fold makes', () => {
    fc.assert(
      fc.property(fc.array(TRADES, { minLength: 1, maxLength: 40 }), (rows) => {
        const { settings, market, links, groups } = journalOf({ ledger: ledgerOf(rows) }).history.foldSource;
        for (const group of groups) {
          const plain = groupTrips(settings, market, group, links);
          expect(plain.trips).toEqual(groupByFold(settings, market, group, links).trips);
        }
      }),
    );
  });

  test('amounts beyond what doubles hold are grouped exactly', () => {
    const buys = Array.from(
      { length: 6 },
      (_, n) => `2024-01-0${n + 2},buy,ACME,1,,-22000000.0000000${n + 1}`,
    );
    const ledger = [
      'date,type,symbol,quantity,price,amount',
      ...buys,
      '2024-01-09,sell,ACME,6,,22000000',
    ].join('\n');
    const { journal } = journalOf({ ledger });
    // 22,000,000 less 6 · 22,000,000 and 21 hundred-millionths.
    const exact = decimal(-11_000_000_000_000_021n, 8);
    expect(journal.trade(journal.trips[0]).figures.realized).toEqual(exact);
  });

  test('every fill belongs to trips: gains and open units are those of the daily figures', () => {
    fc.assert(
      fc.property(fc.array(ANYTHING, { minLength: 1, maxLength: 40 }), (rows) => {
        const { journal, history } = journalOf({ ledger: ledgerOf(rows), prices: PRICES, rates: RATES });
        const held = new Map<string, Decimal>();
        for (const trip of journal.trips) {
          const { symbol, figures } = journal.trade(trip);
          const open =
            trip.side === 'long' ? figures.openQuantity : subtract(decimal(0, 0), figures.openQuantity);
          if (!equals(open, decimal(0, 0))) held.set(symbol, open);
          // Between two fills the position never changes its side: its units add up to nothing, or to what is open.
          if (trip.unitChanges.length > 0) continue;
          const units = trip.fills.reduce((sum, fill) => int.add(sum, fill.quantity), 0 as number | bigint);
          expect(units).toBe(trip.quantity);
        }
        for (const { symbol, quantity } of history.positions(history.last)) {
          expect(equals(held.get(symbol) ?? decimal(0, 0), quantity)).toBe(true);
        }
      }),
    );
  });

  test('in one currency, the gains of all trips are the realized gains of all days, to the cent a trip', () => {
    fc.assert(
      fc.property(fc.array(TRADES, { minLength: 1, maxLength: 40 }), (rows) => {
        const { journal, history } = journalOf({ ledger: ledgerOf(rows) });
        const ofTrips = journal.trips.reduce((sum, trip) => sum + journal.trade(trip).base.realized, 0);
        const ofDays = history.columns().realized.reduce((sum, gain) => sum + gain, 0);
        expect(Math.abs(ofTrips - ofDays)).toBeLessThanOrEqual(journal.trips.length);
      }),
    );
  });
});

describe('account values of random ledgers', () => {
  const ledgers = fc.array(ANYTHING, { minLength: 1, maxLength: 40 });

  test('on the realized basis are cash and what the positions cost at the rates of purchase', () => {
    fc.assert(
      fc.property(ledgers, fc.nat(31), (rows, at) => {
        const { journal, history } = journalOf({ ledger: ledgerOf(rows), prices: PRICES, rates: RATES });
        const day = Math.min(FIRST + at, history.last) as Day;
        if (day < history.first) return;
        const starting = { ...journal.startingBalance(EVERYTHING), beyondLedger: 0 };
        const value = accountValueAt(journal.valueTotals(null), day, 'realized', starting)?.value as number;
        const positions = history.positions(day).reduce((sum, { costBasis }) => sum + costBasis, 0);
        const cash = history.columns().cash[day - history.first];
        // Each position's cost and each currency's is rounded once.
        expect(Math.abs(value - cash - positions)).toBeLessThanOrEqual(4);
      }),
    );
  });

  test('a later deposit changes no account value at entry', () => {
    fc.assert(
      fc.property(ledgers, fc.nat(30), (rows, day) => {
        const later: Row = { day, type: 'deposit', symbol: 'ACME', units: 1, price: 12_345, fee: 0 };
        for (const basis of ['realized', 'market'] as const) {
          const values = (all: readonly Row[]) => {
            const deposit: Row = { ...later, day: 0, price: 1_000_000 };
            const { journal } = journalOf({
              ledger: ledgerOf([deposit, ...all]),
              prices: PRICES,
              rates: RATES,
            });
            return tradesReport(journal, { ...EVERYTHING, basis })
              .trades.filter(({ trade }) => trade.opened < FIRST + day)
              .map(({ accountValue }) => accountValue);
          };
          expect(values([...rows, later])).toEqual(values(rows));
        }
      }),
    );
  });

  test('another starting balance moves every value at entry by the difference', () => {
    fc.assert(
      fc.property(ledgers, fc.integer({ min: 0, max: 10_000_000 }), (rows, balance) => {
        const { journal } = journalOf({ ledger: ledgerOf(rows), prices: PRICES, rates: RATES });
        const values = (startingBalance: number) =>
          tradesReport(journal, { ...EVERYTHING, startingBalance }).trades.map(
            ({ accountValue }) => accountValue,
          );
        expect(values(balance)).toEqual(values(0).map((value) => value + balance));
      }),
    );
  });

  test('figures are numbers or null, never NaN or infinite', () => {
    fc.assert(
      fc.property(ledgers, (rows) => {
        const { journal } = journalOf({ ledger: ledgerOf(rows), prices: PRICES, rates: RATES });
        for (const found of tradesReport(journal, EVERYTHING).trades) {
          for (const value of [
            found.accountValue,
            found.riskPercent,
            found.sizePercent,
            found.trade.rMultiple,
          ]) {
            expect(value === null || Number.isFinite(value)).toBe(true);
          }
        }
      }),
    );
  });
});
