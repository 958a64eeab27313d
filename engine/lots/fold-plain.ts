import { multiplyDivide } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { ClosedLot } from './disposal.ts';
import type { PlainTrades } from './plain-rows.ts';
import type { Timeline } from './timeline.ts';

/** Sums within this bound are exact. */
const EXACT = 2 ** 52;

/**
 * Books plain trades first in, first out, without an object per lot. It books exactly what the general fold books
 * (a property test holds them together), and answers null where a number leaves the range in which doubles are
 * exact, or where a position goes short that must not. Which lots were closed is not noted: `closePlain` says.
 */
export function foldPlain(trades: PlainTrades, allowShort: boolean): Timeline | null {
  const { account, symbol, days, units, received } = trades;
  const book = new PlainBook(units.length, null);
  for (let i = 0; i < units.length; i++) {
    book.trade(units[i], received[i], i);
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

/** The lots that plain trades closed; `rows` are the ledger's rows of the trades. */
export function closePlain(
  { account, symbol, days, units, received }: PlainTrades,
  rows: Int32Array,
): ClosedLot[] {
  const closed: ClosedLot[] = [];
  const book = new PlainBook(units.length, (lot, by, quantity, cost, brought) => {
    closed.push({
      account,
      symbol,
      opened: days[lot] as Day,
      closed: days[by] as Day,
      quantity,
      cost,
      costBase: 0,
      received: brought,
      row: rows[by],
      lotRow: rows[lot],
      booked: null,
    });
  });
  for (let i = 0; i < units.length; i++) book.trade(units[i], received[i], i);
  return closed;
}

/** Takes a closed part: by place in the trades what opened and what closed it, its units and cost, what it brought. */
type NoteClosed = (lot: number, by: number, quantity: number, cost: number, brought: number) => void;

/** Room for the longest group so far; a fold uses it from the start and leaves nothing in it that another reads. */
let room = {
  lotUnits: new Float64Array(0),
  lotCosts: new Float64Array(0),
  lotTrades: new Int32Array(0),
  days: new Int32Array(0),
  quantities: new Float64Array(0),
  costs: new Float64Array(0),
};

function roomFor(trades: number): typeof room {
  if (room.days.length >= trades) return room;
  const length = 2 * trades;
  const column = () => new Float64Array(length);
  const lotTrades = new Int32Array(length);
  room = {
    lotUnits: column(),
    lotCosts: column(),
    lotTrades,
    days: new Int32Array(length),
    quantities: column(),
    costs: column(),
  };
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
  /** The trade that opened a lot. */
  private readonly lotTrades: Int32Array;
  private readonly note: NoteClosed | null;
  private head = 0;
  private tail = 0;

  constructor(trades: number, note: NoteClosed | null) {
    const { lotUnits, lotCosts, lotTrades, days, quantities, costs } = roomFor(trades);
    this.note = note;
    this.lotUnits = lotUnits;
    this.lotCosts = lotCosts;
    this.lotTrades = lotTrades;
    this.days = days;
    this.quantities = quantities;
    this.costs = costs;
  }

  trade(units: number, received: number, trade: number): void {
    let left = units;
    let cash = received;
    if (this.quantity !== 0 && this.quantity < 0 !== left < 0) {
      const closes = Math.min(Math.abs(this.quantity), Math.abs(left));
      const share = closes === Math.abs(left) ? cash : Number(multiplyDivide(cash, closes, Math.abs(left)));
      this.close(left < 0 ? closes : 0 - closes, share, trade);
      left += left < 0 ? closes : 0 - closes;
      cash -= share;
    }
    if (left !== 0) {
      this.lotUnits[this.tail] = left;
      this.lotTrades[this.tail] = trade;
      this.lotCosts[this.tail++] = 0 - cash;
      this.quantity += left;
      this.cost -= cash;
    }
    if (!(Math.abs(this.cost) < EXACT && Math.abs(this.quantity) < EXACT)) this.isExact = false;
  }

  /** Closes units, of the position's sign, for what they brought: shared by units, the last lot takes what is left. */
  private close(quantity: number, received: number, trade: number): void {
    let left = quantity;
    let share = received;
    this.quantity -= quantity;
    while (left !== 0) {
      const { head } = this;
      const units = this.lotUnits[head];
      const whole = Math.abs(left) >= Math.abs(units);
      const taken = whole ? units : left;
      const cost = whole ? this.lotCosts[head] : Number(multiplyDivide(this.lotCosts[head], left, units));
      if (this.note !== null) {
        const part = taken === left ? share : Number(multiplyDivide(share, taken, left));
        this.note(this.lotTrades[head], trade, taken, cost, part);
        share -= part;
      }
      if (whole) this.head++;
      else {
        this.lotUnits[head] -= left;
        this.lotCosts[head] -= cost;
      }
      this.cost -= cost;
      left -= taken;
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
