import { byteOrderMark, UNDECIDED, UTF_16 } from './byte-order-mark.ts';
import { type CsvLayout, IGNORED, readHeader, splitHeader } from './csv-header.ts';
import type { CsvHandler, CsvRow, PlainRows } from './csv-row.ts';
import { fileSignature } from './file-signature.ts';
import type { ProblemList } from './problem-list.ts';
import { decodeUtf8, isUtf8 } from './utf8.ts';

export type { CsvLayout } from './csv-header.ts';
export type { CsvHandler, CsvRow, PlainRows } from './csv-row.ts';

/** The longest row, quoted line breaks included. It bounds the memory of the scanner. */
export const ROW_BYTES_MAX = 65536;

const PLAIN_PAUSE_MAX = 50;

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const QUOTE = 34;
const COMMA = 44;

/**
 * Reads CSV (RFC 4180; UTF-8 with or without a byte order mark; lines end in LF, CRLF or CR; blank lines count as
 * lines only) from pieces of any size, without holding more than one row. Every problem is noted with its line;
 * a row that has one is not handed on. After problems of the header no row is read.
 */
export class CsvScanner implements CsvRow {
  bytes: Uint8Array = new Uint8Array(0);
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  line = 0;

  private readonly layout: CsvLayout;
  private readonly problems: ProblemList;
  private readonly handler: CsvHandler;
  private plain: PlainRows | null = null;
  private plainMisses = 0;
  /** Rows until the quicker reader is tried again. */
  private plainPause = 0;
  /** Where a field of the file goes in starts and ends; the last place takes what is ignored. Empty before the header. */
  private slots = new Int32Array(0);
  private headerSeen = false;
  private refused = false;

  private nextLine = 1;
  /** The beginning of a row whose end has not come yet. */
  private readonly carry = new Uint8Array(ROW_BYTES_MAX + 2);
  private carried = 0;
  private ended = false;
  private skippingLine = false;
  private afterCr = false;

  /** Of the row being scanned. */
  private lineBreaks = 0;
  private quoteLine = 0;
  private afterQuoteLine = -1;
  private fieldEnd = 0;
  private beyondAscii = false;

  constructor(layout: CsvLayout, problems: ProblemList, handler: CsvHandler) {
    this.layout = layout;
    this.problems = problems;
    this.handler = handler;
    this.starts = new Int32Array(layout.columns.length + 1);
    this.ends = new Int32Array(layout.columns.length + 1);
  }

  /** The next bytes of the file. They are not kept. */
  push(piece: Uint8Array): void {
    // One class for all bytes, whatever subclass comes in: the loops below are compiled for it.
    const bytes = new Uint8Array(piece.buffer, piece.byteOffset, piece.length);
    let p = this.finishCarried(bytes);
    const linesEnd = this.endOfLines(bytes, bytes.length);
    while (p < bytes.length && !this.refused) {
      p = this.takePlain(bytes, p, linesEnd);
      const next = this.isNearEnd(p, bytes.length) ? -1 : this.step(bytes, p, bytes.length);
      if (next < 0) {
        this.carried = bytes.length - p;
        this.carry.set(bytes.subarray(p));
        return;
      }
      p = next;
    }
  }

  /** No more bytes will come. */
  end(): void {
    if (this.carried > 0 && !this.refused) {
      this.ended = true;
      this.carry[this.carried++] = LF;
      for (let p = 0; p < this.carried && !this.refused; ) p = this.step(this.carry, p, this.carried);
    }
    if (!this.headerSeen && !this.refused)
      this.problems.add('file_empty', 1, null, 'the file has no header row');
  }

  text(column: number): string {
    const start = this.starts[column];
    const text = decodeUtf8(this.bytes, start, this.ends[column]);
    return this.bytes[start - 1] === QUOTE ? text.replaceAll('""', '"') : text;
  }

  isEmpty(column: number): boolean {
    return this.starts[column] === this.ends[column];
  }

  /** Reads the rows that the bytes before began; answers where in `bytes` to go on. */
  private finishCarried(bytes: Uint8Array): number {
    const { carry } = this;
    let p = 0;
    while (this.carried > 0 && p < bytes.length && !this.refused) {
      const before = this.carried;
      const filled = Math.min(carry.length, before + bytes.length - p);
      carry.set(bytes.subarray(p, p + filled - before), before);
      const start = this.takePlain(carry, 0, this.endOfLines(carry, filled));
      const next =
        start >= before ? start : this.isNearEnd(start, filled) ? -1 : this.step(carry, start, filled);
      // What lies behind the carried bytes is read from `bytes`, unless a row that begins before has no end yet.
      const kept = next < 0 ? filled : before;
      const from = next < 0 ? start : next;
      p += Math.max(kept, from) - before;
      this.carried = Math.max(0, kept - from);
      carry.copyWithin(0, from, kept);
    }
    return p;
  }

