import { TEN_TO } from '../amounts/index.ts';
import { ABSENT } from '../ledger/columns.ts';
import { EVENT_TYPES } from '../ledger/event.ts';
import type { LotScales } from './lot.ts';
import { EXTRA_DIGITS } from './scales.ts';
import type { LotSettings } from './settings.ts';

const BUY = EVENT_TYPES.indexOf('buy');
const SELL = EVENT_TYPES.indexOf('sell');
/** Values within this bound leave room for the sums that are made of them. */
const EXACT = 2 ** 51;

/** Instead of an account's number. */
const UNSEEN = -1;
const NOT_PLAIN = -2;

/** 10^-n, near enough for a bound; a value of more digits than this has is not plain. */
const TENTHS = Float64Array.from({ length: 256 }, (_, n) => (n < TEN_TO.length ? 1 / TEN_TO[n] : Number.NaN));

/** The trades of one group side by side: signed units and what they brought, at the group's scales. */
export interface PlainTrades {
  readonly account: number;
  readonly symbol: number;
  readonly scales: LotScales;
  readonly days: Int32Array;
  readonly units: Float64Array;
  readonly received: Float64Array;
}

/**
 * Trades that need nothing but numbers, for many groups at once: buys and sells alone, of one account by fifo, priced
 * and settled in base, no links, in values that doubles hold exactly. The rows of all groups are read twice in the
 * order of the ledger, because jumping from row to row of one instrument waits for memory each time.
 */
export class PlainRows {
  private readonly settings: LotSettings;
  private readonly starts: Int32Array;
  /** By group: the account, or UNSEEN, or NOT_PLAIN. */
  private readonly account: Int32Array;
  private readonly symbol: Int32Array;
  private readonly unitDigits: Uint8Array;
  private readonly costDigits: Uint8Array;
  private readonly unitsMax: Float64Array;
  private readonly moneyMax: Float64Array;
  private readonly days: Int32Array;
  private readonly units: Float64Array;
  private readonly received: Float64Array;

  /** `groups[i]` is the group of `rows[i]`, or -1; `starts[g]` the place of its first row when sorted by group. */
  constructor(settings: LotSettings, rows: Int32Array, groups: Int32Array, starts: Int32Array) {
    const count = starts.length - 1;
    this.settings = settings;
    this.starts = starts;
    this.account = new Int32Array(count).fill(UNSEEN);
    this.symbol = new Int32Array(count);
    this.unitDigits = new Uint8Array(count);
    this.costDigits = new Uint8Array(count).fill(settings.baseDecimals + EXTRA_DIGITS);
    this.unitsMax = new Float64Array(count);
    this.moneyMax = new Float64Array(count);
    this.days = new Int32Array(starts[count]);
    this.units = new Float64Array(starts[count]);
    this.received = new Float64Array(starts[count]);
    this.survey(rows, groups);
    this.gather(rows, groups);
  }

