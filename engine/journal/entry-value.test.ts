import { describe, expect, test } from 'vitest';
import { type JournalFiles, journalOf } from '../../test/journals.ts';
import type { ValueBasis } from './account-value.ts';
import { tradesReport } from './report.ts';

/** The account value at entry, in units of base, of each trade of a symbol in order of opening. */
function valuesOf(
  files: JournalFiles,
  basis: ValueBasis,
  symbol = 'ACME',
  account: string | null = null,
): number[] {
  const { journal } = journalOf(files);
  const request = { account, basis, startingBalance: null, from: null, to: null };
  return tradesReport(journal, request)
    .trades.filter(({ trade }) => trade.symbol === symbol)
    .map(({ accountValue }) => accountValue / 100);
}

const HEADER = 'date,time,type,symbol,quantity,price,amount,account,currency,fee,to_symbol';
const NEW_YORK = 'name,type,currency,time_zone,calendar\nmain,margin,USD,America/New_York,XNYS';

describe('the account value at entry, on the realized basis', () => {
  test('counts what was realized before and nothing that is still open', () => {
    const files = {
      ledger: `${HEADER}
        2024-01-02,,deposit,,,,1000
        2024-01-03,,buy,BOLT,10,20
        2024-01-04,,sell,BOLT,5,30
        2024-01-05,,dividend,BOLT,,,7
        2024-01-08,,fee,,,,-2
        2024-01-09,,buy,ACME,1,50`,
      prices: 'date,symbol,price\n2024-01-03,BOLT,20\n2024-01-08,BOLT,90',
    };
    // 1000 + 5·(30 − 20) + 7 − 2; the 5 BOLT that rose to 90 count at their cost.
    expect(valuesOf(files, 'realized')).toEqual([1055]);
    // On the market basis they count at 90: 950 in cash − 50 … cash 1000 − 200 + 150 + 7 − 2 = 955, and 450.
    expect(valuesOf(files, 'market')).toEqual([1405]);
  });

  test('an untimed deposit counts from the start of its day, an untimed withdrawal at its end', () => {
    const ledger = `${HEADER}
      2024-01-02,,deposit,,,,1000
      2024-01-03,,buy,ACME,1,50
      2024-01-03,,withdrawal,,,,-300
      2024-01-03,,deposit,,,,200
      2024-01-04,,sell,ACME,1,60
      2024-01-05,,buy,ACME,1,50`;
    // Before the second trade: 1000 + 200 − 300 + 10.
    expect(valuesOf({ ledger }, 'realized')).toEqual([1200, 910]);
    expect(valuesOf({ ledger }, 'market')).toEqual([1200, 910]);
  });

  test('a deposit of the first day counts for a trade of that day, one of the next day does not', () => {
    const day = (date: string) => `${HEADER}\n2024-01-03,,buy,ACME,1,50\n${date},,deposit,,,,1000`;
    expect(valuesOf({ ledger: day('2024-01-03') }, 'realized')).toEqual([1000]);
    expect(valuesOf({ ledger: day('2024-01-04') }, 'realized')).toEqual([0]);
  });

  test('with times, counts what came before the opening instant and nothing after it', () => {
    const ledger = `${HEADER}
      2024-01-02,09:00,deposit,,,,1000
      2024-01-03,09:30,buy,BOLT,10,20
      2024-01-03,10:00,sell,BOLT,10,25
      2024-01-03,11:00,buy,ACME,1,50
      2024-01-03,12:00,deposit,,,,500
      2024-01-03,13:00,dividend,BOLT,,,7
      2024-01-03,14:00,sell,ACME,1,40
      2024-01-03,14:30,withdrawal,,,,-100
      2024-01-03,15:00,buy,ACME,1,45`;
    // 1000 + 50; then + 500 + 7 − 10 − 100.
    expect(valuesOf({ ledger, accounts: NEW_YORK }, 'realized')).toEqual([1050, 1447]);
  });

  test('a deposit at the very instant counts, a result of that instant does not', () => {
    const ledger = `${HEADER}
      2024-01-02,09:00,deposit,,,,1000
      2024-01-03,10:00,deposit,,,,200
      2024-01-03,10:00,dividend,BOLT,,,7
      2024-01-03,10:00,buy,ACME,1,50`;
    expect(valuesOf({ ledger, accounts: NEW_YORK }, 'realized')).toEqual([1200]);
  });

  test('times of two accounts compare by the instant, not by the clock on the wall', () => {
    // 15:00 in Berlin is 09:00 in New York: before 10:00 there, though the clock says more.
    const ledger = `${HEADER}
      2024-01-02,09:00,deposit,,,,1000,us,USD
      2024-01-03,15:00,deposit,,,,200,de,USD
      2024-01-03,17:00,deposit,,,,400,de,USD
      2024-01-03,10:00,buy,ACME,1,50,,us,USD`;
    const accounts = `name,type,currency,time_zone,calendar
      us,margin,USD,America/New_York,XNYS
      de,margin,USD,Europe/Berlin,XETR`;
    expect(valuesOf({ ledger, accounts }, 'realized')).toEqual([1200]);
    expect(valuesOf({ ledger, accounts }, 'realized', 'ACME', 'us')).toEqual([1000]);
  });

  test('units that came in kind count at their cost', () => {
    const files = {
      ledger: `${HEADER}
        2024-01-02,,opening,,,,1000
        2024-01-02,,opening,BOLT,10,20
        2024-01-04,,transfer_in,COIL,5,10
        2024-01-04,,buy,ACME,1,50`,
      prices: 'date,symbol,price\n2024-01-02,BOLT,25\n2024-01-03,COIL,30',
    };
    // 1000 + 200 + 50.
    expect(valuesOf(files, 'realized')).toEqual([1250]);
    // On the market basis 1000 + 250 + 150, all at the close before.
    expect(valuesOf(files, 'market')).toEqual([1400]);
  });

  test('a move between two accounts changes nothing of both together, and is a flow of each', () => {
    const ledger = `${HEADER}
      2024-01-02,,deposit,,,,1000,a
      2024-01-03,,transfer_out,,,,-400,a
      2024-01-03,,transfer_in,,,,400,b
      2024-01-03,,buy,ACME,1,50,,b
      2024-01-03,,buy,ACME,1,50,,a`;
    expect(valuesOf({ ledger }, 'realized')).toEqual([1000, 1000]);
    expect(valuesOf({ ledger }, 'realized', 'ACME', 'b')).toEqual([400]);
    // An untimed outflow counts at the end of its day.
    expect(valuesOf({ ledger }, 'realized', 'ACME', 'a')).toEqual([1000]);
  });

  test('what rates did to foreign cash counts, what they did to foreign units still held does not', () => {
    const files = {
      ledger: `date,type,symbol,quantity,price,amount,currency,to_amount,to_currency
        2024-01-02,deposit,,,,1000,USD
        2024-01-03,fx,,,,-550,USD,500,EUR
        2024-01-03,buy,BOLT,10,40,,EUR
        2024-01-05,buy,ACME,1,50,,USD`,
      rates: 'date,pair,rate\n2024-01-02,EURUSD,1.10\n2024-01-04,EURUSD,1.20',
    };
    // 450 USD, 100 EUR at 1.20, 400 EUR of BOLT at the 1.10 of their purchase.
    expect(valuesOf(files, 'realized')).toEqual([1010]);
    expect(valuesOf(files, 'market')).toEqual([1050]);
  });

  test('the costs of a purchase are realized at once when they are lines of their own, and later when capitalized', () => {
    const ledger = `${HEADER}
      2024-01-02,,deposit,,,,1000
      2024-01-03,,buy,BOLT,10,20,,,,5
      2024-01-04,,buy,ACME,1,50`;
    expect(valuesOf({ ledger, conventions: { fees: 'expense' } }, 'realized')).toEqual([995]);
    expect(valuesOf({ ledger, conventions: { fees: 'capitalize' } }, 'realized')).toEqual([1000]);
    const sameDay = `${HEADER}
      2024-01-02,09:00,deposit,,,,1000
      2024-01-03,09:40,buy,BOLT,10,20,,,,5
      2024-01-03,09:50,sell,BOLT,5,30,,,,1
      2024-01-03,10:00,buy,ACME,1,50`;
    // 1000 + 50 − 5 − 1; or with half of the 5 still in the cost of what is held.
    expect(valuesOf({ ledger: sameDay, conventions: { fees: 'expense' } }, 'realized')).toEqual([1044]);
    expect(valuesOf({ ledger: sameDay, conventions: { fees: 'capitalize' } }, 'realized')).toEqual([1046.5]);
  });

  test('of one account leaves out what rates did in another, and of futures nothing has a cost that rates could move', () => {
    const files = {
      ledger: `date,type,symbol,quantity,price,amount,account,currency
        2024-01-02,deposit,,,,1000,a,EUR
        2024-01-02,deposit,,,,1000,b,EUR
        2024-01-03,buy,BOLT,5,100,,b,EUR
        2024-01-03,buy,FUT,5,100,,a,EUR
        2024-01-05,buy,ACME,1,50,,a,EUR`,
      rates: 'date,pair,rate\n2024-01-02,EURUSD,1.10\n2024-01-04,EURUSD,1.20',
      instruments: 'symbol,kind,currency\nFUT,future,EUR',
    };
    // a: 1000 EUR at 1.20; b: 500 EUR at 1.20 and 500 at the 1.10 of their purchase.
    expect(valuesOf(files, 'realized', 'ACME', 'a')).toEqual([1200]);
    expect(valuesOf(files, 'realized')).toEqual([1200 + 600 + 550]);
  });
});

