import { Numbers } from '../random-numbers.ts';

/** Choices by a seed: the same seed chooses the same. */
export class Draw extends Numbers {
  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  isOnce(percent: number): boolean {
    return this.below(100) < percent;
  }

  oneOf<Thing>(things: readonly Thing[]): Thing {
    if (things.length === 0) throw new Error('nothing to choose from');
    return things[this.below(things.length)];
  }

  /** `12.34`, both ends in cents. */
  money(least: number, most: number): string {
    return text(this.between(least, most));
  }
}

/** Cents as text: 1234 is `12.34`. */
export const text = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