  /** Whether the rows from here to the end of the bytes wait for those that follow, for the quicker reader's sake. */
  private isNearEnd(from: number, to: number): boolean {
    return this.plain !== null && to - from <= 2 * (this.plain.margin ?? 0);
  }

  private endOfLines(b: Uint8Array, to: number): number {
    return this.handler.plainRows === undefined ? 0 : b.lastIndexOf(LF, to - 1) + 1;
  }

  private takePlain(b: Uint8Array, from: number, to: number): number {
    if (this.plain === null || this.afterCr || this.skippingLine || from >= to) return from;
    if (this.plainPause > 0) {
      this.plainPause--;
      return from;
    }
    const next = this.plain.take(b, from, to, this.nextLine);
    this.nextLine += this.plain.rows;
    // A file of rows that are not plain is not tried at every row.
    this.plainMisses = next > from ? 0 : this.plainMisses + 1;
    this.plainPause = Math.min(this.plainMisses >> 2, PLAIN_PAUSE_MAX);
    return next;
  }

  /** Reads one row or what is left of a line to skip; answers where it ends, or -1 if that has not come yet. */
  private step(b: Uint8Array, from: number, to: number): number {
    if (this.afterCr) {
      this.afterCr = false;
      if (b[from] === LF) return from + 1;
    }
    if (this.skippingLine) return this.skipLine(b, from, to);
    if (!this.headerSeen && this.nextLine === 1) {
      const text = this.beginningOfText(b, from, to);
      if (text !== from) return text;
    }
    const { slots, starts, ends } = this;
    const ignored = this.starts.length - 1;
    const limit = Math.min(to, from + ROW_BYTES_MAX + 1);
    this.lineBreaks = 0;
    this.beyondAscii = false;
    let fields = 0;
    let start = from;
    let p = from;
    let byte = 0;
    for (;;) {
      if (p === limit) return this.cutShort(from, limit);
      byte = b[p++];
      if (byte > COMMA && byte < 0x80) continue;
      if (byte === COMMA || byte === LF || byte === CR) {
        const slot = fields < slots.length ? slots[fields] : ignored;
        let last = p - 1;
        while (start < last && b[last - 1] <= SPACE) last--;
        while (start < last && b[start] <= SPACE) start++;
        starts[slot] = start;
        ends[slot] = last;
        fields++;
        start = p;
        if (byte !== COMMA) break;
      } else if (byte === QUOTE) {
        if (!isBlank(b, start, p - 1)) continue;
        const next = this.quotedField(b, p, limit);
        if (this.refused) return to;
        if (next === limit) return this.cutUnclosed(from, limit);
        const slot = fields < slots.length ? slots[fields] : ignored;
        starts[slot] = p;
        ends[slot] = this.fieldEnd;
        fields++;
        start = next + 1;
        p = next + 1;
        byte = b[next];
        if (byte === LF || byte === CR) break;
        if (byte !== COMMA) return this.textAfterQuote(next);
      } else if (byte === 0) {
        this.refuseBinary(this.nextLine);
        return to;
      } else if (byte >= 0x80) this.beyondAscii = true;
    }
    const end = p - 1;
    if (byte === CR) {
      if (p < to && b[p] === LF) p++;
      else this.afterCr = p === to;
    }
    this.line = this.nextLine;
    this.nextLine += 1 + this.lineBreaks;
    this.bytes = b;
    this.endRow(from, end, fields);
    return p;
  }

  /** From behind the opening quote to the byte that follows the closing one and any blanks; `limit` if none comes. */
  private quotedField(b: Uint8Array, from: number, limit: number): number {
    this.quoteLine = this.nextLine + this.lineBreaks;
    this.afterQuoteLine = -1;
    this.fieldEnd = -1;
    let p = from;
    while (p < limit) {
      const byte = b[p++];
      if (byte === QUOTE) {
        if (p < limit && b[p] === QUOTE) {
          p++;
          continue;
        }
        this.fieldEnd = p - 1;
        while (p < limit && (b[p] === SPACE || b[p] === TAB)) p++;
        return p;
      }
      if (byte === LF || (byte === CR && p < limit && b[p] !== LF)) {
        this.lineBreaks++;
        if (this.afterQuoteLine < 0) this.afterQuoteLine = p;
      } else if (byte === 0) {
        this.refuseBinary(this.nextLine + this.lineBreaks);
        return from;
      } else if (byte >= 0x80) this.beyondAscii = true;
    }
    return limit;
  }