  /** One pass in the order of the ledger: which groups are plain, their finest digits, their largest values. */
  private survey(rows: Int32Array, groups: Int32Array): void {
    const { account, symbol, unitDigits, costDigits, unitsMax, moneyMax } = this;
    const { table, symbols, baseCurrency } = this.settings;
    const linked = table.rare.link.size > 0;
    const types = table.type.values;
    const accounts = table.account.values;
    const symbolsOfRows = table.symbol.values;
    const settled = table.settleCurrency.values;
    const priced = table.currency.values;
    const { units: quantities, scales: quantityScales } = table.quantity;
    const { units: amounts, scales: amountScales } = table.amount;
    const { units: fees, scales: feeScales } = table.fee;
    const { units: taxes, scales: taxScales } = table.tax;
    const { scales: priceScales } = table.price;
    for (let i = 0; i < rows.length; i++) {
      const group = groups[i];
      if (group < 0 || account[group] === NOT_PLAIN) continue;
      const row = rows[i];
      const owner = accounts[row];
      const instrument = symbolsOfRows[row];
      if (account[group] === UNSEEN && this.mayBePlain(owner, instrument)) {
        account[group] = owner;
        symbol[group] = instrument;
      }
      const isTrade = (types[row] === BUY || types[row] === SELL) && amountScales[row] !== ABSENT;
      const sameBook = owner === account[group] && instrument === symbol[group];
      const inBase = settled[row] === baseCurrency && priced[row] === baseCurrency;
      if (!isTrade || !sameBook || !inBase || (linked && table.rare.link.has(row))) {
        account[group] = NOT_PLAIN;
        continue;
      }
      const digits = quantityScales[row];
      if (digits > unitDigits[group]) unitDigits[group] = digits;
      const units = Math.abs(quantities[row]) * TENTHS[digits];
      // Values beyond 2^53 are NaN in the columns: they must not pass for small ones.
      if (!(units <= unitsMax[group])) unitsMax[group] = units;
      let finest = amountScales[row];
      let money = Math.abs(amounts[row]) * TENTHS[finest];
      if (priceScales[row] !== ABSENT)
        finest = Math.max(finest, digits + priceScales[row] + symbols[instrument].unitValue.scale);
      if (feeScales[row] !== ABSENT) {
        finest = Math.max(finest, feeScales[row]);
        money += Math.abs(fees[row]) * TENTHS[feeScales[row]];
      }
      if (taxScales[row] !== ABSENT) {
        finest = Math.max(finest, taxScales[row]);
        money += Math.abs(taxes[row]) * TENTHS[taxScales[row]];
      }
      if (finest > costDigits[group]) costDigits[group] = finest;
      if (!(money <= moneyMax[group])) moneyMax[group] = money;
    }
  }

  private mayBePlain(account: number, symbol: number): boolean {
    const { symbols, accounts, baseCurrency } = this.settings;
    const { currency, isFuture } = symbols[symbol];
    return currency === baseCurrency && !isFuture && accounts[account].method === 'fifo';
  }

  /** A second pass: days, signed units and what trades brought, by group. */
  private gather(rows: Int32Array, groups: Int32Array): void {
    const { account, unitDigits, costDigits, days, units, received } = this;
    const { table, fees } = this.settings;
    const next = this.starts.slice();
    const withCosts = fees !== 'capitalize';
    const daysOfRows = table.day.values;
    const types = table.type.values;
    const { units: quantities, scales: quantityScales } = table.quantity;
    const { units: amounts, scales: amountScales } = table.amount;
    const { units: feeUnits, scales: feeScales } = table.fee;
    const { units: taxUnits, scales: taxScales } = table.tax;
    for (let i = 0; i < rows.length; i++) {
      const group = groups[i];
      if (group < 0 || account[group] < 0) continue;
      const row = rows[i];
      const at = next[group]++;
      const scale = costDigits[group];
      days[at] = daysOfRows[row];
      const size = quantities[row] * TEN_TO[unitDigits[group] - quantityScales[row]];
      units[at] = types[row] === BUY ? size : 0 - size;
      let brought = amounts[row] * TEN_TO[scale - amountScales[row]];
      if (withCosts) {
        if (feeScales[row] !== ABSENT) brought += feeUnits[row] * TEN_TO[scale - feeScales[row]];
        if (taxScales[row] !== ABSENT) brought += taxUnits[row] * TEN_TO[scale - taxScales[row]];
      }
      received[at] = brought;
    }
  }

  /** The trades of a group; null if it is not plain. */
  of(group: number): PlainTrades | null {
    if (this.account[group] < 0) return null;
    const quantity = this.unitDigits[group];
    const cost = this.costDigits[group];
    if (quantity >= TEN_TO.length || cost >= TEN_TO.length) return null;
    const fits =
      this.unitsMax[group] * TEN_TO[quantity] < EXACT && this.moneyMax[group] * TEN_TO[cost] < EXACT;
    if (!fits) return null;
    const from = this.starts[group];
    const to = this.starts[group + 1];
    return {
      account: this.account[group],
      symbol: this.symbol[group],
      scales: { quantity, cost, base: this.settings.baseDecimals + EXTRA_DIGITS },
      days: this.days.subarray(from, to),
      units: this.units.subarray(from, to),
      received: this.received.subarray(from, to),
    };
  }
}

/** The plain trades of a single group's rows. */
export function plainTradesOf(settings: LotSettings, rows: Int32Array): PlainTrades | null {
  if (rows.length === 0) return null;
  return new PlainRows(settings, rows, new Int32Array(rows.length), Int32Array.of(0, rows.length)).of(0);
}
