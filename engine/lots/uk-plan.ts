import { type Decimal, divideInteger, type Int, int } from '../amounts/index.ts';
import type { UkMatching } from './methods/uk.ts';

/** UK matching looks ahead: the trades of a group are matched before they are booked. */
export class UkPlan {
  readonly matching: UkMatching;
  private readonly factors: Map<number, Decimal>;

  constructor(matching: UkMatching, factors: Map<number, Decimal>) {
    this.matching = matching;
    this.factors = factors;
  }

  /** Matched quantities compare after all splits; this is one in the units of its row's own day. */
  fromCommonBasis(quantity: Int, row: number): Int {
    const factor = this.factors.get(row);
    if (factor === undefined) return quantity;
    return divideInteger(int.mul(quantity, int.pow10(factor.scale)), factor.units, 'half-away-from-zero');
  }
}
