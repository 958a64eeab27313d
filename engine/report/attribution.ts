import type { Day } from '../calendar/index.ts';
import type { InstrumentLookup } from '../ledger/index.ts';
import { type Attribution, attribute } from '../returns/index.ts';
import type { DailyColumns } from '../valuation/daily-columns.ts';
import type { History } from '../valuation/history.ts';
import { IN_TRANSIT } from '../valuation/positions.ts';
import { PNL_PARTS } from './period.ts';

/** What a result is taken apart by. */
export const ATTRIBUTED_BY = ['symbol', 'account', 'currency', 'sector', 'source'] as const;

export type AttributedBy = (typeof ATTRIBUTED_BY)[number];

/** The part of what belongs to no instrument: interest, account fees, exchange results, rounding. */
const CASH = 'cash';
/** The part of instruments whose sector no file states. */
const NO_SECTOR = 'unknown';

export interface AttributionRequest {
  readonly from: Day;
  readonly to: Day;
  readonly by: AttributedBy;
  /** One account; the whole portfolio when absent. */
  readonly account?: string;
}

/**
 * The P&L of from…to, both included, in parts that sum to it to the minor unit. Contributions are measured on the
 * equity before `from`.
 */
export function attributeProfit(
  history: History,
  instruments: InstrumentLookup,
  request: AttributionRequest,
): Attribution {
  const { from, to, account } = request;
  const whole = history.columns(account);
  const range: Range = [from - whole.first, to - whole.first];
  const total = sum(whole.pnl, range);
  const amounts = partsOf(history, instruments, request, whole, range, total);
  const parts = [...amounts].map(([name, amount]) => ({ name, amount: amount + 0 }));
  const before = range[0] === 0 ? whole.opening : whole.equity[range[0] - 1];
  return attribute(total, parts, before > 0 ? before : null);
}

type Range = readonly [first: number, last: number];

function sum(column: Float64Array, [first, last]: Range): number {
  let total = 0;
  for (let day = first; day <= last; day++) total += column[day];
  return total + 0;
}

function partsOf(
  history: History,
  instruments: InstrumentLookup,
  { from, to, by, account }: AttributionRequest,
  whole: DailyColumns,
  range: Range,
  total: number,
): Map<string, number> {
  if (by === 'source') return bySource(whole, range);
  if (by === 'account') return byAccount(history, account, range, total);
  const parts = new Map<string, number>();
  const profits = history.profits(from, to, account);
  let rest = total;
  for (const symbol of history.symbols) {
    const amount = profits.get(symbol) ?? 0;
    const name = nameOf(history, instruments, by, symbol);
    parts.set(name, (parts.get(name) ?? 0) + amount);
    rest -= amount;
  }
  return parts.set(CASH, (parts.get(CASH) ?? 0) + rest);
}

function nameOf(history: History, instruments: InstrumentLookup, by: AttributedBy, symbol: string): string {
  if (by === 'symbol') return symbol;
  return by === 'currency' ? history.currencyOf(symbol) : (instruments(symbol)?.sector ?? NO_SECTOR);
}

function byAccount(
  history: History,
  account: string | undefined,
  range: Range,
  total: number,
): Map<string, number> {
  const names = account === undefined ? history.accounts : [account];
  const parts = new Map(names.map((name) => [name, sum(history.columns(name).pnl, range)]));
  const rest = [...parts.values()].reduce((left, amount) => left - amount, total);
  return rest === 0 ? parts : parts.set(IN_TRANSIT, rest);
}

function bySource(whole: DailyColumns, range: Range): Map<string, number> {
  const [first, last] = range;
  const parts = new Map<string, number>();
  for (const source of PNL_PARTS) {
    // The gain that units brought along, and costs, are taken off the result.
    const sign = source === 'transferredGain' || source === 'fees' || source === 'taxes' ? -1 : 1;
    parts.set(source, sign * sum(whole[source], range));
  }
  parts.set('unrealized', whole.unrealized[last] - (first === 0 ? 0 : whole.unrealized[first - 1]));
  return parts;
}
