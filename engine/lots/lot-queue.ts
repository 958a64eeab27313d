import type { Lot } from './lot.ts';

/**
 * The open lots of one holding in the order in which they would be closed. A method differs only in where a new
 * lot goes and from which end lots leave.
 */
export interface LotQueue {
  insert(lot: Lot): void;
  /** The lot that the next closing takes from; undefined when there is none. */
  next(row: number): Lot | undefined;
  /** Drops a lot that has become empty. */
  drop(lot: Lot): void;
  /** All open lots, oldest first. */
  all(): Lot[];
}

/** By date; what came in first counts as older among lots of one day. */
export const olderFirst = (a: Lot, b: Lot): number => a.opened - b.opened || a.arrived - b.arrived;

/** Lots in an array kept sorted by `compare`; closing takes from the front or from the back. */
export class SortedLots implements LotQueue {
  private lots: Lot[] = [];
  private head = 0;
  private arrivals = 0;
  private readonly compare: (a: Lot, b: Lot) => number;
  private readonly from: 'front' | 'back';

  constructor(compare: (a: Lot, b: Lot) => number, from: 'front' | 'back') {
    this.compare = compare;
    this.from = from;
  }

  insert(lot: Lot): void {
    const { lots } = this;
    lot.arrived = this.arrivals++;
    let at = lots.length;
    while (at > this.head && this.compare(lots[at - 1], lot) > 0) at--;
    if (at === lots.length) lots.push(lot);
    else lots.splice(at, 0, lot);
  }

  next(): Lot | undefined {
    return this.from === 'front'
      ? this.lots[this.head]
      : this.head < this.lots.length
        ? this.lots[this.lots.length - 1]
        : undefined;
  }

  drop(lot: Lot): void {
    const { lots } = this;
    if (this.from === 'back' && lots[lots.length - 1] === lot) lots.pop();
    else if (lots[this.head] === lot) this.head++;
    else lots.splice(lots.indexOf(lot, this.head), 1);
    // Emptied slots at the front are given back in bulk: one shift a lot would cost the length each time.
    if (this.head > 64 && this.head * 2 > lots.length) {
      lots.splice(0, this.head);
      this.head = 0;
    }
    if (this.head === lots.length) this.clear();
  }

  all(): Lot[] {
    return this.lots.slice(this.head).sort(olderFirst);
  }

  private clear(): void {
    this.lots.length = 0;
    this.head = 0;
  }
}
