import { TEN_TO } from '../amounts/index.ts';
import type { DecimalColumn } from '../ledger/columns.ts';
import { EVENT_TYPES } from '../ledger/event.ts';
import type { LotScales } from './lot.ts';
import { EXTRA_DIGITS } from './scales.ts';
import type { LotSettings } from './settings.ts';

const BUY = EVENT_TYPES.indexOf('buy');
const SELL = EVENT_TYPES.indexOf('sell');
/** Values within this bound leave room for the sums that are made of them. */
const EXACT = 2 ** 51;

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
  /** By group: the account, -1 before its first row, -2 if the group is not plain. */
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
    this.account = new Int32Array(count).fill(-1);
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

  private survey(rows: Int32Array, groups: Int32Array): void {
    const { table } = this.settings;
    const { quantity, amount, fee, tax, price } = table;
    for (let i = 0; i < rows.length; i++) {
      const group = groups[i];
      if (group < 0 || this.account[group] === -2) continue;
      const row = rows[i];
      if (!this.isPlain(row, group)) {
        this.account[group] = -2;
        continue;
      }
      const digits = quantity.scales[row];
      if (digits > this.unitDigits[group]) this.unitDigits[group] = digits;
      const { scale } = this.settings.symbols[table.symbol.values[row]].unitValue;
      let cost = amount.scales[row];
      if (price.has(row) && digits + price.scales[row] + scale > cost) cost = digits + price.scales[row] + scale;
      let money = Math.abs(amount.units[row]) / TEN_TO[amount.scales[row]];
      if (fee.has(row)) {
        cost = Math.max(cost, fee.scales[row]);
        money += Math.abs(fee.units[row]) / TEN_TO[fee.scales[row]];
      }
      if (tax.has(row)) {
        cost = Math.max(cost, tax.scales[row]);
        money += Math.abs(tax.units[row]) / TEN_TO[tax.scales[row]];
      }
      if (cost > this.costDigits[group]) this.costDigits[group] = cost;
      const size = Math.abs(quantity.units[row]) / TEN_TO[digits];
      // Values beyond 2^53 are NaN in the columns: they must not pass for small ones.
      if (!(size <= this.unitsMax[group])) this.unitsMax[group] = size;
      if (!(money <= this.moneyMax[group])) this.moneyMax[group] = money;
    }
  }

  private isPlain(row: number, group: number): boolean {
    const { table, symbols, accounts, baseCurrency } = this.settings;
    const type = table.type.values[row];
    if (type !== BUY && type !== SELL) return false;
    const account = table.account.values[row];
    if (this.account[group] === -1) {
      const terms = symbols[table.symbol.values[row]];
      if (terms.currency !== baseCurrency || terms.isFuture || accounts[account].method !== 'fifo') return false;
      this.account[group] = account;
      this.symbol[group] = table.symbol.values[row];
    }
    if (account !== this.account[group] || table.symbol.values[row] !== this.symbol[group] || !table.amount.has(row)) return false;
    if (table.settleCurrency.values[row] !== baseCurrency || table.currency.values[row] !== baseCurrency) return false;
    return table.rare.link.size === 0 || !table.rare.link.has(row);
  }

  private gather(rows: Int32Array, groups: Int32Array): void {
    const { table, fees } = this.settings;
    const { quantity, amount, fee, tax } = table;
    const next = this.starts.slice();
    const withCosts = fees !== 'capitalize';
    for (let i = 0; i < rows.length; i++) {
      const group = groups[i];
      if (group < 0 || this.account[group] < 0) continue;
      const row = rows[i];
      const at = next[group]++;
      const scale = this.costDigits[group];
      this.days[at] = table.day.values[row];
      const units = aligned(quantity, row, this.unitDigits[group]);
      this.units[at] = table.type.values[row] === BUY ? units : 0 - units;
      let received = aligned(amount, row, scale);
      if (withCosts && fee.has(row)) received += aligned(fee, row, scale);
      if (withCosts && tax.has(row)) received += aligned(tax, row, scale);
      this.received[at] = received;
    }
  }

  /** The trades of a group; null if it is not plain. */
  of(group: number): PlainTrades | null {
    if (this.account[group] < 0) return null;
    const quantity = this.unitDigits[group];
    const cost = this.costDigits[group];
    if (quantity >= TEN_TO.length || cost >= TEN_TO.length) return null;
    const fits = this.unitsMax[group] * TEN_TO[quantity] < EXACT && this.moneyMax[group] * TEN_TO[cost] < EXACT;
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

function aligned(column: DecimalColumn, row: number, scale: number): number {
  const from = column.scales[row];
  return from === scale ? column.units[row] : column.units[row] * TEN_TO[scale - from];
}

/** The plain trades of a single group's rows. */
export function plainTradesOf(settings: LotSettings, rows: Int32Array): PlainTrades | null {
  if (rows.length === 0) return null;
  return new PlainRows(settings, rows, new Int32Array(rows.length), Int32Array.of(0, rows.length)).of(0);
}
