import { type Day, dayOf } from '../calendar/day.ts';

/** Dates and decimals straight from ASCII bytes. What these do not read, the reader of the text may still read. */

const ZERO = 48;
const NINE = 57;
const MINUS = 45;
const PLUS = 43;
const POINT = 46;

/** The last date read: rows come by days, so most dates are the one before. */
export class DateBytes {
  private key = -1;
  private day: Day | null = null;

  /** Of YYYY-MM-DD in bytes[from…to); null for anything else. */
  read(bytes: Uint8Array, from: number, to: number): Day | null {
    if (to - from !== 10 || bytes[from + 4] !== MINUS || bytes[from + 7] !== MINUS) return null;
    const year = digits(bytes, from, from + 4);
    const month = digits(bytes, from + 5, from + 7);
    const dayOfMonth = digits(bytes, from + 8, from + 10);
    if (year < 0 || month < 0 || dayOfMonth < 0) return null;
    const key = year * 10_000 + month * 100 + dayOfMonth;
    if (key !== this.key) {
      this.key = key;
      this.day = dayOf(year, month, dayOfMonth);
    }
    return this.day;
  }
}

/** The number that bytes[from…to) write in digits alone, else -1. */
function digits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let p = from; p < to; p++) {
    const byte = bytes[p];
    if (byte < ZERO || byte > NINE) return -1;
    value = value * 10 + byte - ZERO;
  }
  return value;
}

/** A decimal of at most 15 digits, as `units` × 10^-`scale` of the last call that answered true. */
export class DecimalBytes {
  units = 0;
  scale = 0;

  /** Whether bytes[from…to) are such a decimal: an optional sign, digits, an optional point and digits. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    let p = from;
    const sign = bytes[p];
    if (sign === MINUS || sign === PLUS) p++;
    if (p === to || to - p > 15) return false;
    let units = 0;
    let point = -1;
    for (; p < to; p++) {
      const digit = bytes[p] - ZERO;
      if (digit >= 0 && digit <= 9) units = units * 10 + digit;
      else if (bytes[p] === POINT && point < 0) point = p;
      else return false;
    }
    if (point >= 0 && to - from === (sign === MINUS || sign === PLUS ? 2 : 1)) return false;
    this.units = sign === MINUS ? 0 - units : units;
    this.scale = point < 0 ? 0 : to - point - 1;
    return true;
  }
}
