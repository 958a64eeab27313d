import { plainDecimal } from '../../providers/index.ts';

/** A 32-bit float carries no more digits than this, whatever is printed. */
const SINGLE_DIGITS = 9;
/** What the store holds exactly. */
const DIGITS_MAX = 15;

/**
 * What Yahoo means by a number: its history is of 32-bit floats printed as 64-bit ones, 129.0399932861328 for
 * 129.04. Such a number is the shortest decimal with the same 32 bits; any other one is what it says.
 */
export function meantBy(text: string): string {
  const value = Number(text);
  const single = Math.fround(value);
  if (!Number.isFinite(single) || Math.abs(single - value) > Math.abs(value) * 1e-13)
    return toDigits(value, text);
  for (let digits = 1; digits <= SINGLE_DIGITS; digits++) {
    const short = value.toPrecision(digits);
    if (Math.fround(Number(short)) === single) return plainDecimal(short) ?? text;
  }
  return toDigits(value, text);
}

function toDigits(value: number, text: string): string {
  const digits = text.replace(/[-.]/g, '').replace(/^0+/, '').length;
  return digits <= DIGITS_MAX ? text : (plainDecimal(value.toPrecision(DIGITS_MAX)) ?? text);
}
