import { add, type Decimal, equals, formatDecimal, isZero, negate, ZERO } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { type EventTable, firstOfDay } from '../ledger/index.ts';
import { given, made, minus } from './build.ts';
import type { Explanation, Source } from './explanation.ts';
import { atRate, rateNode } from './rate-nodes.ts';
import type { Workings } from './workings.ts';

export type Field = 'quantity' | 'price' | 'amount' | 'fee' | 'tax';

/** Where a row of the ledger stands. */
export function eventSource({ table }: Workings, row: number): Source {
  const line = table.line.values[row];
  // A ledger that is kept in a store has no file that anybody could look into.
  const file = table.files.texts[table.file.values[row]] ?? '';
  return {
    kind: 'event',
    type: table.typeOf(row),
    account: table.accounts.texts[table.account.values[row]],
    day: table.day.values[row] as Day,
    file: file === '' ? null : file,
    line: file === '' || line < 0 ? null : line,
    id: table.rare.id.get(row) ?? null,
  };
}

/** What a row says in a few words: `buy 10 ACME`. */
export function eventLabel({ table }: Workings, row: number): string {
  const quantity = table.quantity.get(row);
  const symbol = table.symbols.texts[table.symbol.values[row]];
  const words = [table.typeOf(row).replaceAll('_', ' ')];
  if (quantity !== null) words.push(formatDecimal(quantity));
  if (symbol !== undefined) words.push(symbol);
  return words.join(' ');
}

/** A field of a row, as the ledger states it; an `amount` left out is what the other fields make it. */
export function fieldFact(work: Workings, row: number, field: Field, label: string = field): Explanation {
  const { table } = work;
  const unit =
    field === 'quantity'
      ? 'units'
      : work.currency((field === 'price' ? table.currency : table.settleCurrency).values[row]);
  return given('fact', { label, unit, source: eventSource(work, row) }, table[field].get(row) ?? ZERO);
}

/** What an event booked, where no rule says how: a leaf that names the event. */
export function bookedLeaf(
  work: Workings,
  row: number,
  label: string,
  unit: string,
  value: Decimal,
): Explanation {
  return given('booked', { label, unit, source: eventSource(work, row) }, value);
}

/** Which fields of a row an amount is the sum of, with their signs. */
export interface FieldSigns {
  readonly amount: number;
  readonly fee: number;
  readonly tax: number;
}

export const GROSS: FieldSigns = { amount: 1, fee: 1, tax: 1 };
export const NET: FieldSigns = { amount: 1, fee: 0, tax: 0 };

/** The signed sum of a row's amount, fee and tax. */
export function fieldSum(work: Workings, row: number, signs: FieldSigns): Explanation {
  const said = { label: eventLabel(work, row), unit: work.currency(work.table.settleCurrency.values[row]) };
  const parts = (['amount', 'fee', 'tax'] as const).flatMap((field) => {
    const value = work.table[field].get(row);
    if (signs[field] === 0 || value === null || isZero(value)) return [];
    const node = field === 'amount' ? amountNode(work, row) : fieldFact(work, row, field);
    return [signs[field] < 0 ? minus(node) : node];
  });
  if (parts.length === 1 && parts[0].as === undefined) return { ...parts[0], label: said.label };
  return made('sum', { ...said, source: eventSource(work, row) }, parts);
}

/** What the cash changed by: of a trade, from quantity and price where that is what it comes to. */
function amountNode(work: Workings, row: number): Explanation {
  const { table } = work;
  const type = table.typeOf(row);
  const priced = type === 'buy' || type === 'sell' ? pricedFact(work, row) : null;
  const amount = table.amount.get(row) ?? ZERO;
  if (priced === null || work.isFuture(table.symbol.values[row])) return fieldFact(work, row, 'amount');
  const { fee, tax } = { fee: table.fee.get(row) ?? ZERO, tax: table.tax.get(row) ?? ZERO };
  const value = priced.value as Decimal;
  const isComputed = equals(add(add(amount, fee), tax), type === 'buy' ? negate(value) : value);
  if (!isComputed || table.currency.values[row] !== table.settleCurrency.values[row])
    return fieldFact(work, row, 'amount');
  const costs = (['fee', 'tax'] as const).filter((field) => !isZero(table[field].get(row) ?? ZERO));
  const said = {
    label: 'amount',
    unit: work.currency(table.settleCurrency.values[row]),
    source: eventSource(work, row),
  };
  return made('sum', said, [
    type === 'buy' ? minus(priced) : priced,
    ...costs.map((field) => minus(fieldFact(work, row, field))),
  ]);
}

/** quantity × price × unit value of a row, exactly, in the currency of the price; null without a price. */
export function pricedFact(work: Workings, row: number): Explanation | null {
  const { table } = work;
  if (!table.price.has(row) || !table.quantity.has(row)) return null;
  const parts = [
    fieldFact(work, row, 'quantity'),
    fieldFact(work, row, 'price'),
    ...unitValueNode(work, table.symbol.values[row]),
  ];
  return made(
    'product',
    {
      label: 'quantity × price',
      unit: work.currency(table.currency.values[row]),
      source: eventSource(work, row),
    },
    parts,
  );
}

/** Multiplier × price factor of an instrument, where it is not 1. */
export function unitValueNode(work: Workings, symbol: number): Explanation[] {
  const unitValue = work.unitValue(symbol);
  return unitValue === null
    ? []
    : [given('constant', { label: 'multiplier × price factor', unit: 'ratio' }, unitValue)];
}

/** An amount of one currency in another at the rates of a day, kept to `digits`. */
export function exchanged(
  work: Workings,
  amount: Explanation,
  from: number,
  to: number,
  at: number,
  digits: number,
): Explanation {
  if (from === to) return amount;
  const [source, target] = [rateNode(work, from, at), rateNode(work, to, at)];
  const unit = work.currency(to);
  const rounded = made('sum_rounded', { label: amount.label, unit: amount.unit, digits }, [amount]);
  if (target === null) return atRate(rounded, source, unit, digits);
  const over = { ...target, as: 'over' as const };
  return made(
    'converted',
    { label: `${amount.label}, in ${unit}`, unit, digits },
    source === null ? [rounded, over] : [rounded, source, over],
  );
}

/** The value of a row's units at its stated price, in the instrument's currency. */
export function statedValue(work: Workings, row: number, digits: number): Explanation | null {
  const { table } = work;
  const priced = pricedFact(work, row);
  if (priced === null) return null;
  const at = table.day.values[row] - work.world.span.first;
  return exchanged(
    work,
    priced,
    table.currency.values[row],
    work.currencyOf(table.symbol.values[row]),
    at,
    digits,
  );
}

/** Rows of the ledger from one day to another, in effective order. */
export function rowsBetween(order: Int32Array, table: EventTable, from: number, to: number): Int32Array {
  return order.subarray(firstOfDay(table, order, from), firstOfDay(table, order, to + 1));
}
