import { describe, expect, test } from 'vitest';
import { addDays, type Day, parseDay } from '../calendar/index.ts';
import type { DailyColumns } from '../valuation/daily-columns.ts';
import { accountValueAt, type OpeningMoney, startingBalance, valueTotals } from './account-value.ts';

const FIRST = parseDay('2024-01-02') as Day;

type Filled = Partial<Record<Exclude<keyof DailyColumns, 'first' | 'length' | 'opening'>, number[]>>;

/** Columns in cents, made by hand; what is not given is zero on every day. */
function columns(length: number, opening: number, filled: Filled): DailyColumns {
  const column = (name: keyof Filled) => Float64Array.from({ length }, (_, i) => filled[name]?.[i] ?? 0);
  return {
    first: FIRST,
    length,
    opening,
    equity: column('equity'),
    cash: column('cash'),
    longValue: column('longValue'),
    shortValue: column('shortValue'),
    unrealized: column('unrealized'),
    unreconciled: column('unreconciled'),
    deposits: column('deposits'),
    withdrawals: column('withdrawals'),
    transfersIn: column('transfersIn'),
    transfersOut: column('transfersOut'),
    netFlow: column('netFlow'),
    pnl: column('pnl'),
    realized: column('realized'),
    transferredGain: column('transferredGain'),
    income: column('income'),
    fees: column('fees'),
    taxes: column('taxes'),
    fx: column('fx'),
    unexplained: column('unexplained'),
    stale: column('stale'),
    estimated: column('estimated'),
  };
}

const CASH_ONLY: OpeningMoney = { cash: 1_000_000, unitsAtCost: 0, named: { by: 'opening' } };

/**
 * The example of the growth figures: 10,000 to begin with; day 1: a gain of 2,800 is realized and another 400 is
 * open; day 2: 500 come in; day 3: 800 go out. Equity 13,200, 13,700, 12,900; without the open 400: 12,500.
 */
const GROWTH = columns(3, 1_000_000, {
  equity: [1_320_000, 1_370_000, 1_290_000],
  longValue: [500_000, 500_000, 500_000],
  unrealized: [40_000, 40_000, 40_000],
  netFlow: [0, 50_000, -80_000],
});

describe('account value', () => {
  const totals = valueTotals(GROWTH, CASH_ONLY, 2, null);

  test('on the realized basis it is starting balance + realized result + net flows: 10000 + 2800 + 500 − 800', () => {
    const starting = startingBalance(totals, 'realized', null);
    expect(accountValueAt(totals, addDays(FIRST, 2), 'realized', starting)).toEqual({
      value: 1_250_000,
      startingBalance: 1_000_000,
      result: 280_000,
      netFlow: -30_000,
    });
  });

  test('on the market basis it is the equity, gains of open positions included', () => {
    const starting = startingBalance(totals, 'market', null);
    for (const day of [0, 1, 2]) {
      expect(accountValueAt(totals, addDays(FIRST, day), 'market', starting)?.value).toBe(GROWTH.equity[day]);
    }
  });

  test('a changed starting balance moves every value by the difference and nothing else', () => {
    const before = startingBalance(totals, 'realized', null);
    const after = startingBalance(totals, 'realized', 2_500_000);
    for (const day of [0, 1, 2]) {
      const was = accountValueAt(totals, addDays(FIRST, day), 'realized', before);
      const is = accountValueAt(totals, addDays(FIRST, day), 'realized', after);
      expect((is?.value ?? 0) - (was?.value ?? 0)).toBe(1_500_000);
      expect(is).toMatchObject({ result: was?.result, netFlow: was?.netFlow, startingBalance: 2_500_000 });
    }
  });

  test('the opening is there before the first day; before that no value is known; after the last the last holds', () => {
    const starting = startingBalance(totals, 'realized', null);
    expect(accountValueAt(totals, addDays(FIRST, -1), 'realized', starting)?.value).toBe(1_000_000);
    expect(accountValueAt(totals, addDays(FIRST, -2), 'realized', starting)).toBeNull();
    expect(accountValueAt(totals, addDays(FIRST, 400), 'realized', starting)?.value).toBe(1_250_000);
  });

  test('what a broker reports beyond the ledger counts on the market basis alone', () => {
    const reported = columns(1, 1_000_000, { equity: [1_000_700], unreconciled: [700] });
    const found = valueTotals(reported, CASH_ONLY, 2, null);
    const starting = startingBalance(found, 'market', null);
    expect(accountValueAt(found, FIRST, 'market', starting)?.value).toBe(1_000_700);
    expect(accountValueAt(found, FIRST, 'realized', starting)?.value).toBe(1_000_000);
  });

  test('opening units count at cost on the realized basis and at market on the market basis', () => {
    // 10 units that cost 50.00 each, worth 70.00: opening 700.00 at market, 500.00 at cost; transferred gain 200.00.
    const units = columns(1, 70_000, {
      equity: [70_000],
      longValue: [70_000],
      unrealized: [20_000],
      transferredGain: [20_000],
    });
    const found = valueTotals(units, { cash: 0, unitsAtCost: 50_000, named: { by: 'opening' } }, 2, null);
    const values = (['realized', 'market'] as const).map((basis) =>
      accountValueAt(found, FIRST, basis, startingBalance(found, basis, null)),
    );
    expect(values).toEqual([
      { value: 50_000, startingBalance: 50_000, result: 0, netFlow: 0 },
      { value: 70_000, startingBalance: 70_000, result: 0, netFlow: 0 },
    ]);
  });

  test('units that come in later are a flow at cost on the realized basis', () => {
    const units = columns(2, 100_000, {
      equity: [100_000, 170_000],
      longValue: [0, 70_000],
      unrealized: [0, 20_000],
      netFlow: [0, 70_000],
      transferredGain: [0, 20_000],
    });
    const found = valueTotals(units, { cash: 100_000, unitsAtCost: 0, named: { by: 'opening' } }, 2, null);
    const starting = startingBalance(found, 'realized', null);
    expect(accountValueAt(found, addDays(FIRST, 1), 'realized', starting)).toMatchObject({
      value: 150_000,
      netFlow: 50_000,
      result: 0,
    });
  });

  test('what a rate did to the cost of what is still held is not realized', () => {
    // 100.00 foreign bought at 1.00, rate now 1.10: worth 110.00 in base, of which nothing is an unrealized gain in
    // the instrument's currency; the cost in base stays 100.00.
    const foreign = columns(1, 10_000, { equity: [11_000], longValue: [11_000], fx: [1_000] });
    const opening: OpeningMoney = { cash: 10_000, unitsAtCost: 0, named: { by: 'opening' } };
    const found = valueTotals(foreign, opening, 2, Float64Array.of(1_000));
    const starting = startingBalance(found, 'realized', null);
    expect(accountValueAt(found, FIRST, 'realized', starting)?.value).toBe(10_000);
    expect(accountValueAt(found, FIRST, 'market', starting)?.value).toBe(11_000);
  });
});

