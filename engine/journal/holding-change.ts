import { type Int, int } from '../amounts/index.ts';
import type { ClosedLot, Rate } from '../lots/index.ts';
import type { WatchedHolding } from './watched-fold.ts';

/** What one row did to one holding, split into its closing and the rest. */
export interface Change {
  readonly holding: WatchedHolding;
  readonly exit: {
    readonly quantity: Int;
    readonly received: Int;
    readonly gain: Int;
    readonly booked: Rate | null;
  } | null;
  /** Units beyond the closing, what they brought, and gains for no units. */
  readonly quantity: Int;
  readonly money: Int;
  readonly gain: Int;
}

/** From now on, what the holding is counts as seen. */
export function see(holding: WatchedHolding): void {
  holding.seenQuantity = holding.quantity;
  holding.seenCost = holding.cost;
}

/** Compares a holding with what it was, and takes the lots that the row closed apart from the rest. */
export function changeOf(holding: WatchedHolding, closed: readonly ClosedLot[]): Change {
  let quantity: Int = int.sub(holding.quantity, holding.seenQuantity);
  let cost: Int = int.sub(holding.cost, holding.seenCost);
  let exitQuantity: Int = 0;
  let received: Int = 0;
  let exitGain: Int = 0;
  let gain: Int = 0;
  let booked: Rate | null = null;
  for (const lot of closed) {
    if (lot.account !== holding.account || lot.symbol !== holding.symbol) continue;
    const gained = int.sub(lot.received, lot.cost);
    // Cash for part of a lot's cost closes no units.
    if (lot.quantity === 0) {
      gain = int.add(gain, gained);
      continue;
    }
    exitQuantity = int.add(exitQuantity, lot.quantity);
    received = int.add(received, lot.received);
    exitGain = int.add(exitGain, gained);
    quantity = int.add(quantity, lot.quantity);
    cost = int.add(cost, lot.cost);
    booked = lot.booked;
  }
  const exit = exitQuantity === 0 ? null : { quantity: exitQuantity, received, gain: exitGain, booked };
  return { holding, exit, quantity, money: int.sub(gain, cost), gain };
}
