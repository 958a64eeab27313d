import type { Decimal } from '../amounts/index.ts';
import { type Int, int, multiplyDivide, rescale } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { ClosedLot, Rate } from './disposal.ts';
import { type Lot, takePart } from './lot.ts';
import type { LotQueue } from './lot-queue.ts';

/** What a closing is booked with. */
export interface Closing {
  readonly day: Day;
  readonly row: number;
  readonly booked: Rate | null;
}

/** Units with what they cost. */
export interface Units {
  readonly quantity: Int;
  readonly cost: Int;
}

/** One instrument in one account while the ledger is folded: its open lots and, day by day, what they add up to. */
export class Holding {
  readonly account: number;
  readonly symbol: number;
  readonly queue: LotQueue;
  quantity: Int = 0;
  cost: Int = 0;
  /**
   * What is part of the position and its cost, but of no lot. UK matching disposes of shares that are only bought
   * later: what the open lots lack (negative) until then. And what is `shown`.
   */
  aheadQuantity: Int = 0;
  aheadCost: Int = 0;
  /** By row of its transfer_out: what has arrived elsewhere before it leaves; where it is owed, below zero. */
  private readonly shown = new Map<number, Units>();
  /** Days on which quantity or cost changed, ascending, with what they were at the end of each. */
  readonly days: Day[] = [];
  readonly quantities: Int[] = [];
  readonly costs: Int[] = [];

  constructor(account: number, symbol: number, queue: LotQueue) {
    this.account = account;
    this.symbol = symbol;
    this.queue = queue;
  }

  open(lot: Lot): void {
    this.queue.insert(lot);
    this.quantity = int.add(this.quantity, lot.quantity);
    this.cost = int.add(this.cost, lot.cost);
  }

  /**
   * Closes `quantity` (the position's sign, no larger than it) for `received` in cash, sharing that among the lots
   * by quantity; the last takes what is left.
   */
  close(quantity: Int, received: Int, closing: Closing, closed: ClosedLot[]): void {
    let left = quantity;
    let share = received;
    while (left !== 0) {
      const taken = this.take(left, closing.row);
      const part = taken.quantity === left ? share : multiplyDivide(share, taken.quantity, left);
      left = int.sub(left, taken.quantity);
      share = int.sub(share, part);
      closed.push({
        account: this.account,
        symbol: this.symbol,
        opened: taken.opened,
        closed: closing.day,
        quantity: taken.quantity,
        cost: taken.cost,
        costBase: taken.costBase,
        received: part,
        row: closing.row,
        lotRow: taken.row,
        booked: closing.booked,
      });
    }
  }

  /** Takes lots adding up to `quantity` out of the holding, as the method chooses; answers them oldest first. */
  takeLots(quantity: Int, row: number): Lot[] {
    const age = new Map(this.queue.all().map((lot, place) => [lot, place]));
    const lots: { readonly taken: Lot; readonly place: number }[] = [];
    for (let left = quantity; left !== 0; ) {
      const source = this.queue.next(row);
      const taken = this.take(left, row);
      lots.push({ taken, place: source === undefined ? 0 : (age.get(source) ?? 0) });
      left = int.sub(left, taken.quantity);
    }
    return lots.sort((a, b) => a.place - b.place).map(({ taken }) => taken);
  }

  /** Takes these of its lots out as they are. */
  release(lots: readonly Lot[]): void {
    for (const lot of lots) {
      this.queue.drop(lot);
      this.quantity = int.sub(this.quantity, lot.quantity);
      this.cost = int.sub(this.cost, lot.cost);
    }
  }

  /** Until the day of a transfer_out, its units are part of the position though their lots have gone. */
  show(row: number, units: Units, day: Day): void {
    this.shown.set(row, units);
    this.addAhead(units.quantity, units.cost);
    this.mark(day);
  }

  /** On that day they are no longer; answers what they were. */
  unshow(row: number, day: Day): Units {
    const units = this.shown.get(row) ?? { quantity: 0, cost: 0 };
    this.shown.delete(row);
    this.addAhead(int.neg(units.quantity), int.neg(units.cost));
    this.mark(day);
    return units;
  }

  private addAhead(quantity: Int, cost: Int): void {
    this.aheadQuantity = int.add(this.aheadQuantity, quantity);
    this.aheadCost = int.add(this.aheadCost, cost);
  }

  /** Whether a split has nothing to multiply. */
  get isEmpty(): boolean {
    return this.quantity === 0 && this.aheadQuantity === 0 && this.shown.size === 0;
  }

  private take(left: Int, row: number): Lot {
    const lot = this.queue.next(row);
    if (lot === undefined) throw new Error('a closing exceeds the position: the caller checks that first');
    const whole = int.compare(int.abs(left), int.abs(lot.quantity)) >= 0;
    if (whole) this.queue.drop(lot);
    const taken = whole ? lot : takePart(lot, left);
    this.quantity = int.sub(this.quantity, taken.quantity);
    this.cost = int.sub(this.cost, taken.cost);
    return taken;
  }

  /** Multiplies every lot's quantity; costs stay. */
  split(ratio: Decimal, quantityScale: number): void {
    const scale = (quantity: Int): Int =>
      rescale(
        int.mul(quantity, ratio.units),
        quantityScale + ratio.scale,
        quantityScale,
        'half-away-from-zero',
      );
    let total: Int = 0;
    for (const lot of this.queue.all()) {
      lot.quantity = scale(lot.quantity);
      total = int.add(total, lot.quantity);
    }
    this.quantity = total;
    this.splitAhead(scale);
  }

  private splitAhead(scale: (quantity: Int) => Int): void {
    let matched = this.aheadQuantity;
    let shown: Int = 0;
    for (const [row, { quantity, cost }] of this.shown) {
      const units = scale(quantity);
      this.shown.set(row, { quantity: units, cost });
      matched = int.sub(matched, quantity);
      shown = int.add(shown, units);
    }
    this.aheadQuantity = int.add(scale(matched), shown);
  }

  /** Changes each lot's cost by what `change` answers for it. */
  recost(change: (lot: Lot) => Int): void {
    for (const lot of this.queue.all()) {
      const cost = change(lot);
      if (lot.cost !== 0 && lot.costBase !== 0) lot.costBase = multiplyDivide(lot.costBase, cost, lot.cost);
      this.cost = int.add(this.cost, int.sub(cost, lot.cost));
      lot.cost = cost;
    }
  }

  /** Notes what the holding is at the end of `day`; later calls for the same day replace it. */
  mark(day: Day): void {
    const quantity = this.aheadQuantity === 0 ? this.quantity : int.add(this.quantity, this.aheadQuantity);
    const cost = this.aheadCost === 0 ? this.cost : int.add(this.cost, this.aheadCost);
    const last = this.days.length - 1;
    if (last >= 0 && this.days[last] === day) {
      this.quantities[last] = quantity;
      this.costs[last] = cost;
      return;
    }
    this.days.push(day);
    this.quantities.push(quantity);
    this.costs.push(cost);
  }
}
