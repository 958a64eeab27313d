import type { Int } from '../amounts/index.ts';
import { Fold } from '../lots/fold.ts';
import { Holding, type Units } from '../lots/holding.ts';
import type { RoundTrip } from './round-trip.ts';

/** A holding that says when it has changed, in place of noting what it was at the end of each day. */
export class WatchedHolding extends Holding {
  touched: WatchedHolding[] = [];
  /** What it was when the journal last looked. */
  seenQuantity: Int = 0;
  seenCost: Int = 0;
  /** In base, of what is not priced in base. */
  seenCostBase: Int = 0;
  trip: RoundTrip | null = null;

  override mark(): void {
    if (!this.touched.includes(this)) this.touched.push(this);
  }

  /** Trips follow the lots: what is shown where they no longer are is none of the journal's. */
  override show(): void {}

  override unshow(): Units {
    return { quantity: 0, cost: 0 };
  }
}

/** Lots folded row by row, as for the daily figures, telling which holdings a row has changed. */
export class WatchedFold extends Fold {
  readonly touched: WatchedHolding[] = [];

  protected override newHolding(account: number, symbol: number): Holding {
    const holding = new WatchedHolding(account, symbol, this.newQueue(account));
    holding.touched = this.touched;
    return holding;
  }
}
