import { type Int, int } from '../amounts/index.ts';
import { EVENT_TYPES } from '../ledger/event.ts';
import type { DecimalColumn } from '../ledger/columns.ts';
import type { EventTable } from '../ledger/table.ts';
import type { Bucket, Total } from './bucket.ts';
import type { ExactColumn } from './exact-column.ts';

/** What a row's cash effect depends on besides the row. */
export interface CashContext {
  readonly table: EventTable;
  readonly capitalizesFees: boolean;
  readonly firstDay: number;
  readonly transitAccount: number;
  readonly partner: (row: number) => number;
  readonly bucket: (account: number, currency: number) => Bucket;
}

const KIND = Object.fromEntries(EVENT_TYPES.map((type, i) => [type, i])) as Record<(typeof EVENT_TYPES)[number], number>;

/** Adds (`sign` 1) what a row does to its account's running totals in cash, or takes it back (-1). */
export function addCashOf(context: CashContext, row: number, sign: 1 | -1): void {
  const { table } = context;
  const type = table.type.values[row];
  if (!table.amount.has(row)) return;
  const bucket = context.bucket(table.account.values[row], table.settleCurrency.values[row]);
  const day = table.day.values[row] - context.firstDay;
  addPart(bucket.cash, table.amount, row, day, sign);
  const isTrade = type === KIND.buy || type === KIND.sell;
  if (!(isTrade && context.capitalizesFees) && type !== KIND.fee && type !== KIND.tax) {
    if (table.fee.has(row)) addPart(bucket.total('fees'), table.fee, row, day, sign);
    if (table.tax.has(row)) addPart(bucket.total('taxes'), table.tax, row, day, sign);
  }
  if (!isTrade) otherTotals(context, row, partsOf(context, row, bucket, sign));
}

function addPart(total: ExactColumn, column: DecimalColumn, row: number, day: number, sign: 1 | -1): void {
  const small = column.units[row];
  // A value beyond 2^53 is NaN in the column.
  const units = Number.isNaN(small) ? column.unitsOf(row) : small;
  total.add(day, sign > 0 ? units : int.neg(units), column.scales[row]);
}

function partsOf({ table, firstDay }: CashContext, row: number, bucket: Bucket, sign: 1 | -1): Parts {
  const scale = Math.max(table.amount.scaleOf(row), table.fee.scaleOf(row), table.tax.scaleOf(row));
  const day = table.day.values[row] - firstDay;
  const signed = (units: Int): Int => (sign > 0 ? units : int.neg(units));
  const put = (total: Total, units: Int): void => {
    if (units !== 0) bucket.total(total).add(day, signed(units), scale);
  };
  const amount = table.amount.unitsAt(row, scale);
  const fee = table.fee.unitsAt(row, scale);
  const tax = table.tax.unitsAt(row, scale);
  const gross = int.add(int.add(amount, fee), tax);
  return { type: table.type.values[row], gross, amount, fee, tax, put, signed, day, scale };
}

interface Parts {
  readonly type: number;
  /** The amount before its costs. */
  readonly gross: Int;
  readonly amount: Int;
  readonly fee: Int;
  readonly tax: Int;
  readonly put: (total: Total, units: Int) => void;
  readonly signed: (units: Int) => Int;
  readonly day: number;
  readonly scale: number;
}

function otherTotals(context: CashContext, row: number, parts: Parts): void {
  const { put, gross, amount, fee, tax } = parts;
  switch (EVENT_TYPES[parts.type]) {
    case 'deposit':
      return put('deposits', gross);
    case 'withdrawal':
      return put('withdrawals', int.neg(gross));
    case 'dividend':
    case 'interest':
      return put('income', gross);
    case 'fee':
      put('taxes', tax);
      return put('fees', int.neg(int.add(amount, tax)));
    case 'tax':
      put('fees', fee);
      return put('taxes', int.neg(int.add(amount, fee)));
    case 'adjustment':
    case 'unclassified':
      return put('adjustments', gross);
    case 'fx':
      return exchange(context, row, parts);
    case 'opening':
    case 'transfer_in':
    case 'transfer_out':
      // With units, the amount is what moving them cost.
      return context.table.quantity.has(row) ? put('fees', int.neg(gross)) : moveCash(context, row, parts);
    default:
      return;
  }
}

function exchange(context: CashContext, row: number, { put, gross, signed, day }: Parts): void {
  const { table } = context;
  put('exchanged', gross);
  const toAmount = table.rare.toAmount.get(row);
  const toCurrency = table.toCurrency.values[row];
  if (toAmount === undefined || toCurrency < 0) return;
  const target = context.bucket(table.account.values[row], toCurrency);
  target.total('cash').add(day, signed(toAmount.units), toAmount.scale);
  target.total('exchanged').add(day, signed(toAmount.units), toAmount.scale);
}

/** Cash that comes or goes by opening or transfer: from outside, or from and to another account of the ledger. */
function moveCash(context: CashContext, row: number, { type, put, gross, signed, day, scale }: Parts): void {
  const { table } = context;
  const partner = context.partner(row);
  if (type === KIND.opening && table.day.values[row] === context.firstDay) return put('opening', gross);
  if (partner < 0) return gross < 0 ? put('transferredOut', int.neg(gross)) : put('transferredIn', gross);
  if (gross < 0) put('ownOut', int.neg(gross));
  else put('ownIn', gross);
  if (table.day.values[partner] === table.day.values[row]) return;
  // Between the two days the money is in transit, an account of its own.
  const transit = context.bucket(context.transitAccount, table.settleCurrency.values[row]);
  transit.total('cash').add(day, signed(int.neg(gross)), scale);
  if (gross < 0) transit.total('ownIn').add(day, signed(int.neg(gross)), scale);
  else transit.total('ownOut').add(day, signed(gross), scale);
}
