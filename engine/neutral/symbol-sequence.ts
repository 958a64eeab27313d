import type { PriceBookBuilder } from '../prices/index.ts';
import { ByteNames, NEW_NAME } from './byte-names.ts';
import { decodeUtf8 } from './utf8.ts';

/** Fields of a symbol in `SymbolSequence.table`, side by side because a row needs them all. */
export const SYMBOL_FIELDS = 8;
/** The symbol that came after this one the last time; itself where another has never followed. */
export const FOLLOWER = 0;
/** Bytes of the name and the comma behind it. */
export const LENGTH = 1;
/** The first eight of these bytes, low byte first, and which of them count. */
export const BYTES_0 = 2;
export const MASK_0 = 3;
export const BYTES_4 = 4;
export const MASK_4 = 5;
/** Where the bytes from the ninth on are in `pool`. */
export const REST = 6;

/** Bytes that the table compares at once. */
export const COMPARED = 8;

const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const SYMBOL_BYTES_MAX = 64;

/**
 * Symbols by the bytes of their names, each with the symbol that came after it the last time: in a file sorted by
 * date that is the next of the day, in one sorted by symbol the same again. The arrays are open to the reader of
 * plain rows, which checks the guess against the bytes.
 */
export class SymbolSequence {
  table = new Int32Array(64 * SYMBOL_FIELDS);
  pool = new Uint8Array(1024);
  readonly symbols: number[] = [];

  private readonly builder: PriceBookBuilder;
  private readonly names = new ByteNames();
  private used = 0;

  constructor(builder: PriceBookBuilder) {
    this.builder = builder;
  }

  /** The symbol named in bytes[from…to), which from now on is expected after `previous` (-1: none). */
  next(bytes: Uint8Array, from: number, to: number, previous: number): number {
    const known = this.names.find(bytes, from, to);
    const symbol = known === NEW_NAME ? this.add(bytes, from, to) : known;
    if (previous >= 0) this.table[previous * SYMBOL_FIELDS + FOLLOWER] = symbol;
    return symbol;
  }

  private add(bytes: Uint8Array, from: number, to: number): number {
    const symbol = this.builder.symbol(decodeUtf8(bytes, from, to));
    this.names.add(bytes, from, to, symbol);
    this.symbols.push(symbol);
    while ((symbol + 1) * SYMBOL_FIELDS > this.table.length) {
      const table = new Int32Array(this.table.length * 2);
      table.set(this.table);
      this.table = table;
    }
    const named = Uint8Array.of(...bytes.subarray(from, to), COMMA);
    const [bytes0, mask0] = word(named, 0);
    const [bytes4, mask4] = word(named, 4);
    const entry = [symbol, named.length, bytes0, mask0, bytes4, mask4, this.keepRest(named)];
    this.table.set(entry, symbol * SYMBOL_FIELDS);
    return symbol;
  }

  private keepRest(named: Uint8Array): number {
    const at = this.used;
    this.used += Math.max(0, named.length - COMPARED);
    if (this.used > this.pool.length) {
      const pool = new Uint8Array(2 * this.used);
      pool.set(this.pool);
      this.pool = pool;
    }
    this.pool.set(named.subarray(COMPARED), at);
    return at;
  }
}

/** Four bytes from `at` on, low byte first, and a mask of those that exist. */
function word(bytes: Uint8Array, at: number): [bytes: number, mask: number] {
  let value = 0;
  let mask = 0;
  for (let k = 0; k < 4 && at + k < bytes.length; k++) {
    value |= bytes[at + k] << (8 * k);
    mask |= 0xff << (8 * k);
  }
  return [value, mask];
}

/** Whether two stretches of bytes are equal. */
export function isSame(a: Uint8Array, from: number, b: Uint8Array, at: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (a[from + k] !== b[at + k]) return false;
  return true;
}

/** Where a symbol ends that needs no CSV rules; -1 if it is not such a one. */
export function plainNameEnd(b: Uint8Array, from: number): number {
  let p = from;
  while (b[p] !== COMMA) {
    if (b[p] < SPACE || b[p] > 126 || b[p] === QUOTE || p - from >= SYMBOL_BYTES_MAX) return -1;
    p++;
  }
  return p === from || b[from] === SPACE || b[p - 1] === SPACE ? -1 : p;
}
