import { absolute, compare, decimal, multiply, subtract } from '@tidemark/engine';
import { type NumberLocale, readNumber } from './numbers.ts';

/** Costs are less than two percent; a wrong decimal mark is off by a thousand. */
const SLACK = decimal(2, 2);

/** Whether quantity × price makes the amount, read in a locale; false where one of them is missing. */
export function productFits(
  quantity: string | null,
  price: string | null,
  amount: string | null,
  locale: NumberLocale,
): boolean {
  const [units, each, made] = [quantity, price, amount].map((bare) =>
    bare === null || bare === '' ? null : readNumber(bare, locale),
  );
  if (units === null || each === null || made === null || made.units === 0) return false;
  const off = absolute(subtract(absolute(multiply(units, each)), absolute(made)));
  return compare(off, multiply(absolute(made), SLACK)) <= 0;
}
