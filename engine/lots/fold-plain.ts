import { multiplyDivide } from '../amounts/index.ts';
import type { PlainTrades } from './plain-rows.ts';
import type { Timeline } from './timeline.ts';

/** Sums within this bound are exact. */
const EXACT = 2 ** 52;

/**
 * Books plain trades first in, first out, without an object per lot. It books exactly what the general fold books
 * (a property test holds them together), and answers null where a number leaves the range in which doubles are
 * exact, or where a position goes short that must not. Which lots were closed is not noted: the general fold says.
 */
export function foldPlain(trades: PlainTrades, allowShort: boolean): Timeline | null {
  const { account, symbol, days, units, received } = trades;
  const book = new PlainBook(units.length);
  for (let i = 0; i < units.length; i++) {
    book.trade(units[i], received[i]);
    if (!book.isExact || (book.quantity < 0 && !allowShort)) return null;
    book.mark(days[i]);
  }
  const { count } = book;
  return {
    account,
    symbol,
    days: book.days.slice(0, count),
    quantities: book.quantities.slice(0, count),
    costs: book.costs.slice(0, count),
  };
}

/** Room for the longest group so far; a fold uses it from the start and leaves nothing in it that another reads. */
let room = { lotUnits: new Float64Array(0), lotCosts: new Float64Array(0), days: new Int32Array(0), quantities: new Float64Array(0), costs: new Float64Array(0) };

function roomFor(trades: number): typeof room {
  if (room.days.length >= trades) return room;
  const length = 2 * trades;
  const column = () => new Float64Array(length);
  room = { lotUnits: column(), lotCosts: column(), days: new Int32Array(length), quantities: column(), costs: column() };
  return room;
}

/** A fifo queue and the timeline it leaves, in flat arrays. */
class PlainBook {
  quantity = 0;
  cost = 0;
  isExact = true;
  count = 0;
  readonly days: Int32Array;
  readonly quantities: Float64Array;
  readonly costs: Float64Array;
  private readonly lotUnits: Float64Array;
  private readonly lotCosts: Float64Array;
  private head = 0;
  private tail = 0;

  constructor(trades: number) {
    const { lotUnits, lotCosts, days, quantities, costs } = roomFor(trades);
    this.lotUnits = lotUnits;
    this.lotCosts = lotCosts;
    this.days = days;
    this.quantities = quantities;
    this.costs = costs;
  }

  trade(units: number, received: number): void {
    let left = units;
    let cash = received;
    if (this.quantity !== 0 && this.quantity < 0 !== left < 0) {
      const closes = Math.min(Math.abs(this.quantity), Math.abs(left));
      const share = closes === Math.abs(left) ? cash : Number(multiplyDivide(cash, closes, Math.abs(left)));
      this.close(left < 0 ? closes : 0 - closes);
      left += left < 0 ? closes : 0 - closes;
      cash -= share;
    }
    if (left !== 0) {
      this.lotUnits[this.tail] = left;
      this.lotCosts[this.tail++] = 0 - cash;
      this.quantity += left;
      this.cost -= cash;
    }
    if (!(Math.abs(this.cost) < EXACT && Math.abs(this.quantity) < EXACT)) this.isExact = false;
  }

  private close(quantity: number): void {
    let left = quantity;
    this.quantity -= quantity;
    while (left !== 0) {
      const units = this.lotUnits[this.head];
      const cost = this.lotCosts[this.head];
      if (Math.abs(left) >= Math.abs(units)) {
        this.head++;
        this.cost -= cost;
        left -= units;
        continue;
      }
      const part = Number(multiplyDivide(cost, left, units));
      this.lotUnits[this.head] = units - left;
      this.lotCosts[this.head] = cost - part;
      this.cost -= part;
      left = 0;
    }
  }

  mark(day: number): void {
    if (this.count === 0 || this.days[this.count - 1] !== day) this.count++;
    const at = this.count - 1;
    this.days[at] = day;
    this.quantities[at] = this.quantity;
    this.costs[at] = this.cost;
  }
}
