/** A record of a delimited file. */
export interface Delimited {
  readonly cells: readonly string[];
  /** Where it begins; the first line of the file is 1. */
  readonly line: number;
  /** Whether a quote of it is never closed; then it holds the rest of the file. */
  readonly isUnclosed: boolean;
}

export type Delimiter = ',' | ';' | '\t' | '|';

export const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

const QUOTE = '"';

/**
 * The records of a delimited text by RFC 4180: quoted cells may hold delimiters, line breaks and doubled quotes; a
 * quote inside a bare cell is a character. Blank lines are no records. Lines end in LF, CRLF or CR.
 */
export function* delimitedRecords(text: string, delimiter: Delimiter): Generator<Delimited> {
  const hasLoneCr = /\r(?!\n)/.test(text);
  const lines = hasLoneCr ? text.replace(/\r\n?/g, '\n') : text;
  let line = 0;
  let from = 0;
  while (from < lines.length) {
    line++;
    const feed = lines.indexOf('\n', from);
    const next = feed < 0 ? lines.length : feed;
    const to = feed > from && lines.charCodeAt(feed - 1) === 13 ? feed - 1 : next;
    const bare = lines.slice(from, to);
    if (!bare.includes(QUOTE)) {
      from = next + 1;
      if (bare.trim() !== '') yield { cells: bare.split(delimiter), line, isUnclosed: false };
      continue;
    }
    const { cells, end, breaks, isUnclosed } = quotedRecord(lines, from, delimiter);
    yield { cells, line, isUnclosed };
    line += breaks;
    from = end;
  }
}

interface QuotedRecord {
  readonly cells: string[];
  /** Where the next record begins. */
  readonly end: number;
  /** Line breaks inside quotes. */
  readonly breaks: number;
  readonly isUnclosed: boolean;
}

function quotedRecord(text: string, from: number, delimiter: Delimiter): QuotedRecord {
  const cells: string[] = [];
  let breaks = 0;
  let p = from;
  for (;;) {
    const quoteAt = firstNonBlank(text, p, delimiter);
    if (text[quoteAt] === QUOTE) {
      const { cell, end, feeds, isUnclosed } = quotedCell(text, quoteAt, delimiter);
      cells.push(cell);
      breaks += feeds;
      if (isUnclosed) return { cells, end: text.length, breaks, isUnclosed };
      p = end;
    } else {
      const end = endOfBare(text, p, delimiter);
      cells.push(text.slice(p, text.charCodeAt(end - 1) === 13 && end > p ? end - 1 : end));
      p = end;
    }
    if (p >= text.length || text[p] === '\n') return { cells, end: p + 1, breaks, isUnclosed: false };
    p++;
  }
}

function firstNonBlank(text: string, from: number, delimiter: Delimiter): number {
  let p = from;
  while (text[p] === ' ' || (text[p] === '\t' && delimiter !== '\t')) p++;
  return p;
}

function endOfBare(text: string, from: number, delimiter: Delimiter): number {
  let p = from;
  while (p < text.length && text[p] !== delimiter && text[p] !== '\n') p++;
  return p;
}

function quotedCell(
  text: string,
  from: number,
  delimiter: Delimiter,
): { cell: string; end: number; feeds: number; isUnclosed: boolean } {
  let cell = '';
  let p = from + 1;
  for (;;) {
    const quote = text.indexOf(QUOTE, p);
    if (quote < 0) {
      const rest = cell + text.slice(p);
      return { cell: rest, end: text.length, feeds: countFeeds(rest), isUnclosed: true };
    }
    cell += text.slice(p, quote);
    if (text[quote + 1] !== QUOTE) {
      const end = endOfBare(text, quote + 1, delimiter);
      // What stands between the closing quote and the delimiter belongs to the cell, as sloppy writers mean it.
      return {
        cell: cell + text.slice(quote + 1, end).trimEnd(),
        end,
        feeds: countFeeds(cell),
        isUnclosed: false,
      };
    }
    cell += QUOTE;
    p = quote + 2;
  }
}

function countFeeds(text: string): number {
  let count = 0;
  for (let p = text.indexOf('\n'); p >= 0; p = text.indexOf('\n', p + 1)) count++;
  return count;
}
