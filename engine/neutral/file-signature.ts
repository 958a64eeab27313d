import { UNDECIDED } from './byte-order-mark.ts';

/** How files begin that are taken for a CSV by mistake. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive, as .xlsx and .ods files are' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Office document, as .xls files are' },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], what: 'a PDF' },
  { bytes: [0x1f, 0x8b], what: 'compressed by gzip' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a JPEG image' },
];

/** What a file that begins so is, null for any other; UNDECIDED where too few bytes have come to tell. */
export function fileSignature(b: Uint8Array, from: number, to: number): string | null | typeof UNDECIDED {
  for (const { bytes, what } of SIGNATURES) {
    const seen = Math.min(bytes.length, to - from);
    if (bytes.slice(0, seen).every((byte, i) => b[from + i] === byte)) {
      return seen === bytes.length ? what : UNDECIDED;
    }
  }
  return null;
}
