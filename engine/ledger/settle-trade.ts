import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  formatDecimal,
  type Int,
  int,
  minorUnits,
  multiply,
  rescale,
  subtract,
} from '../amounts/index.ts';
import { named } from './check-columns.ts';
import type { ContractTerms } from './contract-terms.ts';
import type { OpenRow } from './open-row.ts';

/**
 * The cash of a `buy` or `sell`. Left out, it is −(quantity × price × factor) − fee − tax or + … − fee − tax,
 * exactly; given, it wins, and a warning says so where it differs by more than rounding.
 */
export function settleTrade(open: OpenRow, type: 'buy' | 'sell', terms: ContractTerms): void {
  const { table, row } = open;
  const stated = table.amount.has(row);
  if (table.currency.get(row) !== table.settleCurrency.get(row)) {
    if (!stated) {
      const message = `amount is empty; the price is in ${open.currency} and the cash in ${open.settleCurrency}`;
      open.refuse('field_required', 'amount', message, {
        remedy: 'Give what the cash changed by, costs included.',
      });
    }
    return;
  }
  if (!table.price.has(row)) {
    if (!stated)
      open.refuse('field_required', 'price', `price and amount are empty; ${named(type)} needs one of them`);
    return;
  }
  const value = tradeValue(open, terms);
  const scale = table.quantity.scaleOf(row) + table.price.scaleOf(row) + value.moreScale;
  const signed = type === 'buy' ? int.neg(value.units) : value.units;
  if (stated) compareWithExpected(open, signed, scale, terms);
  else putExpected(open, signed, scale);
}

/** Quantity × price × factor, with the decimals that the factor adds. */
function tradeValue(open: OpenRow, terms: ContractTerms): { units: Int; moreScale: number } {
  const { table, row } = open;
  const units = int.mul(table.quantity.unitsOf(row), table.price.unitsOf(row));
  const factor = rowFactor(open, terms);
  return { units: factor.units === 1 ? units : int.mul(units, factor.units), moreScale: factor.scale };
}

/** Multiplier × price factor; the row's own multiplier comes first. */
function rowFactor(open: OpenRow, terms: ContractTerms): Decimal {
  const own = open.table.rare.multiplier.get(open.row);
  return own === undefined ? terms.factor : multiply(own, terms.priceFactor);
}

function putExpected(open: OpenRow, units: Int, scale: number): void {
  const { amount, fee, tax } = open.table;
  const { row } = open;
  const common = Math.max(scale, fee.scaleOf(row), tax.scaleOf(row));
  const costs = int.add(fee.unitsAt(row, common), tax.unitsAt(row, common));
  amount.put(row, int.sub(rescale(units, scale, common, 'toward-zero'), costs), common);
}

function compareWithExpected(open: OpenRow, units: Int, scale: number, terms: ContractTerms): void {
  const { amount, fee, tax } = open.table;
  const { row } = open;
  const common = Math.max(scale, amount.scaleOf(row), fee.scaleOf(row), tax.scaleOf(row));
  const costs = int.add(fee.unitsAt(row, common), tax.unitsAt(row, common));
  const expected = int.sub(rescale(units, scale, common, 'toward-zero'), costs);
  const stated = amount.unitsAt(row, common);
  if (stated === expected) return;
  const difference = absolute(subtract(decimal(stated, common), decimal(expected, common)));
  if (compare(multiply(difference, decimal(2, 0)), twiceRounding(open, terms)) <= 0) return;
  warnDiffers(open, decimal(stated, common), decimal(expected, common));
}

/**
 * Twice what rounding can explain, which is half a minor unit of the cash, and half of the price's last digit (at
 * the coarsest its minor unit) for every unit traded.
 */
function twiceRounding(open: OpenRow, terms: ContractTerms): Decimal {
  const { table, row } = open;
  const priceScale = Math.max(table.price.scaleOf(row), minorUnits(open.currency));
  const units = absolute(multiply(table.quantity.get(row) as Decimal, rowFactor(open, terms)));
  return add(decimal(1, minorUnits(open.settleCurrency)), multiply(units, decimal(1, priceScale)));
}

export function warnDiffers(open: OpenRow, stated: Decimal, expected: Decimal): void {
  const message = `amount is ${formatDecimal(stated)}; the other columns make it ${formatDecimal(expected)}`;
  open.warn('amount_differs', 'amount', message, { symbol: open.symbol });
}
