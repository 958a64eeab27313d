import { describe, expect, test } from 'vitest';
import { civil } from '../../engine/calendar/index.ts';
import { xirr } from '../../engine/returns/index.ts';
import { closes, dividends, HISTORY_NEEDED, HISTORY_PRESENT, splits } from './market-history.ts';

/** Computed once by bisection from the prices of QuantConnect/Lean (Apache-2.0). */
const CASES = [
  {
    id: 'real-dca-spy-2007-2012',
    symbol: 'SPY',
    from: '2007-01-01',
    to: '2012-12-31',
    purchases: 72,
    quantity: 597.51929356,
    dividends: 4961.059027,
    finalValue: 85158.449719,
    rate: 0.076489889,
  },
  {
    id: 'real-dca-ibm-2010-2019',
    symbol: 'IBM',
    from: '2010-01-01',
    to: '2019-12-31',
    purchases: 120,
    quantity: 757.43940962,
    dividends: 19820.581798,
    finalValue: 101527.178465,
    rate: 0.0024431817,
  },
];

/** 1,000 buys fractional shares at the first close of each month; dividends are paid out on their ex-date. */
function monthlyPlan(symbol: string, from: string, to: string) {
  const ratio = new Map(splits(symbol).map(({ day, amount }) => [day, amount]));
  const perShare = new Map(dividends(symbol).map(({ day, amount }) => [day, amount]));
  const days: number[] = [];
  const amounts: number[] = [];
  let quantity = 0;
  let paidOut = 0;
  let purchases = 0;
  let month = 0;
  let value = 0;
  for (const { day, close } of closes(symbol, from, to)) {
    const dividend = quantity * (ratio.get(day) ?? 1) * (perShare.get(day) ?? 0);
    quantity *= ratio.get(day) ?? 1;
    paidOut += dividend;
    days.push(day);
    amounts.push(dividend);
    if (civil(day).month !== month) {
      month = civil(day).month;
      quantity += 1000 / close;
      purchases++;
      days.push(day);
      amounts.push(-1000);
    }
    value = quantity * close;
  }
  days.push(days[days.length - 1] ?? 0);
  amounts.push(value);
  return { days, amounts, quantity, paidOut, purchases, value };
}

describe.skipIf(!HISTORY_PRESENT)(`monthly purchases of a real share (${HISTORY_NEEDED})`, () => {
  test.each(CASES)('$id: $rate a year', (one) => {
    const plan = monthlyPlan(one.symbol, one.from, one.to);
    expect(plan.purchases).toBe(one.purchases);
    expect(plan.quantity).toBeCloseTo(one.quantity, 7);
    expect(plan.paidOut).toBeCloseTo(one.dividends, 5);
    expect(plan.value).toBeCloseTo(one.finalValue, 5);
    const { rate, roots } = xirr(plan);
    expect(rate).toBeCloseTo(one.rate, 7);
    expect(roots).toHaveLength(1);
  });
});
