import type { Day } from '../calendar/day.ts';
import { formatDay } from '../calendar/day.ts';
import { type Problem, type ProblemSource, problem } from '../problems/index.ts';
import {
  collect,
  isTransferIn,
  isTransferOut,
  linkedKey,
  pairSameDay,
  type TransferPair,
  transferKey,
  transferred,
  transferSize,
} from './match-transfers.ts';
import type { EventTable } from './table.ts';

/** A transfer whose likely partner is further away than this is not named. */
const LIKELY_WITHIN_DAYS = 10;

export interface Transfers {
  /** By row of the table: the other end of the same move, -1 where there is none. */
  readonly partner: Int32Array;
  /** A warning for each transfer without a partner that has a likely one. */
  readonly problems: readonly Problem[];
}

/**
 * Finds the two ends of own transfers among `rows`. Only rows of `accounts` (numbers of the table;
 * null: all) take part. A pair moves the same units of one symbol, or the same cash of one currency before costs,
 * between two accounts:
 *
 * - on one day, if both rows have the same `link` or none;
 * - over different days only by `link`. In between it is in transit. Each transfer_out takes the first free
 *   transfer_in that follows it. What is left pairs even where the transfer_in has the earlier date, and is
 *   then in transit with the other sign: it has arrived, and its source still shows it.
 *
 * What finds no partner is an external flow.
 */
export function pairTransfers(
  table: EventTable,
  rows: Int32Array,
  accounts: ReadonlySet<number> | null,
): Transfers {
  const partner = new Int32Array(table.count).fill(-1);
  const pair = ([out, into]: TransferPair): void => {
    partner[out] = into;
    partner[into] = out;
  };
  const transfers = transferRows(table, rows, accounts);
  for (const ofDay of groups(transfers, (row) => table.day.values[row]))
    pairSameDay(table, ofDay).forEach(pair);
  const linked = transfers.filter((row) => partner[row] < 0 && table.rare.link.has(row));
  for (const sameKey of groups(linked, (row) => linkedKey(table, row)))
    pairOverDays(table, sameKey).forEach(pair);
  const unpaired = transfers.filter((row) => partner[row] < 0);
  return { partner, problems: unpaired.flatMap((row) => unpairedProblem(table, row, unpaired)) };
}

function transferRows(table: EventTable, rows: Int32Array, accounts: ReadonlySet<number> | null): number[] {
  const transfers: number[] = [];
  for (const row of rows) {
    if (!isTransferIn(table, row) && !isTransferOut(table, row)) continue;
    if (accounts === null || accounts.has(table.account.values[row])) transfers.push(row);
  }
  return transfers;
}

function groups<Key>(rows: readonly number[], keyOf: (row: number) => Key): Iterable<number[]> {
  const lists = new Map<Key, number[]>();
  for (const row of rows) collect(lists, keyOf(row), row);
  return lists.values();
}

/** Rows of one key and link. */
function pairOverDays(table: EventTable, rows: readonly number[]): TransferPair[] {
  const days = table.day.values;
  const accounts = table.account.values;
  const sorted = rows.toSorted((a, b) => days[a] - days[b] || a - b);
  const ins = new Set(sorted.filter((row) => isTransferIn(table, row)));
  const pairs: TransferPair[] = [];
  const take = (out: number, fits: (into: number) => boolean): boolean => {
    for (const into of ins) {
      if (accounts[into] === accounts[out] || !fits(into)) continue;
      pairs.push([out, into]);
      return ins.delete(into);
    }
    return false;
  };
  const left = sorted.filter(
    (row) => isTransferOut(table, row) && !take(row, (into) => days[into] >= days[row]),
  );
  for (const out of left) take(out, () => true);
  return pairs;
}

function unpairedProblem(table: EventTable, row: number, unpaired: readonly number[]): Problem[] {
  const likely = likelyPartner(table, row, unpaired);
  if (likely === null) return [];
  const { why, remedy } = whyApart(table, row, likely);
  const message =
    `the transfer of ${transferSize(table, row)} ${transferred(table, row)} counts as an external flow; its other ` +
    `end may be that of ${formatDay(dayOf(table, likely))} in account ${accountName(table, likely)}${why}`;
  const symbol = table.symbols.texts[table.symbol.values[row]];
  return [
    problem('transfer_unpaired', sourceOf(table, row), message, {
      ...(remedy !== undefined && { remedy }),
      ...(symbol !== undefined && { symbol }),
    }),
  ];
}

/** What keeps two likely ends of one move apart, and what would join them. */
function whyApart(table: EventTable, row: number, other: number): { why: string; remedy?: string } {
  if (transferKey(table, row) !== transferKey(table, other)) {
    const why = `, but of another size (${transferSize(table, row)} and ${transferSize(table, other)})`;
    return { why, remedy: 'Give both the same size; book the difference as a fee.' };
  }
  return { why: '' };
}

/** The nearest in time that could be the other end: the same link or the same size, the other way, another account. */
function likelyPartner(table: EventTable, row: number, unpaired: readonly number[]): number | null {
  const days = table.day.values;
  const distance = (other: number): number => Math.abs(days[other] - days[row]);
  let best: number | null = null;
  for (const other of unpaired) {
    if (!couldBeOneMove(table, row, other)) continue;
    if (best === null || distance(other) < distance(best)) best = other;
  }
  return best;
}

function couldBeOneMove(table: EventTable, row: number, other: number): boolean {
  const { type, account, day } = table;
  if (type.values[row] === type.values[other] || account.values[row] === account.values[other]) return false;
  const { link } = table.rare;
  if (link.has(row) && link.get(row) === link.get(other))
    return transferred(table, row) === transferred(table, other);
  if (Math.abs(day.values[other] - day.values[row]) > LIKELY_WITHIN_DAYS) return false;
  return transferKey(table, row) === transferKey(table, other);
}

function sourceOf(table: EventTable, row: number): ProblemSource {
  const file = table.files.texts[table.file.values[row]];
  const line = table.line.values[row];
  const eventId = table.rare.id.get(row);
  return {
    ...(file !== undefined && { file }),
    ...(line >= 0 && { line }),
    ...(eventId !== undefined && { eventId }),
    field: 'link',
  };
}

function dayOf(table: EventTable, row: number): Day {
  return table.day.values[row] as Day;
}

function accountName(table: EventTable, row: number): string {
  return table.accounts.texts[table.account.values[row]];
}
