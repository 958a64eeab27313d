import { type Int, int, multiplyDivide } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';

/**
 * Units bought (or, with a negative quantity, sold short) together. Quantities and costs are whole numbers at the
 * scales of their `LotScales`; cost has the sign of quantity.
 */
export interface Lot {
  quantity: Int;
  /** In the instrument's currency. */
  cost: Int;
  /** In base, at the rate of the purchase; unused (0) where the instrument's currency is base. */
  costBase: Int;
  readonly opened: Day;
  /** The ledger row that opened it. */
  readonly row: number;
  /** Its number among the lots that came into its holding, given by the queue: of one day the first is the older. */
  arrived: number;
}

/** Digits after the point of quantities, costs and base costs of a group of linked instruments. */
export interface LotScales {
  readonly quantity: number;
  readonly cost: number;
  readonly base: number;
}

/** Takes `part` (same sign, smaller) out of a lot; the lot keeps the rest of the cost, so nothing is lost. */
export function takePart(lot: Lot, part: Int): Lot {
  const cost = multiplyDivide(lot.cost, part, lot.quantity);
  const costBase = lot.costBase === 0 ? 0 : multiplyDivide(lot.costBase, part, lot.quantity);
  lot.quantity = int.sub(lot.quantity, part);
  lot.cost = int.sub(lot.cost, cost);
  lot.costBase = int.sub(lot.costBase, costBase);
  return { quantity: part, cost, costBase, opened: lot.opened, row: lot.row, arrived: lot.arrived };
}
