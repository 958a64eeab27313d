/**
 * The transactions of the JavaScript baseline, straight from bytes into columns. It trusts its input: whole shares,
 * amounts of four decimals, days from the first to the last that has prices.
 */
import { COMMA, dateAt, fourDigits, inChunks, LF, MARGIN, ZERO } from './baseline-bytes.ts';
import type { Prices } from './baseline-prices.ts';

const MINUS = 45;
const POINT = 46;
/** First letters of the types that are not plain cash. */
const B = 98;
const D = 100;
const E = 101;
const S = 115;
const W = 119;

/** Columns in file order with room beyond their counts; days are indexes into the dates of the prices, amounts are ticks. */
export interface Rows {
  /** Of every row, what it does to cash. */
  count: number;
  days: Int32Array;
  amounts: Float64Array;
  /** Buys, and sales as negative quantities. */
  tradeCount: number;
  tradeDays: Int32Array;
  tradeSymbols: Int32Array;
  tradeQuantities: Float64Array;
  /** Deposits and withdrawals. */
  flowCount: number;
  flowDays: Int32Array;
  flowAmounts: Float64Array;
}

export function readRows(file: string, prices: Prices): Rows {
  const reader = new RowReader(prices);
  inChunks(file, (bytes, words, end, isLast) => reader.take(bytes, words, end, isLast));
  return reader.rows;
}

class RowReader {
  rows = emptyRows(1 << 12);
  private readonly symbols = new Map<number, number>();
  private readonly first: number;
  /** By date: the last day with prices on or before it. */
  private readonly dayOfDate: Int32Array;
  private begun = false;

  constructor({ dates, symbols }: Prices) {
    for (const [name, symbol] of symbols) this.symbols.set(packed(name), symbol);
    this.first = dates[0];
    this.dayOfDate = new Int32Array(dates[dates.length - 1] - dates[0] + 1);
    for (let date = dates[0], day = 0; date <= dates[dates.length - 1]; date++) {
      if (dates[day + 1] === date) day++;
      this.dayOfDate[date - this.first] = day;
    }
  }

  take(b: Uint8Array, words: DataView, end: number, isLast: boolean): number {
    let p = 0;
    if (!this.begun) {
      p = b.indexOf(LF) + 1;
      this.begun = true;
    }
    const safe = isLast ? end : end - MARGIN;
    const room = this.rows.count + Math.ceil(end / 20);
    if (room > this.rows.days.length) this.rows = widened(this.rows, 2 * room);
    const { rows, symbols, dayOfDate, first } = this;
    const { days, amounts, tradeDays, tradeSymbols, tradeQuantities, flowDays, flowAmounts } = rows;
    let { count, tradeCount, flowCount } = rows;
    let year = 0;
    let month = 0;
    let dayOfMonth = 0;
    let day = 0;
    while (p < safe) {
      const a = words.getInt32(p, true);
      const c = words.getInt32(p + 4, true);
      const e = words.getInt32(p + 7, true);
      if (e !== dayOfMonth || c !== month || a !== year) {
        year = a;
        month = c;
        dayOfMonth = e;
        day = dayOfDate[dateAt(b, p) - first];
      }
      p += 11;
      const type = b[p];
      const isFlow = type === W || (type === D && b[p + 1] === E);
      while (b[p++] !== COMMA);
      let key = 0;
      let byte = b[p++];
      while (byte !== COMMA) {
        key = key * 256 + byte;
        byte = b[p++];
      }
      let quantity = 0;
      byte = b[p++];
      while (byte !== COMMA) {
        quantity = quantity * 10 + byte - ZERO;
        byte = b[p++];
      }
      if (type === B || type === S) {
        tradeDays[tradeCount] = day;
        tradeSymbols[tradeCount] = symbols.get(key) as number;
        tradeQuantities[tradeCount++] = type === B ? quantity : -quantity;
      }
      while (b[p++] !== COMMA);
      while (b[p++] !== COMMA);
      const isNegative = b[p] === MINUS;
      if (isNegative) p++;
      let whole = 0;
      byte = b[p++];
      while (byte !== POINT) {
        whole = whole * 10 + byte - ZERO;
        byte = b[p++];
      }
      const size = whole * 10_000 + fourDigits(words, p);
      const amount = isNegative ? -size : size;
      days[count] = day;
      amounts[count++] = amount;
      if (isFlow) {
        flowDays[flowCount] = day;
        flowAmounts[flowCount++] = amount;
      }
      p += 4;
      while (b[p++] !== LF);
    }
    rows.count = count;
    rows.tradeCount = tradeCount;
    rows.flowCount = flowCount;
    return p;
  }
}

function emptyRows(room: number): Rows {
  const integers = () => new Int32Array(room);
  const numbers = () => new Float64Array(room);
  return {
    count: 0,
    days: integers(),
    amounts: numbers(),
    tradeCount: 0,
    tradeDays: integers(),
    tradeSymbols: integers(),
    tradeQuantities: numbers(),
    flowCount: 0,
    flowDays: integers(),
    flowAmounts: numbers(),
  };
}

function widened(rows: Rows, room: number): Rows {
  const wide = { ...rows, ...emptyRows(room) };
  const { count, tradeCount, flowCount } = rows;
  for (const name of ['days', 'tradeDays', 'tradeSymbols', 'flowDays'] as const) wide[name].set(rows[name]);
  for (const name of ['amounts', 'tradeQuantities', 'flowAmounts'] as const) wide[name].set(rows[name]);
  return { ...wide, count, tradeCount, flowCount };
}

/** Up to six letters as one number. */
function packed(name: string): number {
  let key = 0;
  for (let k = 0; k < name.length; k++) key = key * 256 + name.charCodeAt(k);
  return key;
}
