import { equals } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { EVENT_TYPES, type EventTable } from '../ledger/index.ts';
import { changesUnits, plainTradesOf } from '../lots/index.ts';
import { addCashOf } from './cash-flows.ts';
import { type Derivation, pairsOf } from './derivation.ts';
import { applyGroup } from './group-effects.ts';
import { deriveGroup, firstDifference } from './group-state.ts';
import type { Edit, HistoryInput } from './history-input.ts';
import { symbolTerms } from './resolve.ts';
import { spanOf } from './span.ts';

/** The new facts, and the first day index whose figures may have changed. */
export interface Changed {
  readonly input: HistoryInput;
  readonly last: Day;
  readonly from: number;
}

/** Re-derives what an edit touches. Null where so much depends on it that all is to be derived anew. */
export function applyEdit(derivation: Derivation, input: HistoryInput, edit: Edit): Changed | null {
  switch (edit.kind) {
    case 'events':
      return editEvents(derivation, input, edit);
    case 'price':
      return editPrice(derivation, input, edit);
    case 'rate':
      return editRate(input, edit);
  }
}

type EventEdit = Extract<Edit, { kind: 'events' }>;
type PriceEdit = Extract<Edit, { kind: 'price' }>;
type RateEdit = Extract<Edit, { kind: 'rate' }>;

const LINKING = new Set(['merger', 'spinoff', 'rename'].map((type) => EVENT_TYPES.indexOf(type as never)));
const TRANSFERS = new Set(['transfer_in', 'transfer_out'].map((type) => EVENT_TYPES.indexOf(type as never)));

function editEvents(derivation: Derivation, before: HistoryInput, edit: EventEdit): Changed | null {
  const input = { ...before, order: edit.order };
  const { table } = input;
  const span = spanOf(input);
  const rows = [...edit.removed, ...edit.added];
  if (span === null || span.first !== derivation.span.first || span.last > derivation.span.end) return null;
  if (rows.some((row) => LINKING.has(table.type.values[row]) || table.rare.link.has(row))) return null;
  if (!sameTerms(derivation, input, rows)) return null;

  const context = derivation.cashContext();
  const pairs = rows.some((row) => TRANSFERS.has(table.type.values[row])) ? pairsOf(table, edit.order) : null;
  const paired = pairs === null ? [] : differingPartners(derivation.partners, pairs.partner, rows);
  for (const row of [...edit.removed, ...paired]) addCashOf(context, row, -1);
  if (pairs !== null) derivation.setPairs(pairs);
  for (const row of [...edit.added, ...paired]) addCashOf(context, row, 1);

  const days = new Set(rows.map((row) => table.day.values[row]));
  const groups = affectedGroups(derivation, edit.order, days, [...rows, ...paired]);
  derivation.setOrder(edit.order);
  let from = derivation.world.days;
  for (const group of groups)
    from = Math.min(from, refold(derivation, group, rowsOfGroup(derivation, edit.order, group, days)));
  return { input, last: span.last, from: Math.min(from, derivation.settle()) };
}

/** New names, or another first event of a symbol, can change what a symbol is priced in. */
function sameTerms({ world }: Derivation, input: HistoryInput, rows: readonly number[]): boolean {
  const { symbols, transitAccount } = world.lotSettings;
  const { table } = input;
  if (table.symbols.texts.length !== symbols.length || table.accounts.texts.length !== transitAccount)
    return false;
  if (rows.some((row) => table.rare.multiplier.has(row))) return false;
  const mayBeFirst = rows.some((row) => {
    const first = world.firstRows[table.symbol.values[row]];
    return first !== undefined && table.day.values[row] <= table.day.values[first];
  });
  if (!mayBeFirst) return true;
  const terms = symbolTerms(input, []).terms;
  return terms.every(
    (term, i) => term.currency === symbols[i].currency && equals(term.unitValue, symbols[i].unitValue),
  );
}

/** Rows, besides those of the edit, whose other end is another one now. */
function differingPartners(old: Int32Array, now: Int32Array, edited: readonly number[]): number[] {
  const rows: number[] = [];
  const length = Math.max(old.length, now.length);
  for (let row = 0; row < length; row++) {
    if ((now[row] ?? -1) !== (old[row] ?? -1) && !edited.includes(row)) rows.push(row);
  }
  return rows;
}

