import type { Attribution } from '@tidemark/contract';

/** A step of the way from the value at the start to that at the end. */
export interface BridgeStep {
  readonly name: string;
  readonly value: number;
  /** A total is a level, a flow came or went, a part was earned or lost. */
  readonly kind: 'total' | 'flow' | 'part';
  /** By which name it explains itself, of the days of the period; absent where it does not. */
  readonly figure?: string;
}

/** The parts of a result, as `by=source` names them, in the order of the page. */
const SOURCES = [
  ['realized_pnl', 'Closed gains'],
  ['unrealized_pnl', 'Open gains'],
  ['transferred_gain', 'Gain moved in'],
  ['income', 'Income'],
  ['fees', 'Fees'],
  ['taxes', 'Taxes'],
  ['fx_pnl', 'Currencies'],
  ['unexplained', 'Unexplained'],
] as const;

/** Start, flows, result by source, end; the steps sum to the end to the minor unit, and those of zero are left out. */
export function bridgeSteps(attribution: Attribution): BridgeStep[] {
  const { start_value, deposits, withdrawals, transfers, end_value, items } = attribution;
  const named = SOURCES.map(([source, name]) => [items.find((item) => item.name === source), name] as const);
  const others = items.filter(({ name }) => SOURCES.every(([source]) => source !== name));
  const steps: readonly BridgeStep[] = [
    { name: 'Deposits', value: deposits, kind: 'flow', figure: 'deposits' },
    { name: 'Withdrawals', value: -withdrawals, kind: 'flow', figure: 'withdrawals' },
    { name: 'Transfers', value: transfers, kind: 'flow' },
    ...named.map(([item, name]) => ({
      ...{ name, value: item?.pnl ?? 0, kind: 'part' as const },
      // Of open gains the step is a change; what explains itself is the level of a day.
      ...(item !== undefined && item.name !== 'unrealized_pnl' && { figure: item.name }),
    })),
    ...others.map(({ name, pnl }) => ({ name, value: pnl, kind: 'part' as const })),
  ];
  return [
    { name: 'Start', value: start_value, kind: 'total' },
    ...steps.filter(({ value }) => value !== 0),
    { name: 'End', value: end_value, kind: 'total', figure: 'equity' },
  ];
}
