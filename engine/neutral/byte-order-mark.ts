/** Too few bytes to tell. */
export const UNDECIDED = -1 as const;
/** A mark of UTF-16, in either byte order. */
export const UTF_16 = -2;

/** Length of the UTF-8 byte order mark at the beginning of a text, 0 without one; UNDECIDED or UTF_16. */
export function byteOrderMark(bytes: Uint8Array, from: number, to: number): number {
  const [first, second, third] = [bytes[from], bytes[from + 1], bytes[from + 2]];
  if (first === 0xef) {
    if (to - from < 3) return UNDECIDED;
    return second === 0xbb && third === 0xbf ? 3 : 0;
  }
  if (first < 0xfe) return 0;
  if (to - from < 2) return UNDECIDED;
  return first + second === 0xfe + 0xff ? UTF_16 : 0;
}
