import { add, type Decimal, decimal, equals, type Int, ZERO } from '../amounts/index.ts';
import type { TotalEntry } from '../lots/index.ts';
import type { Total } from '../valuation/bucket.ts';
import { addCashOf } from '../valuation/cash-flows.ts';
import { given, ifAmount, made, minus, negated } from './build.ts';
import {
  bookedLeaf,
  eventLabel,
  eventSource,
  type FieldSigns,
  fieldSum,
  GROSS,
  NET,
  rowsBetween,
} from './event-nodes.ts';
import type { Explanation } from './explanation.ts';
import { closingsOn, gainNode } from './gain-nodes.ts';
import { lotCost } from './lot-nodes.ts';
import type { LotState } from './lot-state.ts';
import { tradeBrought, valueOfUnits } from './opened-cost.ts';
import type { Workings } from './workings.ts';

/** What a row adds to a running total of an account in a currency. */
export interface Contribution {
  readonly row: number;
  readonly value: Decimal;
  /** Not from the row's own amounts but from the lots that it moved or closed. */
  readonly entry: TotalEntry | null;
}

/** A running total: whose, of what, in which currency. */
export interface TotalOf {
  readonly account: number;
  readonly currency: number;
  readonly total: Total;
}

/** Everything that rows of the days from…to add to a running total, in effective order. */
export function contributions(work: Workings, of: TotalOf, from: number, to: number): Contribution[] {
  const rows = rowsBetween(work.derivation.order, work.table, work.day(from), work.day(to));
  const found: Contribution[] = [];
  const byRow = entriesOf(work, of, work.day(from), work.day(to));
  const cashOf = cashReader(work, of);
  for (const row of rows) {
    const own = cashOf(row);
    if (own.units !== 0) found.push({ row, value: own, entry: null });
    for (const entry of byRow.get(row) ?? [])
      found.push({ row, value: decimal(entry.units, entry.scale), entry });
  }
  return found;
}

function entriesOf(
  work: Workings,
  { account, currency, total }: TotalOf,
  from: number,
  to: number,
): Map<number, TotalEntry[]> {
  const byRow = new Map<number, TotalEntry[]>();
  for (const { lots } of work.derivation.states.values()) {
    for (const entry of lots.entries) {
      if (entry.account !== account || entry.currency !== currency || entry.total !== total) continue;
      if (entry.day < from || entry.day > to || (total === 'costInKind' && work.isFuture(entry.symbol)))
        continue;
      const list = byRow.get(entry.row);
      if (list === undefined) byRow.set(entry.row, [entry]);
      else list.push(entry);
    }
  }
  return byRow;
}

/** What a row's own amounts add to a total: the same code that makes the daily figures, written into a sum. */
function cashReader(work: Workings, of: TotalOf): (row: number) => Decimal {
  let sum: Decimal = ZERO;
  const into = (account: number, currency: number, total: Total) => ({
    add: (_day: number, units: Int, scale: number): void => {
      if (account === of.account && currency === of.currency && total === of.total)
        sum = add(sum, decimal(units, scale));
    },
  });
  const bucket = (account: number, currency: number) => ({
    cash: into(account, currency, 'cash'),
    fees: into(account, currency, 'fees'),
    total: (total: Total) => into(account, currency, total),
  });
  const context = { ...work.derivation.cashContext(), bucket };
  return (row) => {
    sum = ZERO;
    addCashOf(context, row, 1);
    return sum;
  };
}

/** The contribution from the fields of its event, or from the lots that it moved. */
export function contributionNode(
  work: Workings,
  of: TotalOf,
  { row, value, entry }: Contribution,
): Explanation {
  if (entry !== null) return entryAmount(work, entry);
  const node = fieldsNode(work, of, row, value);
  return (
    (node === null ? null : ifAmount(node, value)) ??
    bookedLeaf(work, row, eventLabel(work, row), work.currency(of.currency), value)
  );
}

/** What an event's lots add to a running total. */
export function entryAmount(work: Workings, entry: TotalEntry): Explanation {
  const value = decimal(entry.units, entry.scale);
  const node = entryNode(work, entry);
  return (
    (node === null ? null : ifAmount(node, value)) ??
    bookedLeaf(work, entry.row, eventLabel(work, entry.row), work.currency(entry.currency), value)
  );
}

