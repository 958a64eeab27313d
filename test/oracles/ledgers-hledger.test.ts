import { describe, expect, test } from 'vitest';
import { addDays, xirr } from '../../engine/index.ts';
import {
  expectedOf,
  LEDGERS_NEEDED,
  LEDGERS_PRESENT,
  type NeutralRow,
  neutralLedger,
  textOf,
  transactions,
} from './ledger-files.ts';
import { dayOf, Portfolio } from './portfolio.ts';

type RoiRow = {
  begin: string;
  end: string;
  valueBegin: number;
  cashflow: number;
  valueEnd: number;
  pnl: number;
  irr: number;
  twr: number;
};

/** hledger 1.25 `roi` prints percentages to two digits. */
const TOLERANCE = 5.1e-5;

/** Internal rates besides to where its search ends: Ridders' method, to an absolute 0.00001. */
const IRR_TOLERANCE = TOLERANCE + 1e-5;

/** Half a cent in each of the positions held. */
const halfCents = (positions: number): number => 0.005 * positions + 1e-9;

const near = (found: number | null, expected: number, tolerance: number) =>
  expect(Math.abs((found ?? Number.NaN) - expected), `${found} for ${expected}`).toBeLessThanOrEqual(
    tolerance,
  );

function checkAmounts(portfolio: Portfolio, row: RoiRow, positions: number): void {
  const { summary } = portfolio.report(row.begin, row.end);
  near(portfolio.amount(summary.opening), row.valueBegin, halfCents(positions));
  near(portfolio.amount(summary.netFlow), row.cashflow, 1e-9);
  near(portfolio.amount(summary.equity), row.valueEnd, halfCents(positions));
  near(portfolio.amount(summary.totalPnl), row.pnl, 2 * halfCents(positions));
}

/**
 * simonmichael/hledger@2b28a75, examples/investing/roi-unrealised.ledger (GPL-3.0): Royal Bank of Canada, bought with
 * money paid in on 2014-12-31; its dividends stay in the account.
 */
describe.skipIf(!LEDGERS_PRESENT)(`one share and its dividends in hledger (${LEDGERS_NEEDED})`, () => {
  const LEDGER = 'hledger-rbc';
  type Expected = {
    yearly: RoiRow[];
    total: RoiRow[];
    upstreamDocumentedTotal: { twrPeriod: number; twrYear: number; irr: number };
  };
  const expected = LEDGERS_PRESENT ? expectedOf<Expected>(LEDGER) : null;
  const periods = [...(expected?.yearly ?? []), ...(expected?.total ?? [])];
  const held = () =>
    new Portfolio(
      { ledger: neutralLedger(transactions(LEDGER)), prices: textOf(LEDGER, 'prices.csv') },
      { base: 'CAD' },
    );

  test.each(periods)('$begin to $end: $valueBegin becomes $valueEnd, $irr and $twr a year', (row) => {
    const portfolio = held();
    checkAmounts(portfolio, row, 1);
    const { performance } = portfolio.report(row.begin, row.end);
    near(performance.xirr, row.irr, IRR_TOLERANCE);
    near(performance.twrAnnualized, row.twr, TOLERANCE);
  });

  test('57.82 % in four years are 12.07 % a year, as its documentation says', () => {
    const { performance } = held().report('2015-01-01', '2018-12-31');
    const { twrPeriod, twrYear, irr } = (expected as Expected).upstreamDocumentedTotal;
    near(performance.twr, twrPeriod, TOLERANCE);
    near(performance.twrAnnualized, twrYear, TOLERANCE);
    near(performance.xirr, irr, TOLERANCE);
  });

  test('the leap year 2016 returned 32.06 %, which is 31.96 % in 365 days', () => {
    const { performance } = held().report('2016-01-01', '2016-12-31');
    near(performance.twr, 0.3206, TOLERANCE);
    near(performance.twrAnnualized, 0.3196, TOLERANCE);
  });
});

type YearEnd = {
  date: string;
  cash: string;
  quantities: Record<string, string>;
  marketValue: string;
  cumulativeTwrDailyEndOfDayFlows: number;
};

/**
 * Monthly purchases of SPY and IBM from 2015 to 2019 by rule, on the real prices and dividends of QuantConnect/Lean
 * (Apache-2.0), with two withdrawals; returns by hledger 1.25 and by a routine of its own.
 */
