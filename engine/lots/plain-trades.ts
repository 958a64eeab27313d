import { type Int, int, minorUnits, multiplyDivide } from '../amounts/index.ts';
import { EVENT_TYPES } from '../ledger/event.ts';
import type { DecimalColumn } from '../ledger/columns.ts';
import type { LotScales } from './lot.ts';
import { EXTRA_DIGITS } from './scales.ts';
import type { LotSettings } from './settings.ts';
import type { Timeline } from './timeline.ts';

const BUY = EVENT_TYPES.indexOf('buy');
const SELL = EVENT_TYPES.indexOf('sell');
/** Σ |units| below this keeps every sum and difference exact. */
const EXACT = 2 ** 52;

/** One instrument bought and sold first in, first out, in one account, all in base, in numbers that doubles hold. */
export interface PlainTrades {
  readonly scales: LotScales;
  readonly timeline: Timeline;
}

/**
 * The common case of `foldGroup` without an object per lot: buys and sells alone, of one account, by fifo, priced and
 * settled in base. It books exactly what the general fold books (a property test holds them together) and answers
 * null wherever anything else is asked for. Which lots were closed is not noted: the general fold says so on demand.
 */
export function foldPlainTrades(settings: LotSettings, rows: Int32Array): PlainTrades | null {
  const scales = plainScales(settings, rows);
  if (scales === null) return null;
  const { table } = settings;
  const account = table.account.values[rows[0]];
  const symbol = table.symbol.values[rows[0]];
  const capitalized = settings.fees === 'capitalize';
  const { amount, fee, tax, quantity } = table;
  const book = new PlainBook(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    let received = aligned(amount.units[row], amount.scales[row], scales.cost);
    if (!capitalized) {
      if (fee.has(row)) received += aligned(fee.units[row], fee.scales[row], scales.cost);
      if (tax.has(row)) received += aligned(tax.units[row], tax.scales[row], scales.cost);
    }
    const units = aligned(quantity.units[row], quantity.scales[row], scales.quantity);
    book.trade(table.day.values[row], table.type.values[row] === BUY ? units : -units, received);
    if (book.quantity < 0 && !settings.accounts[account].allowShort) return null;
    if (!book.isExact) return null;
  }
  return { scales, timeline: book.timeline(account, symbol) };
}

function aligned(units: number, from: number, to: number): number {
  return from === to ? units : units * int.TEN_TO[to - from];
}

/** The scales of a group, as `scalesOf` finds them, if all its rows are plain; else null. */
function plainScales(settings: LotSettings, rows: Int32Array): LotScales | null {
  const { table, symbols, accounts, baseCurrency, baseDecimals } = settings;
  const { type, account, currency, settleCurrency, quantity, price, amount, fee, tax } = table;
  if (rows.length === 0) return null;
  const terms = symbols[table.symbol.values[rows[0]]];
  const owner = account.values[rows[0]];
  if (terms.currency !== baseCurrency || terms.isFuture || accounts[owner].method !== 'fifo') return null;
  const unitScale = terms.unitValue.scale;
  const finest = { quantity: 0, price: 0, cost: minorUnits(table.currencies.texts[baseCurrency]) + EXTRA_DIGITS };
  const money = [amount, fee, tax];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const kind = type.values[row];
    if ((kind !== BUY && kind !== SELL) || account.values[row] !== owner) return null;
    if (settleCurrency.values[row] !== baseCurrency || currency.values[row] !== baseCurrency || !amount.has(row)) return null;
    const digits = quantity.scales[row];
    if (digits > finest.quantity) finest.quantity = digits;
    if (price.has(row) && digits + price.scales[row] + unitScale > finest.cost) finest.cost = digits + price.scales[row] + unitScale;
    for (let k = 0; k < 3; k++) if (money[k].has(row) && money[k].scales[row] > finest.cost) finest.cost = money[k].scales[row];
  }
  if (table.rare.link.size > 0 && rows.some((row) => table.rare.link.has(row))) return null;
  const largest = (column: DecimalColumn, scale: number): number => {
    let top = 0;
    // A value beyond 2^53 is NaN in the column; NaN carries on, and fails the test below.
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (column.has(row)) top = Math.max(top, Math.abs(column.units[row]) * int.TEN_TO[scale - column.scales[row]]);
    }
    return top;
  };
  const fits = finest.cost < int.TEN_TO.length && largest(quantity, finest.quantity) < EXACT;
  const reach = fits ? money.reduce((sum, column) => sum + largest(column, finest.cost), 0) : Number.NaN;
  return reach < EXACT ? { quantity: finest.quantity, cost: finest.cost, base: baseDecimals + EXTRA_DIGITS } : null;
}

/** A fifo queue and the timeline it leaves, in flat arrays. */
class PlainBook {
  quantity = 0;
  /** False once a number left the range in which doubles are exact. */
  isExact = true;
  private cost = 0;
  private head = 0;
  private tail = 0;
  private readonly quantities: Float64Array;
  private readonly costs: Float64Array;
  private count = 0;
  private readonly days: Int32Array;
  private readonly heldQuantities: Float64Array;
  private readonly heldCosts: Float64Array;

  constructor(trades: number) {
    this.quantities = new Float64Array(trades);
    this.costs = new Float64Array(trades);
    this.days = new Int32Array(trades);
    this.heldQuantities = new Float64Array(trades);
    this.heldCosts = new Float64Array(trades);
  }

  trade(day: number, units: number, received: number): void {
    let left = units;
    let cash = received;
    if (this.quantity !== 0 && this.quantity < 0 !== left < 0) {
      const closes = Math.min(Math.abs(this.quantity), Math.abs(left));
      const share = closes === Math.abs(left) ? cash : exactly(multiplyDivide(cash, closes, Math.abs(left)));
      this.close(left < 0 ? closes : -closes);
      left += left < 0 ? closes : -closes;
      cash -= share;
    }
    if (left !== 0) {
      this.quantities[this.tail] = left;
      this.costs[this.tail++] = 0 - cash;
      this.quantity += left;
      this.cost -= cash;
    }
    if (!(Math.abs(this.cost) < EXACT && Math.abs(this.quantity) < EXACT)) this.isExact = false;
    this.mark(day);
  }

  private close(quantity: number): void {
    let left = quantity;
    this.quantity -= quantity;
    while (left !== 0) {
      const units = this.quantities[this.head];
      const cost = this.costs[this.head];
      if (Math.abs(left) >= Math.abs(units)) {
        this.head++;
        this.cost -= cost;
        left -= units;
        continue;
      }
      const unitCost = cost / units;
      const part = Number.isInteger(unitCost) && unitCost * units === cost ? unitCost * left : exactly(multiplyDivide(cost, left, units));
      this.quantities[this.head] = units - left;
      this.costs[this.head] = cost - part;
      this.cost -= part;
      left = 0;
    }
  }

  private mark(day: number): void {
    if (this.count === 0 || this.days[this.count - 1] !== day) this.count++;
    const at = this.count - 1;
    this.days[at] = day;
    this.heldQuantities[at] = this.quantity;
    this.heldCosts[at] = this.cost;
  }

  timeline(account: number, symbol: number): Timeline {
    const { count } = this;
    return {
      account,
      symbol,
      days: this.days.subarray(0, count),
      quantities: this.heldQuantities.subarray(0, count),
      costs: this.heldCosts.subarray(0, count),
    };
  }
}

/** Shares of safe integers are safe. */
function exactly(share: Int): number {
  return Number(share);
}