const MOVED_OUT: FieldSigns = { amount: -1, fee: -1, tax: -1 };

function fieldsNode(work: Workings, of: TotalOf, row: number, value: Decimal): Explanation | null {
  const { table } = work;
  const toAmount = table.rare.toAmount.get(row);
  if (toAmount !== undefined && table.toCurrency.values[row] === of.currency && equals(toAmount, value)) {
    return given(
      'fact',
      { label: eventLabel(work, row), unit: work.currency(of.currency), source: eventSource(work, row) },
      toAmount,
    );
  }
  if (table.settleCurrency.values[row] !== of.currency) return null;
  return fieldSum(work, row, signsOf(work, of, row));
}

/** By which signs amount, fee and tax of a row make a total; docs/accounting.md has the table. */
function signsOf(work: Workings, { account, total }: TotalOf, row: number): FieldSigns {
  const { table } = work;
  const type = table.typeOf(row);
  const inTransit = account === work.world.lotSettings.transitAccount;
  switch (total) {
    case 'cash':
      return inTransit ? MOVED_OUT : NET;
    case 'fees':
      if (type === 'fee' || movesUnits(work, row)) return { amount: -1, fee: 0, tax: -1 };
      return { amount: 0, fee: 1, tax: 0 };
    case 'taxes':
      return type === 'tax' ? { amount: -1, fee: -1, tax: 0 } : { amount: 0, fee: 0, tax: 1 };
    case 'withdrawals':
    case 'transferredOut':
      return MOVED_OUT;
    case 'ownIn':
      return inTransit ? MOVED_OUT : GROSS;
    case 'ownOut':
      return inTransit ? GROSS : MOVED_OUT;
    default:
      return GROSS;
  }
}

/** With units, the amount of an opening or transfer is what moving them cost. */
function movesUnits({ table }: Workings, row: number): boolean {
  const type = table.typeOf(row);
  return (type === 'opening' || type === 'transfer_in' || type === 'transfer_out') && table.quantity.has(row);
}

function entryNode(work: Workings, entry: TotalEntry): Explanation | null {
  const { total, row, scale } = entry;
  const type = work.table.typeOf(row);
  if (total === 'income' || total === 'adjustments') return valueOfUnits(work, row, scale);
  if (total === 'exchanged') return type === 'buy' || type === 'sell' ? exchangedByTrade(work, entry) : null;
  if (total === 'cash') return futureGain(work, entry);
  const bringsIn = type === 'opening' || (type === 'transfer_in' && work.derivation.partnerOf(row) < 0);
  return bringsIn ? valueOfUnits(work, row, scale) : movedCost(work, entry);
}

/** The cash of a trade before its costs, and what it brought in the instrument's currency. */
function exchangedByTrade(work: Workings, { row, currency, scale }: TotalEntry): Explanation | null {
  if (currency === work.table.settleCurrency.values[row])
    return fieldSum(work, row, work.world.lotSettings.fees === 'capitalize' ? NET : GROSS);
  const brought = tradeBrought(work, row, scale);
  return brought === null ? null : negated(brought, { label: brought.label, unit: brought.unit });
}

/** Closing a future pays its gain. */
function futureGain(work: Workings, { row, account, symbol, day }: TotalEntry): Explanation | null {
  const closing = closingsOn(work, account, symbol, day - work.world.span.first).find(
    (one) => one.row === row,
  );
  return closing === undefined ? null : gainNode(work, closing);
}

/** The cost of the lots that came, less that of those that went. */
function movedCost(work: Workings, { row, account, symbol, currency }: TotalEntry): Explanation | null {
  const state = work.derivation.states.get(work.derivation.groups.of(symbol));
  if (state === undefined) return null;
  const fold = work.trace(state);
  const change = fold.changes.find(
    (one) => one.row === row && one.account === account && one.symbol === symbol,
  );
  if (change === undefined) return null;
  const cost = (lot: LotState): Explanation => lotCost(work, { fold, symbol, state: lot });
  return made('sum', { label: eventLabel(work, row), unit: work.currency(currency) }, [
    ...change.opened.map(cost),
    ...change.taken.map((lot) => minus(cost(lot))),
  ]);
}
