import { type Int, int, multiplyDivide } from '../../amounts/index.ts';

/**
 * UK share matching (TCGA 1992 s.104–106A; HMRC CG51560): a disposal takes acquisitions of the same day first, then
 * those of the 30 days after it in order, then the pool of all others at average cost. All purchases of one day are
 * one acquisition, and all sales of one day are one disposal (s.105(1)(a)).
 */
const DAYS_AFTER = 30;

/** A trade of one holding; quantities of all trades in units of one basis (after all splits), so that they compare. */
export interface UkTrade {
  readonly row: number;
  readonly day: number;
  /** Positive for an acquisition, negative for a disposal. */
  readonly quantity: Int;
  /** Cost of an acquisition before any of it is matched, at the cost scale; in base likewise. */
  readonly cost: Int;
  readonly costBase: Int;
}

/** Units with their cost. */
export interface Part {
  readonly quantity: Int;
  readonly cost: Int;
  readonly costBase: Int;
}

/** What a sale takes of the purchases of a day, which stand under the first of them. */
export interface Match extends Part {
  readonly acquisition: UkTrade;
}

/** All sales, or all purchases, of one day; `left` is what no match has taken yet, sales above zero as well. */
interface OneTrade {
  readonly day: number;
  readonly trades: readonly UkTrade[];
  readonly whole: Part;
  left: Part;
}

const NOTHING: Part = { quantity: 0, cost: 0, costBase: 0 };

/** Which acquisitions each disposal takes, and what of each acquisition does not go into the pool. */
export class UkMatching {
  private readonly matches = new Map<number, Match[]>();
  private readonly taken = new Map<number, Part>();
  private readonly wholly = new Set<number>();

  /** The trades of each holding, in order. */
  constructor(holdings: Iterable<readonly UkTrade[]>) {
    for (const trades of holdings) this.match(trades);
  }

  /** What the disposal of a row takes by the first two rules. */
  of(row: number): readonly Match[] {
    return this.matches.get(row) ?? [];
  }

  /** Whether nothing of a disposal is left for the pool. */
  isWholly(row: number): boolean {
    return this.wholly.has(row);
  }

  /** What an acquisition does not bring into the pool: null where that is nothing. */
  takenOf(row: number): Part | null {
    return this.taken.get(row) ?? null;
  }

  private match(trades: readonly UkTrade[]): void {
    const disposals = oneADay(trades.filter((trade) => trade.quantity < 0));
    const acquisitions = oneADay(trades.filter((trade) => trade.quantity > 0));
    for (const disposal of disposals) {
      for (const acquisition of acquisitions)
        if (acquisition.day === disposal.day) this.identify(disposal, acquisition);
    }
    for (const disposal of disposals) {
      for (const acquisition of acquisitions) {
        const after = acquisition.day - disposal.day;
        if (after > 0 && after <= DAYS_AFTER) this.identify(disposal, acquisition);
      }
    }
    for (const acquisition of acquisitions) this.pool(acquisition);
    for (const { row, quantity } of trades)
      if (matchedOf(this.of(row)) === int.neg(quantity)) this.wholly.add(row);
  }

  /** Matches as much as both have left; each sale of the day takes its share by units. */
  private identify(disposal: OneTrade, acquisition: OneTrade): void {
    let wanted = disposal.left.quantity;
    let given = int.min(wanted, acquisition.left.quantity);
    disposal.left = less(disposal.left, { ...NOTHING, quantity: given });
    for (const sale of disposal.trades) {
      if (given === 0) return;
      const own = int.sub(int.abs(sale.quantity), matchedOf(this.of(sale.row)));
      const quantity = multiplyDivide(given, own, wanted);
      wanted = int.sub(wanted, own);
      given = int.sub(given, quantity);
      if (quantity === 0) continue;
      const part = partOf(acquisition, quantity);
      acquisition.left = less(acquisition.left, part);
      this.matches.set(sale.row, [...this.of(sale.row), { acquisition: acquisition.trades[0], ...part }]);
    }
  }

  /** What is left of a day's purchases goes into the pool at their average: units of the last ones. */
  private pool({ trades, whole, left }: OneTrade): void {
    let matched = int.sub(whole.quantity, left.quantity);
    if (matched === 0 && trades.length === 1) return;
    let pooled = left;
    for (const purchase of trades) {
      const taken = int.min(matched, purchase.quantity);
      matched = int.sub(matched, taken);
      const rest = shareOf(pooled, int.sub(purchase.quantity, taken));
      pooled = less(pooled, rest);
      this.taken.set(purchase.row, less(purchase, rest));
    }
  }
}

/** Trades of one direction, in order of their days. */
function oneADay(trades: readonly UkTrade[]): OneTrade[] {
  const days = new Map<number, UkTrade[]>();
  for (const trade of trades) {
    const ofDay = days.get(trade.day) ?? [];
    days.set(trade.day, ofDay);
    ofDay.push(trade);
  }
  return Array.from(days, ([day, ofDay]) => {
    const sum = ofDay.reduce(more, NOTHING);
    const whole = { ...sum, quantity: int.abs(sum.quantity) };
    return { day, trades: ofDay, whole, left: whole };
  });
}

/** Units out of a day's purchases at their average; what takes the last of them takes what cost is left. */
function partOf({ whole, left }: OneTrade, quantity: Int): Part {
  return quantity === left.quantity ? left : shareOf(whole, quantity);
}

function shareOf(whole: Part, quantity: Int): Part {
  if (whole.quantity === 0) return NOTHING;
  const share = (cost: Int): Int => (cost === 0 ? 0 : multiplyDivide(cost, quantity, whole.quantity));
  return { quantity, cost: share(whole.cost), costBase: share(whole.costBase) };
}

const matchedOf = (matches: readonly Match[]): Int =>
  matches.reduce<Int>((sum, { quantity }) => int.add(sum, quantity), 0);

const more = (a: Part, b: Part): Part => ({
  quantity: int.add(a.quantity, b.quantity),
  cost: int.add(a.cost, b.cost),
  costBase: int.add(a.costBase, b.costBase),
});

const less = (a: Part, b: Part): Part => ({
  quantity: int.sub(a.quantity, b.quantity),
  cost: int.sub(a.cost, b.cost),
  costBase: int.sub(a.costBase, b.costBase),
});
