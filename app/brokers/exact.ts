import {
  absolute,
  dec,
  divide,
  formatDecimal,
  isZero,
  multiply,
  negate,
  normalize,
  signOf,
} from '@tidemark/engine';

/** Digits after the point of what two decimals of a provider lead to. */
const QUOTIENT_DECIMALS = 18;

/** Exact plain decimal texts, as providers' decimals are kept. */
export const magnitude = (text: string): string => formatDecimal(absolute(dec(text)));
export const negated = (text: string): string => formatDecimal(negate(dec(text)));
export const signOfText = (text: string): -1 | 0 | 1 => signOf(dec(text));
export const isNothing = (text: string | undefined): boolean => text === undefined || isZero(dec(text));

export const product = (a: string, b: string): string => formatDecimal(normalize(multiply(dec(a), dec(b))));

/** Rounded half to even where it has no end. */
export const quotient = (a: string, b: string): string =>
  formatDecimal(normalize(divide(dec(a), dec(b), QUOTIENT_DECIMALS, 'half-even')));
