import type { Lot } from '../lot.ts';
import { type LotQueue, olderFirst, SortedLots } from '../lot-queue.ts';

/**
 * Specific identification: a sale closes the lot it names, first in first out where it names none.
 * `lotNamed` answers the row that opened the lot which the sale of a row names, or -1.
 */
export class SpecificLots implements LotQueue {
  private readonly lots = new SortedLots(olderFirst, 'front');
  private readonly lotNamed: (saleRow: number) => number;

  constructor(lotNamed: (saleRow: number) => number) {
    this.lotNamed = lotNamed;
  }

  insert(lot: Lot): void {
    this.lots.insert(lot);
  }

  next(row: number): Lot | undefined {
    const named = this.lotNamed(row);
    return named < 0
      ? this.lots.next()
      : (this.lots.all().find((lot) => lot.row === named) ?? this.lots.next());
  }

  drop(lot: Lot): void {
    this.lots.drop(lot);
  }

  all(): Lot[] {
    return this.lots.all();
  }
}