describe('starting balance', () => {
  test('without opening events it is the net flows of the first day that has any', () => {
    const flows = columns(3, 0, { equity: [0, 90_000, 140_000], netFlow: [0, 90_000, 50_000] });
    const named = { by: 'flows', firstDay: addDays(FIRST, 1) } as const;
    const totals = valueTotals(flows, { cash: 0, unitsAtCost: 0, named }, 2, null);
    const starting = startingBalance(totals, 'realized', null);
    expect(starting).toMatchObject({ amount: 90_000, source: 'first_flows', day: addDays(FIRST, 1) });
    expect(accountValueAt(totals, FIRST, 'realized', starting)).toMatchObject({
      value: 0,
      startingBalance: 0,
      netFlow: 0,
    });
    expect(accountValueAt(totals, addDays(FIRST, 2), 'realized', starting)).toEqual({
      value: 140_000,
      startingBalance: 90_000,
      result: 0,
      netFlow: 50_000,
    });
  });

  test('where the ledger names no money it is 10,000 of base, and marked as assumed', () => {
    const trades = columns(1, 0, { equity: [-5_000], cash: [-5_000] });
    const nothing: OpeningMoney = { cash: 0, unitsAtCost: 0, named: { by: 'nothing' } };
    const totals = valueTotals(trades, nothing, 2, null);
    const starting = startingBalance(totals, 'realized', null);
    expect(starting).toMatchObject({ amount: 1_000_000, source: 'assumed' });
    expect(accountValueAt(totals, FIRST, 'realized', starting)?.value).toBe(995_000);
    const yen = valueTotals(trades, nothing, 0, null);
    expect(startingBalance(yen, 'market', null).amount).toBe(10_000);
  });

  test('one that is set replaces the opening cash and leaves opening positions', () => {
    const mixed = columns(1, 170_000, {
      equity: [170_000],
      longValue: [70_000],
      unrealized: [20_000],
      transferredGain: [20_000],
    });
    const totals = valueTotals(
      mixed,
      { cash: 100_000, unitsAtCost: 50_000, named: { by: 'opening' } },
      2,
      null,
    );
    const starting = startingBalance(totals, 'realized', 300_000);
    expect(starting).toMatchObject({ amount: 350_000, source: 'set' });
    expect(accountValueAt(totals, FIRST, 'realized', starting)?.value).toBe(350_000);
  });

  test('one that is set comes before the first flows, which stay flows', () => {
    const flows = columns(1, 0, { equity: [90_000], netFlow: [90_000] });
    const named = { by: 'flows', firstDay: FIRST } as const;
    const totals = valueTotals(flows, { cash: 0, unitsAtCost: 0, named }, 2, null);
    const starting = startingBalance(totals, 'realized', 1_000_000);
    expect(accountValueAt(totals, FIRST, 'realized', starting)).toEqual({
      value: 1_090_000,
      startingBalance: 1_000_000,
      result: 0,
      netFlow: 90_000,
    });
  });
});
