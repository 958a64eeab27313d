import { type Int, int, minorUnits, rescale } from '../amounts/index.ts';
import { ABSENT, type DecimalColumn } from '../ledger/columns.ts';
import { EVENT_TYPES } from '../ledger/event.ts';
import type { EventTable } from '../ledger/table.ts';
import type { Total } from './bucket.ts';

/** Takes the amounts of a running total, day by day. */
interface RunningTotal {
  add(day: number, units: Int, scale: number): void;
}

/** The running totals of an account in one currency, as far as rows add to them. */
export interface CashTotals {
  readonly cash: RunningTotal;
  readonly fees: RunningTotal;
  total(name: Total): RunningTotal;
}

/** What a row's cash effect depends on besides the row. */
export interface CashContext {
  readonly table: EventTable;
  readonly capitalizesFees: boolean;
  readonly firstDay: number;
  readonly transitAccount: number;
  readonly partner: (row: number) => number;
  readonly bucket: (account: number, currency: number) => CashTotals;
}

const KIND = Object.fromEntries(EVENT_TYPES.map((type, i) => [type, i])) as Record<
  (typeof EVENT_TYPES)[number],
  number
>;

/**
 * The total that takes a row's amount before its costs, and its sign there. A fee's own costs are fees already, a
 * tax's taxes: with the lines of every row (fees + fee, taxes + tax) each part is counted once.
 */
const MAIN: readonly ({ readonly total: Total; readonly sign: 1 | -1 } | undefined)[] = EVENT_TYPES.map(
  (type) => {
    switch (type) {
      case 'deposit':
        return { total: 'deposits', sign: 1 };
      case 'withdrawal':
        return { total: 'withdrawals', sign: -1 };
      case 'dividend':
      case 'interest':
        return { total: 'income', sign: 1 };
      case 'fee':
        return { total: 'fees', sign: -1 };
      case 'tax':
        return { total: 'taxes', sign: -1 };
      case 'adjustment':
      case 'unclassified':
        return { total: 'adjustments', sign: 1 };
      case 'fx':
        return { total: 'exchanged', sign: 1 };
      default:
        return undefined;
    }
  },
);

/** Adds (`sign` 1) what a row does to its account's running totals in cash, or takes it back (-1). */
export function addCashOf(context: CashContext, row: number, sign: 1 | -1): void {
  const { table } = context;
  const { amount, fee, tax } = table;
  if (amount.scales[row] === ABSENT) return;
  const type = table.type.values[row];
  const bucket = context.bucket(table.account.values[row], table.settleCurrency.values[row]);
  const day = table.day.values[row] - context.firstDay;
  addPart(bucket.cash, amount, row, day, sign);
  const isTrade = type === KIND.buy || type === KIND.sell;
  if (!isTrade || !context.capitalizesFees) {
    if (fee.scales[row] !== ABSENT) addPart(bucket.fees, fee, row, day, sign);
    if (tax.scales[row] !== ABSENT) addPart(bucket.total('taxes'), tax, row, day, sign);
  }
  const main = MAIN[type];
  if (main !== undefined) addGross(bucket.total(main.total), table, row, day, sign * main.sign);
  if (type === KIND.fx) receiveExchanged(context, row, day, sign);
  else if (type === KIND.opening || type === KIND.transfer_in || type === KIND.transfer_out) {
    // With units, the amount is what moving them cost.
    if (table.quantity.has(row)) addGross(bucket.fees, table, row, day, 0 - sign);
    else moveCash(context, row, bucket, day, sign);
  }
}

function addPart(total: RunningTotal, column: DecimalColumn, row: number, day: number, sign: number): void {
  const small = column.units[row];
  // A value beyond 2^53 is NaN in the column. Two calls, so that the common one is of a plain double.
  if (!Number.isNaN(small)) total.add(day, sign > 0 ? small : 0 - small, column.scales[row]);
  else total.add(day, sign > 0 ? column.unitsOf(row) : int.neg(column.unitsOf(row)), column.scales[row]);
}

/** The amount before its costs. */
function addGross(
  total: RunningTotal,
  { amount, fee, tax }: EventTable,
  row: number,
  day: number,
  sign: number,
): void {
  addPart(total, amount, row, day, sign);
  if (fee.scales[row] !== ABSENT) addPart(total, fee, row, day, sign);
  if (tax.scales[row] !== ABSENT) addPart(total, tax, row, day, sign);
}

/** The other side of a conversion. */
function receiveExchanged(context: CashContext, row: number, day: number, sign: 1 | -1): void {
  const { table } = context;
  const received = table.rare.toAmount.get(row);
  const currency = table.toCurrency.values[row];
  if (received === undefined || currency < 0) return;
  const target = context.bucket(table.account.values[row], currency);
  const units = sign > 0 ? received.units : int.neg(received.units);
  target.cash.add(day, units, received.scale);
  target.total('exchanged').add(day, units, received.scale);
}

/** Cash that comes or goes by opening or transfer: from outside, or from and to another account of the ledger. */
function moveCash(context: CashContext, row: number, bucket: CashTotals, day: number, sign: 1 | -1): void {
  const { table } = context;
  const comesIn = grossSign(table, row) >= 0;
  const direction = comesIn ? sign : 0 - sign;
  const put = (name: Total): void => addGross(bucket.total(name), table, row, day, direction);
  if (table.type.values[row] === KIND.opening && table.day.values[row] === context.firstDay) {
    addGross(bucket.total('opening'), table, row, day, sign);
    return;
  }
  const partner = context.partner(row);
  if (partner < 0) return put(comesIn ? 'transferredIn' : 'transferredOut');
  addWhole(bucket.total(comesIn ? 'ownIn' : 'ownOut'), table, row, day, direction);
  if (table.day.values[partner] === table.day.values[row]) return;
  // Between the two days the money is in transit, an account of its own.
  const transit = context.bucket(context.transitAccount, table.settleCurrency.values[row]);
  addGross(transit.cash, table, row, day, 0 - sign);
  addWhole(transit.total(comesIn ? 'ownOut' : 'ownIn'), table, row, day, direction);
}

/** The amount before its costs in whole minor units: both ends of a move count the same, however they round otherwise. */
function addWhole(total: RunningTotal, table: EventTable, row: number, day: number, sign: number): void {
  const { amount, fee, tax } = table;
  const scale = Math.max(amount.scaleOf(row), fee.scaleOf(row), tax.scaleOf(row));
  const minor = minorUnits(table.currencies.texts[table.settleCurrency.values[row]]);
  const gross = int.add(
    int.add(amount.unitsAt(row, scale), fee.unitsAt(row, scale)),
    tax.unitsAt(row, scale),
  );
  const whole = rescale(gross, scale, minor, 'half-away-from-zero');
  total.add(day, sign > 0 ? whole : int.neg(whole), minor);
}

function grossSign({ amount, fee, tax }: EventTable, row: number): -1 | 0 | 1 {
  const scale = Math.max(amount.scaleOf(row), fee.scaleOf(row), tax.scaleOf(row));
  return int.sign(
    int.add(int.add(amount.unitsAt(row, scale), fee.unitsAt(row, scale)), tax.unitsAt(row, scale)),
  );
}
