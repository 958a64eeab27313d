import { type Decimal, decimal } from '../../amounts/index.ts';
import { type Day, formatDay } from '../../calendar/index.ts';
import type { DailyColumns } from '../../valuation/daily-columns.ts';
import { History } from '../../valuation/history.ts';
import type { Edit, HistoryInput } from '../../valuation/history-input.ts';
import { type LawCheck, Tally } from './law-check.ts';

/** Draws from 0 to 1, without 1; the caller gives one with a seed. */
export type Draw = () => number;

/**
 * Edits a history `edits` times at random, each time also deriving it anew from the same facts, and takes every edit
 * back. The two must agree bit for bit, and what is taken back must leave no trace. The facts end as they were.
 */
export function checkIncremental(input: HistoryInput, edits: number, draw: Draw): LawCheck[] {
  const agrees = new Tally('an edited history equals one derived anew, bit for bit');
  const undone = new Tally('an edit that is taken back leaves every figure as it was');
  const history = History.open(input);
  const before = snapshot(history);
  for (let k = 0; k < edits && input.order.length > 1; k++) {
    const change = k % 2 === 0 ? eventEdit(input, draw) : priceEdit(input, draw);
    if (change === null) continue;
    history.apply(change.edit);
    const anew = History.open({ ...input, order: change.order });
    agrees.check(same(snapshot(history), snapshot(anew)), () => change.what);
    history.apply(change.back);
    undone.check(same(snapshot(history), before), () => change.what);
  }
  return [agrees.result(), undone.result()];
}

interface Change {
  readonly what: string;
  readonly edit: Edit;
  readonly back: Edit;
  /** The order of events while the edit holds. */
  readonly order: Int32Array;
}

/** Takes one event out of the ledger. */
function eventEdit({ table, order }: HistoryInput, draw: Draw): Change {
  const at = Math.floor(draw() * order.length);
  const row = order[at];
  const without = order.filter((_, i) => i !== at);
  return {
    what: `without the ${table.typeOf(row)} of ${formatDay(table.day.values[row] as Day)}`,
    edit: { kind: 'events', order: without, removed: [row], added: [] },
    back: { kind: 'events', order, removed: [], added: [row] },
    order: without,
  };
}

/** Raises the price of one instrument on one day by a tenth; null where nothing has a price. */
function priceEdit({ table, prices, order }: HistoryInput, draw: Draw): Change | null {
  const priced = table.symbols.texts.filter((symbol) => prices.find(symbol) !== undefined);
  const symbol = priced[Math.floor(draw() * priced.length)];
  const column = symbol === undefined ? undefined : prices.find(symbol);
  if (column === undefined) return null;
  let index = Math.floor(draw() * column.length);
  while (column.quotes[index] === 0) index--;
  const day = (column.first + index) as Day;
  const old: Decimal = decimal(column.ticks[index], column.scale);
  const price: Decimal = decimal(Math.round(column.ticks[index] * 1.1), column.scale);
  const source = prices.sources[column.quotes[index] - 1];
  return {
    what: `another price of ${symbol} on ${formatDay(day)}`,
    edit: { kind: 'price', symbol, day, price, source },
    back: { kind: 'price', symbol, day, price: old, source },
    order,
  };
}

type Snapshot = readonly DailyColumns[];

function snapshot(history: History): Snapshot {
  return [history.columns(), ...history.accounts.map((account) => history.columns(account))].map(copy);
}

function copy(columns: DailyColumns): DailyColumns {
  const entries = Object.entries(columns).map(([name, of]) => [
    name,
    of instanceof Float64Array ? of.slice() : of,
  ]);
  return Object.fromEntries(entries) as DailyColumns;
}

function same(a: Snapshot, b: Snapshot): boolean {
  return a.length === b.length && a.every((columns, i) => sameColumns(columns, b[i]));
}

function sameColumns(a: DailyColumns, b: DailyColumns): boolean {
  return (Object.keys(a) as (keyof DailyColumns)[]).every((name) => {
    const [one, other] = [a[name], b[name]];
    if (!(one instanceof Float64Array) || !(other instanceof Float64Array)) return one === other;
    return one.length === other.length && one.every((value, i) => Object.is(value + 0, other[i] + 0));
  });
}