/** Groups of the edited rows; of a day on which others changed places among themselves, the groups of all its rows. */
function affectedGroups(
  { world, groups, order }: Derivation,
  now: Int32Array,
  days: ReadonlySet<number>,
  rows: readonly number[],
): Set<number> {
  const { table } = world;
  const found = new Set<number>();
  const consider = (row: number): void => {
    if (changesUnits(table, row)) found.add(groups.of(table.symbol.values[row]));
  };
  for (const row of rows) consider(row);
  const edited = new Set(rows);
  for (const day of days) {
    const before = rowsOn(table, order, day).filter((row) => !edited.has(row));
    const after = rowsOn(table, now, day).filter((row) => !edited.has(row));
    if (before.some((row, i) => row !== after[i])) for (const row of after) consider(row);
  }
  return found;
}

/** Rows of one day of an order, which is sorted by day. */
function rowsOn(table: EventTable, order: Int32Array, day: number): Int32Array {
  const firstAtLeast = (wanted: number): number => {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (table.day.values[order[middle]] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return order.subarray(firstAtLeast(day), firstAtLeast(day + 1));
}

/** A group's rows in the new order: those of the edited days are read anew. */
function rowsOfGroup(
  { world, groups }: Derivation,
  order: Int32Array,
  group: number,
  days: ReadonlySet<number>,
): Int32Array {
  const { table } = world;
  const kept = groups.rowsOf(group).filter((row) => !days.has(table.day.values[row]));
  const moved: number[] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    for (const row of rowsOn(table, order, day)) {
      if (changesUnits(table, row) && groups.of(table.symbol.values[row]) === group) moved.push(row);
    }
  }
  const merged = new Int32Array(kept.length + moved.length);
  let next = 0;
  let k = 0;
  for (const row of kept) {
    while (next < moved.length && table.day.values[moved[next]] < table.day.values[row])
      merged[k++] = moved[next++];
    merged[k++] = row;
  }
  merged.set(moved.slice(next), k);
  return merged;
}

/** Derives a group again and exchanges what it gave from the first day that differs; answers that day's index. */
function refold(derivation: Derivation, group: number, rows: Int32Array): number {
  const { world, groups, states } = derivation;
  const old = states.get(group);
  groups.setRows(group, rows);
  const now = deriveGroup(world, groups.symbolsOf(group), rows, plainTradesOf(world.lotSettings, rows));
  states.set(group, now);
  const day = old === undefined ? world.span.first : firstDifference(old, now, world.span.first);
  if (day === null) return world.days;
  const from = day - world.span.first;
  if (old !== undefined) applyGroup(world, derivation, old, -1, from);
  applyGroup(world, derivation, now, 1, from);
  return from;
}

function editPrice(
  derivation: Derivation,
  input: HistoryInput,
  { symbol, day, price, source }: PriceEdit,
): Changed | null {
  const { world, groups, states } = derivation;
  const number = world.table.symbols.find(symbol);
  const group = number < 0 ? -1 : groups.of(number);
  const old = states.get(group);
  const columnBefore = input.prices.find(symbol);
  const currencyBefore = columnBefore?.currency;
  if (old === undefined || columnBefore === undefined) {
    input.prices.set(symbol, day, price, source);
    return null;
  }
  // The book changes in place: what was derived from the old price is taken out before.
  const from = Math.min(Math.max(day - world.span.first, 0), world.days - 1);
  applyGroup(world, derivation, old, -1, from);
  input.prices.set(symbol, day, price, source);
  const span = spanOf(input);
  if (span === null || span.first !== derivation.span.first || span.last > derivation.span.end) return null;
  if (input.prices.find(symbol)?.currency !== currencyBefore) return null;
  const now = deriveGroup(world, old.symbols, old.rows, plainTradesOf(world.lotSettings, old.rows));
  states.set(group, now);
  applyGroup(world, derivation, now, 1, from);
  return { input, last: span.last, from: Math.min(from, derivation.settle()) };
}

/** A rate reaches every holding and balance of its currencies, by crosses those of others too: all is derived anew. */
function editRate(input: HistoryInput, { pair, day, rate, source }: RateEdit): null {
  input.rates.set(pair, day, rate, source);
  return null;
}
