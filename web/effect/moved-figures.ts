import type { Effect, Moves } from '@tidemark/contract';
import type { Text } from '../text/index.ts';

/** A figure before and after, as text; `change` says which way it goes. */
export interface MovedRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** `isResult`: more of it is a gain, less a loss. */
  readonly change: { readonly figure: number; readonly text: string; readonly isResult: boolean } | null;
}

const NAMES: Readonly<Record<Moves['figures'][number]['name'], string>> = {
  equity: 'Value today',
  cash: 'Cash',
  long_value: 'Holdings',
  short_value: 'Shorts',
  unrealized_pnl: 'Unrealized',
  deposits: 'Deposits',
  withdrawals: 'Withdrawals',
  pnl: 'Profit and loss',
  realized_pnl: 'Realized',
  income: 'Income',
  fees: 'Fees',
  taxes: 'Taxes',
  fx_pnl: 'Currency gain',
  unexplained: 'Unexplained',
};

const RESULTS: ReadonlySet<string> = new Set([
  'equity',
  'unrealized_pnl',
  'pnl',
  'realized_pnl',
  'income',
  'fx_pnl',
  'unexplained',
]);

/** Everything that a write moves, in words and figures. `currency`: the base currency. */
export function movedRows(effect: Effect, currency: string, text: Text): MovedRow[] {
  const { moves } = effect;
  const cash = moves !== undefined && moves.cash.length > 1 ? moves.cash : [];
  return [
    ...(moves?.figures ?? []).map(({ name, before, after }) => ({
      name: NAMES[name],
      before: text.money(before, currency),
      after: text.money(after, currency),
      change: {
        figure: after - before,
        text: text.change(after - before, currency),
        isResult: RESULTS.has(name),
      },
    })),
    ...cash.map(({ name, before, after }) => ({
      name: `Cash in ${name}`,
      before: text.money(before, name),
      after: text.money(after, name),
      change: null,
    })),
    ...(moves?.holdings ?? []).map(({ name, before, after }) => ({
      name,
      before: text.quantity(before),
      after: text.quantity(after),
      change: null,
    })),
    ...returnRow(effect, text),
  ];
}

function returnRow({ twr_before: before, twr_after: after }: Effect, text: Text): MovedRow[] {
  if (before === after) return [];
  const shown = (ratio: number | null) => text.ratio(ratio, { signed: true });
  const change = before === null || after === null ? null : after - before;
  return [
    {
      name: 'Time-weighted return',
      before: shown(before),
      after: shown(after),
      change: change === null ? null : { figure: change, text: shown(change), isResult: true },
    },
  ];
}