  private endRow(from: number, end: number, fields: number): void {
    if (fields === 1 && isBlank(this.bytes, from, end)) return;
    if (this.beyondAscii && !this.hasUtf8(from, end)) return;
    const expected = this.slots.length;
    if (!this.headerSeen) this.endHeader(from, end);
    else if (fields === expected) this.handler.row(this);
    else {
      const code = fields < expected ? 'row_too_short' : 'row_too_long';
      this.problems.add(code, this.line, null, `the row has ${fields} fields, the header ${expected}`);
    }
  }

  private hasUtf8(from: number, end: number): boolean {
    if (isUtf8(this.bytes, from, end)) return true;
    this.problems.add('encoding_unsupported', this.line, null, 'the line is not UTF-8');
    if (!this.headerSeen) this.refused = true;
    return false;
  }

  private endHeader(from: number, end: number): void {
    this.headerSeen = true;
    const header = splitHeader(decodeUtf8(this.bytes, from, end));
    const places = readHeader(header, this.layout, this.problems);
    this.refused = places === null;
    if (places === null) return;
    this.slots = Int32Array.from(places, (place) => (place === IGNORED ? this.layout.columns.length : place));
    this.starts.fill(0);
    this.ends.fill(0);
    this.plain = this.handler.plainRows?.(places) ?? null;
  }

  private skipLine(b: Uint8Array, from: number, to: number): number {
    let p = from;
    while (p < to && b[p] !== LF && b[p] !== CR) p++;
    if (p === to) return to;
    this.skippingLine = false;
    this.nextLine++;
    this.afterCr = b[p] === CR;
    return p + 1;
  }

  /** The bytes ran out before the row did: -1 if more may come, else the row is longer than a row can be. */
  private cutShort(from: number, limit: number): number {
    if (limit - from <= ROW_BYTES_MAX && !this.ended) return -1;
    this.problems.add('line_too_long', this.nextLine, null, `the row is longer than ${ROW_BYTES_MAX} bytes`);
    return this.skipRest(limit);
  }

  /** As cutShort, within quotes: the lines after the one with the opening quote are read as rows of their own. */
  private cutUnclosed(from: number, limit: number): number {
    if (limit - from <= ROW_BYTES_MAX && !this.ended) return -1;
    if (this.fieldEnd >= 0 || this.afterQuoteLine < 0) return this.cutShort(from, limit);
    this.problems.add('quote_unclosed', this.quoteLine, null, 'the quote that opens here is never closed');
    if (!this.headerSeen) this.refused = true;
    this.nextLine = this.quoteLine + 1;
    return this.afterQuoteLine;
  }

  private textAfterQuote(at: number): number {
    this.problems.add('quote_unclosed', this.quoteLine, null, 'text follows the closing quote of a field');
    return this.skipRest(at);
  }

  private skipRest(at: number): number {
    if (!this.headerSeen) this.refused = true;
    this.nextLine += this.lineBreaks;
    this.skippingLine = true;
    return at;
  }

  private refuseBinary(line: number, why = 'the file has a zero byte, which no text has'): void {
    this.problems.add('file_binary', line, null, why);
    this.refused = true;
  }

  /** Where the text begins; -1 if too few bytes have come to tell. */
  private beginningOfText(b: Uint8Array, from: number, to: number): number {
    const what = fileSignature(b, from, to);
    if (what === UNDECIDED) return this.ended ? from : -1;
    if (what !== null) {
      this.refuseBinary(1, `the file is ${what}`);
      return to;
    }
    const length = byteOrderMark(b, from, to);
    if (length === UNDECIDED) return this.ended ? from : -1;
    if (length !== UTF_16) return from + length;
    this.problems.add('encoding_unsupported', 1, null, 'the file is UTF-16');
    this.refused = true;
    return to;
  }
}

function isBlank(b: Uint8Array, from: number, to: number): boolean {
  for (let p = from; p < to; p++) if (b[p] !== SPACE && b[p] !== TAB) return false;
  return true;
}
