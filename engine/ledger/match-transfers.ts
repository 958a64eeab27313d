import { add, formatDecimal, normalize, ZERO } from '../amounts/index.ts';
import { EVENT_TYPES } from './event.ts';
import type { EventTable } from './table.ts';

/** A transfer_out and the transfer_in that takes up what it gave. */
export type TransferPair = readonly [out: number, into: number];

const TRANSFER_IN = EVENT_TYPES.indexOf('transfer_in');
const TRANSFER_OUT = EVENT_TYPES.indexOf('transfer_out');

export function isTransferOut(table: EventTable, row: number): boolean {
  return table.type.values[row] === TRANSFER_OUT;
}

export function isTransferIn(table: EventTable, row: number): boolean {
  return table.type.values[row] === TRANSFER_IN;
}

/** What moves, without how much: a symbol, or a currency for cash. */
export function transferred(table: EventTable, row: number): string {
  return table.quantity.has(row)
    ? `units of ${table.symbols.texts[table.symbol.values[row]]}`
    : `cash in ${table.currencies.texts[table.settleCurrency.values[row]]}`;
}

/** How much moves, as text: units (below zero for a short), or cash before costs, without its sign. */
export function transferSize(table: EventTable, row: number): string {
  const units = table.quantity.get(row);
  if (units !== null) return formatDecimal(normalize(units));
  const costs = add(table.fee.get(row) ?? ZERO, table.tax.get(row) ?? ZERO);
  return formatDecimal(normalize(add(table.amount.get(row) ?? ZERO, costs))).replace('-', '');
}

/** Rows that could be of one move have the same key. */
export function transferKey(table: EventTable, row: number): string {
  return `${transferSize(table, row)} ${transferred(table, row)}`;
}

/** The key, and the link: both rows of a pair have the same one, or none. */
export function linkedKey(table: EventTable, row: number): string {
  const link = table.rare.link.get(row);
  return link === undefined ? transferKey(table, row) : `${transferKey(table, row)} by ${link}`;
}

/**
 * Pairs rows of one day, given in any order: same key, same link or none, two accounts. Where several would do,
 * a transfer_out takes the transfer_in with the lowest row; pairs made before are exchanged if that leaves fewer
 * without a partner.
 */
export function pairSameDay(table: EventTable, rows: Int32Array | readonly number[]): TransferPair[] {
  const outs: number[] = [];
  const ins = new Map<string, number[]>();
  for (const row of rows.toSorted((a, b) => a - b)) {
    if (isTransferOut(table, row)) outs.push(row);
    else if (isTransferIn(table, row)) collect(ins, linkedKey(table, row), row);
  }
  if (ins.size === 0) return [];
  const taken = new Map<number, number>();
  for (const out of outs) {
    const candidates = ins.get(linkedKey(table, out));
    if (candidates !== undefined) takeFirst(table, out, candidates, taken);
  }
  return Array.from(taken, ([into, out]): TransferPair => [out, into]);
}

function takeFirst(table: EventTable, out: number, ins: readonly number[], taken: Map<number, number>): void {
  const accounts = table.account.values;
  const free = ins.filter((into) => !taken.has(into));
  const into = free.find((row) => accounts[row] !== accounts[out]);
  if (into !== undefined) {
    taken.set(into, out);
    return;
  }
  // Only transfers into the same account are left: one whose pair can use such a one gives its own up.
  for (const left of free) {
    for (const held of ins) {
      const holder = taken.get(held);
      if (holder === undefined || accounts[holder] === accounts[left] || accounts[held] === accounts[out])
        continue;
      taken.set(left, holder);
      taken.set(held, out);
      return;
    }
  }
}

export function collect<Key>(lists: Map<Key, number[]>, key: Key, row: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [row]);
  else list.push(row);
}
