/** What both files of the baseline are read with: pieces of bytes, dates, four digits at once. */
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1 << 16;
/** Longer than any row, and what is read beyond it. */
export const MARGIN = 128;
export const LF = 10;
export const COMMA = 44;
export const ZERO = 48;

/** Gives a file to `take` in pieces; it answers where the first row begins that it did not take. */
export function inChunks(
  file: string,
  take: (bytes: Uint8Array, words: DataView, end: number, isLast: boolean) => number,
): void {
  const bytes = new Uint8Array(CHUNK_BYTES + MARGIN);
  const words = new DataView(bytes.buffer);
  const fd = openSync(file, 'r');
  let kept = 0;
  let isLast = false;
  while (!isLast) {
    const read = readSync(fd, bytes, kept, CHUNK_BYTES - kept, null);
    isLast = read === 0;
    const end = kept + read;
    const taken = take(bytes, words, end, isLast);
    bytes.copyWithin(0, taken, end);
    kept = end - taken;
  }
  closeSync(fd);
}

/** The number of the four digits at p: pairs to tens and ones, then both pairs. */
export function fourDigits(words: DataView, p: number): number {
  const four = words.getInt32(p, true) - 0x30303030;
  const pairs = (Math.imul(four, 10) + (four >>> 8)) & 0x00ff00ff;
  return (pairs & 0xff) * 100 + (pairs >>> 16);
}

/** Days since 1970-01-01 of the date at p. */
export function dateAt(b: Uint8Array, p: number): number {
  const month = (b[p + 5] - ZERO) * 10 + b[p + 6] - ZERO;
  const day = (b[p + 8] - ZERO) * 10 + b[p + 9] - ZERO;
  const year =
    (b[p] - ZERO) * 1000 +
    (b[p + 1] - ZERO) * 100 +
    (b[p + 2] - ZERO) * 10 +
    b[p + 3] -
    ZERO -
    (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}
