import { type Day, dayOf } from '../calendar/day.ts';
import {
  COLUMN_NUMBER,
  COLUMNS,
  type EventWriter,
  type OrdinaryRow,
  TEXT_LENGTH_MAX,
} from '../ledger/index.ts';
import { type ByteNames, NEW_NAME } from './byte-names.ts';
import type { PlainRows } from './csv.ts';
import type { RowNames } from './transaction-rows.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const COLON = 58;
const DELETE = 127;

/** Of an ordinary row, rather too few, to make room for as many. */
const ROW_BYTES = 36;

/** How a field is read; the rest is left to the scanner. */
type Kind = 'date' | 'time' | 'decimal' | 'name' | 'text' | 'other';

/**
 * Reads rows of ordinary transactions straight from their bytes: dates, decimals of up to 15 digits, and names
 * that were seen before, short ASCII texts. Any other row (quotes, white space, a new symbol, a problem) is left to
 * the scanner.
 */
export class OrdinaryTransactions implements PlainRows {
  readonly margin = 0;
  rows = 0;
  private readonly writer: EventWriter;
  private readonly row: OrdinaryRow;
  private readonly file: number;
  private readonly places: Int32Array;
  private readonly kinds: readonly Kind[];
  private readonly names: readonly (ByteNames | null)[];
  /** The characters of a text, used again for each. */
  private readonly codes: number[] = [];
  /** The last date read, as YYYYMMDD: most rows have the date of the row before. */
  private date = -1;
  private day: Day | null = null;

  constructor(writer: EventWriter, names: RowNames, file: number, header: readonly number[]) {
    this.writer = writer;
    this.row = writer.ordinary;
    this.file = file;
    this.places = Int32Array.from(header);
    this.kinds = header.map(kindOf);
    this.names = header.map((place) => names.of(place));
  }

  take(bytes: Uint8Array, from: number, to: number, line: number): number {
    this.rows = 0;
    const { table } = this.writer;
    table.reserve(table.count + Math.ceil((to - from) / ROW_BYTES));
    const end = bytes.lastIndexOf(LF, to - 1) + 1;
    let row = from;
    while (row < end) {
      const next = this.read(bytes, row);
      if (next < 0 || !this.writer.putOrdinary(this.file, line + this.rows)) break;
      this.rows++;
      row = next;
    }
    return row;
  }

  /** Reads the row at `from`, which a line feed ends somewhere; answers where the next begins, -1 if it is not plain. */
  private read(bytes: Uint8Array, from: number): number {
    const { row, kinds, places } = this;
    const last = kinds.length - 1;
    row.filled = 0;
    let p = from;
    for (let k = 0; k <= last; k++) {
      const byte = bytes[p];
      if (byte !== COMMA && byte !== LF && byte !== CR) {
        const kind = kinds[k];
        if (kind === 'decimal') p = this.decimal(bytes, p, places[k]);
        else if (kind === 'name') p = this.name(bytes, p, k);
        else if (kind === 'date') p = this.dateAt(bytes, p);
        else if (kind === 'text') p = this.text(bytes, p, places[k]);
        else if (kind === 'time') p = this.timeAt(bytes, p);
        else return -1;
        if (p < 0) return -1;
      }
      if (k < last && bytes[p++] !== COMMA) return -1;
    }
    if (bytes[p] === CR) p++;
    return bytes[p] === LF ? p + 1 : -1;
  }

  private decimal(bytes: Uint8Array, from: number, place: number): number {
    const { row } = this;
    const sign = bytes[from];
    const first = sign === MINUS || sign === PLUS ? from + 1 : from;
    let p = first;
    let units = 0;
    let digit = bytes[p] - ZERO;
    while (digit >= 0 && digit <= 9) {
      units = units * 10 + digit;
      digit = bytes[++p] - ZERO;
    }
    let digits = p - first;
    let scale = 0;
    if (bytes[p] === POINT) {
      const point = p++;
      digit = bytes[p] - ZERO;
      while (digit >= 0 && digit <= 9) {
        units = units * 10 + digit;
        digit = bytes[++p] - ZERO;
      }
      scale = p - point - 1;
      digits += scale;
    }
    if (digits === 0 || digits > 15) return -1;
    row.filled |= 1 << place;
    row.units[place] = sign === MINUS ? 0 - units : units;
    row.scales[place] = scale;
    return p;
  }

  private name(bytes: Uint8Array, from: number, k: number): number {
    let p = from;
    // Whatever ends a name early, a quote or a blank included, is no part of a name that was added.
    while (bytes[p] !== COMMA && bytes[p] !== LF && bytes[p] !== CR) p++;
    const value = (this.names[k] as ByteNames).find(bytes, from, p);
    if (value === NEW_NAME) return -1;
    const place = this.places[k];
    this.row.filled |= 1 << place;
    this.row.numbers[place] = value;
    return p;
  }

  /** Plain ASCII, without quotes or blanks around it, and no mark against spreadsheets. */
  private text(bytes: Uint8Array, from: number, place: number): number {
    const { codes } = this;
    let p = from;
    for (let byte = bytes[p]; byte !== COMMA && byte !== LF && byte !== CR; byte = bytes[++p]) {
      if (byte < SPACE || byte >= DELETE || byte === QUOTE || p - from >= TEXT_LENGTH_MAX) return -1;
      codes[p - from] = byte;
    }
    if (bytes[from] === SPACE || bytes[from] === APOSTROPHE || bytes[p - 1] === SPACE) return -1;
    codes.length = p - from;
    this.row.filled |= 1 << place;
    this.row.texts[place] = String.fromCharCode(...codes);
    return p;
  }

  /** HH:MM or HH:MM:SS. */
  private timeAt(bytes: Uint8Array, p: number): number {
    const { row } = this;
    const hours = pair(bytes, p);
    const minutes = pair(bytes, p + 3);
    const hasSeconds = bytes[p + 5] === COLON;
    const seconds = hasSeconds ? pair(bytes, p + 6) : 0;
    if (bytes[p + 2] !== COLON || !(hours < 24 && minutes < 60 && seconds < 60)) return -1;
    row.filled |= 1 << COLUMN_NUMBER.time;
    row.time = hours * 3600 + minutes * 60 + seconds;
    return hasSeconds ? p + 8 : p + 5;
  }

  private dateAt(bytes: Uint8Array, p: number): number {
    const { row } = this;
    const year = pair(bytes, p) * 100 + pair(bytes, p + 2);
    const date = year * 10_000 + pair(bytes, p + 5) * 100 + pair(bytes, p + 8);
    if (bytes[p + 4] !== MINUS || bytes[p + 7] !== MINUS) return -1;
    if (date !== this.date) {
      this.date = date;
      this.day = dayOf(year, pair(bytes, p + 5), pair(bytes, p + 8));
    }
    if (this.day === null) return -1;
    row.filled |= 1 << COLUMN_NUMBER.date;
    row.day = this.day;
    return p + 10;
  }
}

/** Two digits as a number; NaN where one of them is none. */
function pair(bytes: Uint8Array, p: number): number {
  const tens = bytes[p] - ZERO;
  const ones = bytes[p + 1] - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function kindOf(place: number): Kind {
  switch (COLUMNS[place]) {
    case 'date':
      return 'date';
    case 'quantity':
    case 'price':
    case 'amount':
    case 'fee':
    case 'tax':
      return 'decimal';
    case 'account':
    case 'type':
    case 'symbol':
    case 'currency':
      return 'name';
    case 'time':
      return 'time';
    case 'id':
    case 'link':
    case 'strategy':
    case 'tags':
    case 'note':
      return 'text';
    default:
      return 'other';
  }
}
