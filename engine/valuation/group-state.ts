import type { Day } from '../calendar/day.ts';
import { EVENT_TYPES } from '../ledger/index.ts';
import type { OuterSplit } from '../lots/index.ts';
import { foldGroup, type GroupLots, type PlainTrades, type Timeline } from '../lots/index.ts';
import type { Problem } from '../problems/index.ts';
import { buildMark } from './build-mark.ts';
import { type KnownSplits, knownSplits } from './known-splits.ts';
import type { Mark } from './mark.ts';
import { tradePrices } from './trade-prices.ts';
import type { World } from './world.ts';

const RENAME = EVENT_TYPES.indexOf('rename');

/** One group of linked instruments with everything derived from its rows, prices and splits. */
export interface GroupState {
  readonly symbols: readonly number[];
  readonly rows: Int32Array;
  readonly marks: ReadonlyMap<number, Mark | null>;
  readonly splits: ReadonlyMap<number, KnownSplits>;
  readonly lots: GroupLots;
  readonly problems: readonly Problem[];
}

/** Derives a group. Its marks become the world's before the lots are folded: some events ask for market values. */
export function deriveGroup(
  world: World,
  symbols: readonly number[],
  rows: Int32Array,
  trades: PlainTrades | null,
): GroupState {
  const marks = new Map<number, Mark | null>();
  const splits = new Map<number, KnownSplits>();
  const outer: OuterSplit[] = [];
  for (const symbol of formerNamesFirst(world, symbols, rows)) {
    // A split that is announced for a day after the history has done nothing yet.
    const announced = world.splitsOf(symbol).filter((split) => split.day <= world.span.last);
    const known = knownSplits(world.table, symbol, rows, announced);
    splits.set(symbol, known);
    outer.push(...known.outer);
    const mark = markOf(world, symbol, rows, known);
    marks.set(symbol, mark);
    world.marks[symbol] = mark;
  }
  outer.sort((a, b) => a.day - b.day);
  const lots = foldGroup(world.lotSettings, world, rows, outer, world.links, trades);
  const problems = [...lots.problems, ...[...splits.values()].flatMap((known) => known.problems)];
  return { symbols, rows, marks, splits, lots, problems };
}

/** Symbols in an order in which whatever was renamed comes before its new name, which begins with its price. */
function formerNamesFirst({ table }: World, symbols: readonly number[], rows: Int32Array): readonly number[] {
  const renames = symbols.length === 1 ? [] : [...rows].filter((row) => table.type.values[row] === RENAME);
  if (renames.length === 0) return symbols;
  const ordered = new Set<number>();
  const visited = new Set<number>();
  const visit = (symbol: number): void => {
    if (visited.has(symbol)) return;
    visited.add(symbol);
    for (const row of renames) if (table.toSymbol.get(row) === symbol) visit(table.symbol.values[row]);
    ordered.add(symbol);
  };
  symbols.forEach(visit);
  return [...ordered];
}

function markOf(world: World, symbol: number, rows: Int32Array, splits: KnownSplits): Mark | null {
  const column = world.prices.find(world.table.symbols.texts[symbol]);
  // Trade prices count before the first quote only; most instruments are never held then.
  const needsTrades =
    rows.length > 0 && (column === undefined || world.table.day.values[rows[0]] < column.first);
  const trades = needsTrades ? tradePrices(world, symbol, rows) : [];
  return buildMark(column, trades, splits.ofPrices, world.span, world.staleAfterDays);
}

/** The first day on which two states of a group differ; null where they do not. */
export function firstDifference(a: GroupState, b: GroupState, first: Day): Day | null {
  const { scales } = a.lots;
  if (scales.quantity !== b.lots.scales.quantity || scales.cost !== b.lots.scales.cost) return first;
  const days = [
    ...a.symbols.map((symbol) =>
      markDifference(a.marks.get(symbol) ?? null, b.marks.get(symbol) ?? null, first),
    ),
    ...timelineDifferences(a.lots.timelines, b.lots.timelines),
    listDifference(a.lots.entries, b.lots.entries),
    listDifference(a.lots.kindFlows, b.lots.kindFlows),
    listDifference(a.lots.bookedGains, b.lots.bookedGains),
  ].filter((day) => day !== null);
  return days.length === 0 ? null : (Math.min(...days) as Day);
}

function markDifference(a: Mark | null, b: Mark | null, first: Day): Day | null {
  if (a === b) return null;
  if (
    a === null ||
    b === null ||
    a.scale !== b.scale ||
    a.stale.length !== b.stale.length ||
    a.stale.some((day, i) => day !== b.stale[i])
  ) {
    return first;
  }
  const sameCells = a.ticks === b.ticks && a.offset === b.offset && a.length === b.length;
  if (sameCells && a.start === b.start && a.quotedFrom === b.quotedFrom) return null;
  if (a.offset !== b.offset || a.length !== b.length || a.quotedFrom !== b.quotedFrom) return first;
  for (let i = 0; i < a.length; i++) if (a.ticks[i] !== b.ticks[i]) return (first + a.offset + i) as Day;
  return a.start === b.start ? null : ((first + Math.min(a.start, b.start)) as Day);
}

function* timelineDifferences(a: readonly Timeline[], b: readonly Timeline[]): Iterable<Day | null> {
  const key = (holding: Timeline): string => `${holding.account} ${holding.symbol}`;
  const others = new Map(b.map((holding) => [key(holding), holding]));
  for (const holding of a) {
    const other = others.get(key(holding));
    others.delete(key(holding));
    yield timelineDifference(holding, other);
  }
  for (const holding of others.values()) yield (holding.days[0] ?? null) as Day | null;
}

function timelineDifference(a: Timeline, b: Timeline | undefined): Day | null {
  const shared = b === undefined ? 0 : Math.min(a.days.length, b.days.length);
  for (let i = 0; b !== undefined && i < shared; i++) {
    if (a.days[i] !== b.days[i]) return Math.min(a.days[i], b.days[i]) as Day;
    if (a.quantities[i] !== b.quantities[i] || a.costs[i] !== b.costs[i]) return a.days[i] as Day;
  }
  return (a.days[shared] ?? b?.days[shared] ?? null) as Day | null;
}

/** Rows of the same list type, in the order of the ledger; compared field by field. */
function listDifference<T extends { readonly day: Day }>(a: readonly T[], b: readonly T[]): Day | null {
  const shared = Math.min(a.length, b.length);
  let earliest: Day | null = null;
  // A row that moved within its day shifts the rest of that day; the list is by day, so the first unequal pair decides.
  for (let i = 0; i < shared; i++) {
    if (!sameFields(a[i], b[i])) {
      earliest = Math.min(a[i].day, b[i].day) as Day;
      break;
    }
  }
  return earliest ?? a[shared]?.day ?? b[shared]?.day ?? null;
}

function sameFields(a: object, b: object): boolean {
  for (const [name, value] of Object.entries(a)) {
    const other = (b as Record<string, unknown>)[name];
    if (value === other) continue;
    if (
      typeof value !== 'object' ||
      typeof other !== 'object' ||
      value === null ||
      other === null ||
      !sameFields(value, other)
    )
      return false;
  }
  return true;
}
