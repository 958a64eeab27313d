import { type Reading, readFile } from '../../importers/index.ts';
import { DELIMITERS, type Delimiter, delimitedRecords } from '../../importers/reader/delimited.ts';
import { decodeText } from '../../importers/reader/encoding.ts';
import type { Numbers } from '../random-numbers.ts';
import { accountedLines } from './accounted.ts';

/** A file, and the answers that its questions need. */
export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const TERMS = { file: 'mutated', accountCurrency: 'EUR', timeZone: 'Europe/Berlin' };

/** Bytes that mean something to a reader of files. */
const TELLING = [...'",;\n\r\t|.-+()€0123456789/:@=<>&']
  .map((c) => c.charCodeAt(0))
  .concat([0, 0xff, 0xc3, 0x80]);

/** One to four changes: a byte flipped, put in, taken out, a stretch doubled, taken out or cut off. */
export function mutated(bytes: Uint8Array, random: Numbers): Uint8Array {
  let current = bytes;
  const changes = 1 + random.below(4);
  for (let k = 0; k < changes; k++) current = changedOnce(current, random);
  return current;
}

function changedOnce(bytes: Uint8Array, random: Numbers): Uint8Array {
  const at = random.below(bytes.length + 1);
  const length = 1 + random.below(40);
  const byte = TELLING[random.below(TELLING.length)];
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.below(6)) {
    case 0:
      return joined(before, Uint8Array.of(byte), after.subarray(1));
    case 1:
      return joined(before, Uint8Array.of(byte), after);
    case 2:
      return joined(before, after.subarray(1));
    case 3:
      return joined(before, after.subarray(0, length), after);
    case 4:
      return joined(before, after.subarray(length));
    default:
      return random.below(20) === 0 ? before : joined(before, Uint8Array.of(10), after);
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What is wrong with how a file was read: nothing, or a sentence. */
export function fault(bytes: Uint8Array): string | null {
  const reading = readFile(bytes, { ...TERMS, answers: {} });
  if (reading.problems.some(({ severity, source }) => severity === 'error' && source.line === undefined))
    return null;
  if (reading.drafts.length === 0 && !hasErrors(reading))
    return 'a file that is not empty gave no row and no error';
  const text = decodeText(bytes)?.text.replace(/^\ufeff/, '') ?? '';
  if (!isTable(reading)) return null;
  const spilt = DELIMITERS.filter((delimiter) => !keepsAll(text, delimiter));
  if (spilt.length > 0) return `characters are lost between ${JSON.stringify(spilt)}`;
  if (reading.problems.some(({ code }) => code === 'problems_omitted')) return null;
  const accounted = accountedLines(reading);
  const lost = DELIMITERS.map((delimiter) => lostLines(text, delimiter, accounted));
  // The reader took one of them.
  if (lost.some((lines) => lines.length === 0)) return null;
  return `lines ${lost[0].slice(0, 5).join(', ')} are lost`;
}

/** Records that the reading says nothing of. */
function lostLines(text: string, delimiter: Delimiter, accounted: ReadonlySet<number>): number[] {
  const records = [...delimitedRecords(text, delimiter)];
  const filled = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return filled.map(({ line }) => line).filter((line) => !accounted.has(line));
}

/** Whether the cells of all records hold every character of a text but its delimiters, quotes and blanks. */
function keepsAll(text: string, delimiter: Delimiter): boolean {
  const bare = (part: string): string => part.replaceAll(delimiter, '').replace(/["\s]/g, '');
  const cells = [...delimitedRecords(text, delimiter)].flatMap((record) => record.cells);
  return bare(cells.join('')) === bare(text);
}

const hasErrors = ({ problems }: Reading): boolean => problems.some(({ severity }) => severity === 'error');

/** Documents count their records by elements, not by lines. */
const isTable = ({ format }: Reading): boolean =>
  ![
    'ghostfolio',
    'ibkr-flex-xml',
    'ofx',
    'qif',
    'beancount',
    'journal',
    'portfolio-performance-xml',
  ].includes(format);
