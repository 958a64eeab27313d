import { decodeText } from '../../importers/reader/encoding.ts';

/** The lines on which the records of a delimited file begin, blank ones left out: quotes decide where a record ends. */
export function recordLines(bytes: Uint8Array): number[] {
  const text = (decodeText(bytes)?.text ?? '').replace(/\r\n?/g, '\n');
  const lines: number[] = [];
  let isOpen = false;
  text.split('\n').forEach((line, k) => {
    if (!isOpen && /[^\s,;|"]/.test(line)) lines.push(k + 1);
    if ((line.match(/"/g)?.length ?? 0) % 2 === 1) isOpen = !isOpen;
  });
  return lines;
}