describe('the account value at entry, on the market basis', () => {
  const BOLT = `${HEADER}
    2024-01-02,09:00,deposit,,,,1000
    2024-01-02,10:00,buy,BOLT,10,20
    2024-01-04,TIME,buy,ACME,1,50`;
  const prices = 'date,symbol,price\n2024-01-02,BOLT,21\n2024-01-03,BOLT,23\n2024-01-04,BOLT,29';
  const at = (time: string) =>
    valuesOf({ ledger: BOLT.replace('TIME', time), prices, accounts: NEW_YORK }, 'market');

  test('a trade with a date only is measured at the previous close', () => {
    expect(at('')).toEqual([800 + 230]);
  });

  test('a trade within the session is measured at the previous close, one after it at that of the day', () => {
    expect(at('15:59')).toEqual([800 + 230]);
    expect(at('16:00')).toEqual([800 + 230]);
    expect(at('16:30')).toEqual([800 + 290]);
  });

  test('what was bought and sold earlier that day counts at the last price before', () => {
    const ledger = `${HEADER}
      2024-01-02,09:00,deposit,,,,1000
      2024-01-04,09:45,buy,BOLT,10,24,,,,1
      2024-01-04,10:00,buy,ACME,1,50
      2024-01-04,15:00,sell,BOLT,10,28,,,,1
      2024-01-04,17:00,buy,ACME,1,51`;
    const files = { ledger, prices, accounts: NEW_YORK };
    // 10:00: cash 1000 − 241, BOLT at the close of the 3rd, 23. The second buy of ACME adds to the first trade.
    expect(valuesOf(files, 'market')).toEqual([759 + 230]);
    // On the realized basis only the fee is gone.
    expect(valuesOf(files, 'realized')).toEqual([999]);
  });

  test('after the close, what came later that day is left out', () => {
    const ledger = `${HEADER}
      2024-01-02,09:00,deposit,,,,1000
      2024-01-02,10:00,buy,BOLT,10,20
      2024-01-04,16:30,buy,ACME,1,50,,,,2
      2024-01-04,17:00,buy,BOLT,10,30
      2024-01-04,18:00,deposit,,,,500`;
    expect(valuesOf({ ledger, prices, accounts: NEW_YORK }, 'market')).toEqual([800 + 290]);
  });

  test('a split of that morning changes no value', () => {
    const ledger = `date,time,type,symbol,quantity,price,amount,ratio
      2024-01-02,09:00,deposit,,,,1000
      2024-01-04,09:00,split,BOLT,,,,2
      2024-01-04,09:45,buy,BOLT,10,12
      2024-01-04,10:00,buy,ACME,1,50`;
    // 10 new units cost 120; the close of 23 was for one old unit, 11.50 for a new one: 880 + 115.
    const opened = ledger.replace('2024-01-04,09:00', '2024-01-02,10:00,buy,BOLT,2,20\n2024-01-04,09:00');
    // 2 old BOLT bought at 20: cash 1000 − 40 − 120 = 840; 4 + 10 new units at 11.50 = 161.
    expect(valuesOf({ ledger: opened, prices, accounts: NEW_YORK }, 'market')).toEqual([840 + 161]);
  });

  test('a spin-off of that morning changes no value, whatever the new units cost before', () => {
    const files = {
      ledger: `date,time,type,symbol,quantity,price,amount,to_symbol,to_quantity,cost_fraction
        2024-01-02,09:00,deposit,,,,1000
        2024-01-02,10:00,buy,BOLT,10,20
        2024-01-04,09:00,spinoff,BOLT,,,,COIL,5,0.2
        2024-01-04,10:00,buy,ACME,1,50`,
      prices: `${prices}\n2024-01-03,COIL,8`,
      accounts: NEW_YORK,
    };
    expect(valuesOf(files, 'market')).toEqual([800 + 230]);
  });

  test('a future counts by its gain', () => {
    const files = {
      ledger: `${HEADER}
        2024-01-02,09:00,deposit,,,,10000
        2024-01-03,10:00,buy,ESH4,1,4700,,,,2
        2024-01-04,09:40,buy,ESH4,1,4705,,,,2
        2024-01-04,10:00,buy,ACME,1,50`,
      prices: 'date,symbol,price\n2024-01-03,ESH4,4710',
      instruments: 'symbol,kind,currency,multiplier\nESH4,future,USD,50',
      accounts: NEW_YORK,
    };
    // 9998 + 50·10 at the close; then a fee of 2 and 50·(4710 − 4705).
    expect(valuesOf(files, 'market')).toEqual([9998 + 500 - 2 + 250]);
    expect(valuesOf(files, 'realized')).toEqual([9996]);
  });
});
