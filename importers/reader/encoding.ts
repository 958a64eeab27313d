/** The text of a file, whichever way its bytes say it. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

const PROBE_BYTES = 4096;

/**
 * Bytes as text: by their byte order mark; without one as UTF-16 where every second byte of the beginning is zero,
 * as UTF-8 where they are it, else as Windows-1252. Null for what is no text.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return hasControls(text) ? null : { text, encoding };
}

/** Zero bytes stand in no text file, other control characters in the beginning of none. */
function hasControls(text: string): boolean {
  if (text.includes('\u0000')) return true;
  for (let k = 0; k < Math.min(text.length, PROBE_BYTES); k++) {
    const code = text.charCodeAt(k);
    if (code < 9 || (code > 13 && code < 32)) return true;
  }
  return false;
}

function encodingOf(bytes: Uint8Array): DecodedText['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = zeroBytes(bytes.subarray(0, PROBE_BYTES));
  const half = Math.min(bytes.length, PROBE_BYTES) / 2;
  if (half >= 2 && zeros.odd > half * 0.7 && zeros.even === 0) return 'utf-16le';
  if (half >= 2 && zeros.even > half * 0.7 && zeros.odd === 0) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function zeroBytes(bytes: Uint8Array): { odd: number; even: number } {
  let odd = 0;
  let even = 0;
  for (let k = 0; k < bytes.length; k++) if (bytes[k] === 0) k % 2 === 0 ? even++ : odd++;
  return { odd, even };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