describe.skipIf(!LEDGERS_PRESENT)(`monthly purchases of SPY and IBM (${LEDGERS_NEEDED})`, () => {
  const LEDGER = 'real-spy-ibm-2015-2019';
  type Expected = {
    hledgerYearly: RoiRow[];
    hledgerTotal: RoiRow[];
    yearEnds: YearEnd[];
    own: { xirrToLastTradingDay: number; twrDailyEndOfDayFlows: number };
  };
  const expected = LEDGERS_PRESENT ? expectedOf<Expected>(LEDGER) : null;
  const years = expected?.hledgerYearly ?? [];
  const total = expected?.hledgerTotal ?? [];
  const yearEnds = expected?.yearEnds ?? [];
  const held = (rows = transactions(LEDGER)) =>
    new Portfolio({ ledger: neutralLedger(rows), prices: textOf(LEDGER, 'prices.csv') });

  test.each([...years, ...total])('$begin to $end: value, flows and result', (row) => {
    checkAmounts(held(), row, 2);
  });

  test.each(yearEnds)('on $date: cash $cash, units and market value $marketValue', (row) => {
    const portfolio = held();
    expect(portfolio.figure('cash', row.date)).toBe(Number(row.cash));
    for (const [symbol, quantity] of Object.entries(row.quantities)) {
      expect(portfolio.quantity(symbol, row.date)).toBe(Number(quantity));
    }
    near(portfolio.figure('equity', row.date), Number(row.marketValue), halfCents(2));
  });

  // hledger counts a flow at the price of its day: it shares in nothing of that day, and so it is with flows at its end.
  test.each(years.slice(1))('time-weighted return of $begin to $end: $twr a year', (row) => {
    const { performance } = held().report(row.begin, row.end, { flows: 'end' });
    near(performance.twrAnnualized, row.twr, TOLERANCE);
  });

  /** All amounts and units a million times as large: what rounding to the cent does is beyond the eighth digit. */
  const magnified = () => {
    const times = (text: string | undefined) => (text ? (Number(text) * 1e6).toFixed(2) : '');
    return held(
      transactions(LEDGER).map(
        (row): NeutralRow => ({
          ...row,
          quantity: times(row.quantity),
          amount: times(row.amount),
          fee: times(row.fee),
        }),
      ),
    );
  };

  /**
   * With flows at the end of their day nothing is invested when the first one comes: that day has no return by our rule,
   * though two fees of 1.00 were paid of its 1,000.00. The other routines count them: 998.00 ÷ 1,000 − 1.
   */
  const firstDay = (portfolio: Portfolio) => {
    const { columns } = portfolio.report('2015-01-02', '2015-01-02').period;
    return (columns.equity[0] ?? Number.NaN) / (columns.deposits[0] ?? Number.NaN);
  };

  test.each(yearEnds)(
    'up to $date: $cumulativeTwrDailyEndOfDayFlows, with the fees of the first day',
    (row) => {
      const portfolio = magnified();
      const { performance, problems } = portfolio.report('2015-01-02', row.date, { flows: 'end' });
      expect(problems.map(({ code }) => code)).toContain('return_undefined');
      const whole = (1 + (performance.twr ?? Number.NaN)) * firstDay(portfolio) - 1;
      near(whole, row.cumulativeTwrDailyEndOfDayFlows, 1e-8);
    },
  );

  test('by our rule the first year is −4.63 % with flows at the end of the day, −4.82 % with those fees', () => {
    const portfolio = held();
    const { performance } = portfolio.report('2015-01-02', '2015-12-31', { flows: 'end' });
    near(performance.twr, -0.046285, 1e-6);
    const whole = (1 + (performance.twr ?? Number.NaN)) * firstDay(portfolio);
    near(whole - 1, years[0]?.twr ?? Number.NaN, TOLERANCE);
  });

  test('by our default convention, in at the start of the day and out at its end, the fees count: −5.08 %', () => {
    const { performance, problems } = held().report('2015-01-02', '2015-12-31');
    near(performance.twr, -0.050757, 1e-6);
    expect(problems.map(({ code }) => code)).not.toContain('return_undefined');
  });

  test.each(total)('all five years: $twr a year', (row) => {
    const portfolio = held();
    const { performance } = portfolio.report('2015-01-02', row.end, { flows: 'end' });
    const whole = (1 + (performance.twr ?? Number.NaN)) * firstDay(portfolio);
    near(whole ** (365 / 1826) - 1, row.twr, TOLERANCE);
    near(whole - 1, (expected as Expected).own.twrDailyEndOfDayFlows, 1e-5);
  });

  test('money-weighted return to the last trading day: 8.09 %', () => {
    const { performance } = held().report(undefined, '2019-12-31');
    near(performance.xirr, (expected as Expected).own.xirrToLastTradingDay, 1e-7);
  });

  /**
   * hledger receives the last value on the morning after the period, and pays the first on the morning of its first day:
   * a day later than ours, the evening of the last day and of the day before the first. Its flows are on their days.
   */
  function irrByMornings(portfolio: Portfolio, row: RoiRow): number | null {
    const { columns } = portfolio.report(row.begin, row.end).period;
    const days: number[] = [dayOf(row.begin)];
    const amounts: number[] = [-row.valueBegin];
    for (let day = dayOf(row.begin); day <= dayOf(row.end); day = addDays(day, 1)) {
      const flow = columns.netFlow[day - columns.first] ?? 0;
      days.push(day);
      amounts.push(-portfolio.amount(flow));
    }
    days.push(addDays(dayOf(row.end), 1));
    amounts.push(row.valueEnd);
    return xirr({ days, amounts }).rate;
  }

  test.each([...years, ...total])('internal rate of $begin to $end between mornings: $irr', (row) => {
    near(irrByMornings(held(), row), row.irr, IRR_TOLERANCE);
  });

  test('ours are between evenings, by up to 0.03 points of a percent more: 2016 is 18.07 %, not 18.05 %', () => {
    const rates = years.map((row) => held().report(row.begin, row.end).performance.xirr);
    [-0.067828, 0.180703, 0.098851, -0.128444, 0.251888].forEach((rate, i) => {
      near(rates[i] ?? null, rate, 1e-6);
      near(rates[i] ?? null, years[i]?.irr ?? Number.NaN, 3.5e-4);
    });
  });
});
