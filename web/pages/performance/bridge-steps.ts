import type { Attribution } from '@tidemark/contract';

/** A step of the way from the value at the start to that at the end. */
export interface BridgeStep {
  readonly name: string;
  readonly value: number;
  readonly isTotal: boolean;
}

/** The parts of a result, as `by=source` names them. */
const SOURCES: Readonly<Record<string, string>> = {
  realized_pnl: 'Closed gains',
  unrealized_pnl: 'Open gains',
  transferred_gain: 'Gain moved in',
  income: 'Income',
  fees: 'Fees',
  taxes: 'Taxes',
  fx_pnl: 'Currencies',
  unexplained: 'Unexplained',
};

/** Start, flows, result by source, end; the steps sum to the end to the minor unit, and those of zero are left out. */
export function bridgeSteps(attribution: Attribution): BridgeStep[] {
  const { start_value, deposits, withdrawals, transfers, end_value, items } = attribution;
  const steps = [
    { name: 'Deposits', value: deposits },
    { name: 'Withdrawals', value: -withdrawals },
    { name: 'Transfers', value: transfers },
    ...items.map(({ name, pnl }) => ({ name: SOURCES[name] ?? name, value: pnl })),
  ];
  return [
    { name: 'Start', value: start_value, isTotal: true },
    ...steps.filter(({ value }) => value !== 0).map((step) => ({ ...step, isTotal: false })),
    { name: 'End', value: end_value, isTotal: true },
  ];
}
