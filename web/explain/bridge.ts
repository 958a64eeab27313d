import type { Attribution } from '@tidemark/contract';

export interface Step {
  readonly name: string;
  readonly amount: number;
  /** Whether it is money paid in or out, not a result. */
  readonly isFlow?: true;
}

/** The parts of a result, by the names that people know. */
const NAMES: Readonly<Record<string, string>> = {
  realized_pnl: 'Gains closed',
  unrealized_pnl: 'Change of open gains',
  transferred_gain: 'Gains that came with transfers',
  income: 'Dividends and interest',
  fees: 'Fees',
  taxes: 'Taxes',
  fx_pnl: 'Currency rates',
  unexplained: 'Not explained by the ledger',
};

/**
 * From the value before a period to that at its end: money paid in and out, then each part of the result. The steps sum
 * to the difference of the two, in hundredths or whatever the currency has.
 */
export function bridgeSteps(start: number, end: number, { total_pnl: result, items }: Attribution): Step[] {
  const flow = cents(end - start - result);
  const parts = items.map(({ name, pnl }) => ({ name: NAMES[name] ?? name, amount: pnl }));
  return [
    { name: 'Deposits less withdrawals', amount: flow, isFlow: true as const },
    ...parts.filter(({ amount }) => amount !== 0),
  ];
}

/** Sums of amounts in doubles have digits that no amount has. */
const cents = (amount: number): number => Math.round(amount * 1e4) / 1e4 || 0;
