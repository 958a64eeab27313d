/** UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF. */

/** Whether bytes[from…to) are UTF-8. */
export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
  let p = from;
  while (p < to) {
    const length = bytes[p] < 0x80 ? 1 : sequenceLength(bytes, p, to);
    if (length === 0) return false;
    p += length;
  }
  return true;
}

/** Bytes of the multi-byte character at p; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, p: number, to: number): number {
  const lead = bytes[p];
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0 || p + length > to) return 0;
  const second = bytes[p + 1];
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let k = 2; k < length; k++) if ((bytes[p + k] & 0xc0) !== 0x80) return 0;
  return length;
}

/** The text of bytes[from…to); what is not UTF-8 becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  let p = from;
  while (p < to) {
    const byte = bytes[p];
    if (byte < 0x80) {
      text += String.fromCharCode(byte);
      p++;
      continue;
    }
    const length = sequenceLength(bytes, p, to);
    text += length === 0 ? '\ufffd' : String.fromCodePoint(codePoint(bytes, p, length));
    p += length === 0 ? 1 : length;
  }
  return text;
}

function codePoint(bytes: Uint8Array, p: number, length: number): number {
  let point = bytes[p] & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) point = (point << 6) | (bytes[p + k] & 0x3f);
  return point;
}
