import { pairSameDay } from './match-transfers.ts';
import type { EventTable } from './table.ts';

/** One account's rows of a day, in order. */
interface AccountDay {
  readonly account: number;
  readonly rows: number[];
}

/**
 * The rows of one day, in order but for transfers between accounts: those accounts come first that give to others,
 * and where that cannot be, the transfer_in waits for its transfer_out.
 */
export function giversFirst(table: EventTable, rows: Int32Array): Int32Array {
  const sources = sourcesOf(table, rows);
  return sources.size === 0
    ? rows
    : Int32Array.from(placed(givers(table, accountDays(table, rows), sources), sources));
}

function accountDays(table: EventTable, rows: Int32Array): AccountDay[] {
  const days: AccountDay[] = [];
  for (const row of rows) {
    const account = table.account.values[row];
    const last = days.at(-1);
    if (last?.account === account) last.rows.push(row);
    else days.push({ account, rows: [row] });
  }
  return days;
}

/** For each transfer_in of these rows that has its transfer_out among them, that row. */
function sourcesOf(table: EventTable, rows: Int32Array): ReadonlyMap<number, number> {
  const sources = new Map<number, number>();
  for (const [out, into] of pairSameDay(table, rows)) sources.set(into, out);
  return sources;
}

/** The accounts' rows one after another, but a transfer_in whose source is yet to come right after that. */
function placed(days: readonly AccountDay[], sources: ReadonlyMap<number, number>): number[] {
  const ordered: number[] = [];
  const seen = new Set<number>();
  const waiting = new Map<number, number>();
  const place = (row: number): void => {
    ordered.push(row);
    seen.add(row);
    const waiter = waiting.get(row);
    if (waiter !== undefined) place(waiter);
  };
  for (const row of days.flatMap((day) => day.rows)) {
    const source = sources.get(row);
    if (source === undefined || seen.has(source)) place(row);
    else waiting.set(source, row);
  }
  return ordered;
}

/** The accounts depth first: before each one those that give to it, in their order. */
function givers(
  table: EventTable,
  accounts: readonly AccountDay[],
  sources: ReadonlyMap<number, number>,
): AccountDay[] {
  const byNumber = new Map(accounts.map((day) => [day.account, day]));
  const seen = new Set<AccountDay>();
  const ordered: AccountDay[] = [];
  const visit = (day: AccountDay): void => {
    if (seen.has(day)) return;
    seen.add(day);
    const giving = day.rows.map((row) => sources.get(row)).filter((source) => source !== undefined);
    const numbers = giving.map((source) => table.account.values[source]).sort((a, b) => a - b);
    for (const number of numbers) visit(byNumber.get(number) as AccountDay);
    ordered.push(day);
  };
  for (const day of accounts) visit(day);
  return ordered;
}
