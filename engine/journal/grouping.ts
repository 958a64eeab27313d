import { type Int, int, multiplyDivide, ONE } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { foldRow } from '../lots/fold-events.ts';
import type { OuterSplit, Rate } from '../lots/index.ts';
import { outerSplit } from '../lots/splits.ts';
import { costsOf } from './fill-costs.ts';
import type { CostChange } from './held-fx.ts';
import { type Change, changeOf, see } from './holding-change.ts';
import { Openings } from './openings.ts';
import type { Fill, RoundTrip } from './round-trip.ts';
import type { WatchedFold, WatchedHolding } from './watched-fold.ts';

/** Round trips in order of opening, and what their holdings cost in base where they are priced in another currency. */
export interface GroupedTrips {
  readonly trips: readonly RoundTrip[];
  readonly costChanges: readonly CostChange[];
}

/** Turns what each row changes of holdings into fills of round trips. */
export class Grouping implements GroupedTrips {
  readonly trips: RoundTrip[] = [];
  readonly costChanges: CostChange[] = [];
  private readonly fold: WatchedFold;
  /** Trips whose units all left by a row of an own transfer, until its other end arrives that day. */
  private readonly leaving = new Map<number, RoundTrip>();
  private readonly openings = new Openings();

  constructor(fold: WatchedFold) {
    this.fold = fold;
  }

  split(split: OuterSplit): void {
    outerSplit(this.fold, split);
    this.changeUnits(split.day, split);
  }

  row(row: number): void {
    const { fold } = this;
    const { table } = fold;
    fold.closed.length = 0;
    foldRow(fold, row);
    if (fold.touched.length === 0) return;
    for (const holding of fold.touched) this.noteCost(holding, fold.dayOf(row));
    if (fold.typeIs(row, 'split')) {
      this.changeUnits(fold.dayOf(row), { ratio: table.rare.ratio.get(row) as OuterSplit['ratio'] });
      return;
    }
    const changes = fold.touched.map((holding) => changeOf(holding, fold.closed));
    fold.touched.length = 0;
    if (changes.length === 2 && this.moves(row) && this.carryOver(changes[0], changes[1], row)) return;
    for (const change of changes) this.apply(change, row);
  }

  private changeUnits(day: Day, { ratio }: Pick<OuterSplit, 'ratio'>): void {
    for (const holding of this.fold.touched) {
      const { trip } = holding;
      see(holding);
      if (trip === null) continue;
      trip.unitChanges.push({ before: trip.fills.length, day, ratio, symbol: holding.symbol });
      trip.quantity = holding.quantity;
    }
    this.fold.touched.length = 0;
  }

  /** What is not priced in base cost something in base as well, at the rates of purchase. */
  private noteCost(holding: WatchedHolding, day: Day): void {
    const { settings, scales } = this.fold;
    const { currency, isFuture } = settings.symbols[holding.symbol];
    if (isFuture || currency === settings.baseCurrency) return;
    let held: Int = 0;
    for (const lot of holding.queue.all()) held = int.add(held, lot.costBase);
    const cost = int.sub(holding.cost, holding.seenCost);
    const costBase = int.sub(held, holding.seenCostBase);
    holding.seenCostBase = held;
    if (cost === 0 && costBase === 0) return;
    const { account } = holding;
    this.costChanges.push({
      account,
      currency,
      day,
      cost,
      costScale: scales.cost,
      costBase,
      baseScale: scales.base,
    });
  }

  /** Whether a row moves a position as a whole to where the trip goes on. */
  private moves(row: number): boolean {
    const { fold } = this;
    return fold.typeIs(row, 'rename') || fold.typeIs(row, 'merger') || fold.settings.partner(row) >= 0;
  }

  /** The trip goes on in another symbol or account, if all of it went there and nothing was there before. */
  private carryOver(from: Change, to: Change, row: number): boolean {
    const { trip } = from.holding;
    const wholly = from.holding.quantity === 0 && from.exit === null && trip !== null;
    if (!wholly || to.exit !== null || to.holding.seenQuantity !== 0 || !this.alike(from, to)) return false;
    const { symbol } = to.holding;
    if (symbol !== from.holding.symbol) {
      const ratio = this.fold.table.rare.ratio.get(row) ?? ONE;
      trip.unitChanges.push({ before: trip.fills.length, day: this.fold.dayOf(row), ratio, symbol });
    }
    const [fees, taxes] = costsOf(this.fold, row, from.holding.symbol);
    const money = int.add(from.money, to.money);
    if (money !== 0 || fees !== 0 || taxes !== 0) {
      trip.fills.push(this.fill('recost', row, { quantity: 0, money, gain: from.gain, fees, taxes }));
    }
    this.settleIn(trip, from.holding, to.holding);
    return true;
  }

  /** Whether a unit of both is money in the same way. */
  private alike(from: Change, to: Change): boolean {
    const a = this.fold.settings.symbols[from.holding.symbol];
    const b = this.fold.settings.symbols[to.holding.symbol];
    const { units, scale } = a.unitValue;
    return a.currency === b.currency && b.unitValue.units === units && b.unitValue.scale === scale;
  }

  private settleIn(trip: RoundTrip, from: WatchedHolding, to: WatchedHolding): void {
    from.trip = null;
    to.trip = trip;
    trip.quantity = to.quantity;
    trip.symbol = to.symbol;
    trip.account = to.account;
    see(from);
    see(to);
  }

  private apply(change: Change, row: number): void {
    const { holding, exit } = change;
    if (exit === null && this.arrives(change, row)) return;
    const [fees, taxes] = costsOf(this.fold, row, holding.symbol);
    const closing = exit === null ? 0 : int.abs(exit.quantity);
    const all = int.add(closing, int.abs(change.quantity));
    // A row that closes one trip and opens another shares its costs by quantity.
    const ofClosing = (cost: Int): Int => (closing === all ? cost : multiplyDivide(cost, closing, all));
    const exitFees = exit === null ? 0 : ofClosing(fees);
    const exitTaxes = exit === null ? 0 : ofClosing(taxes);
    if (exit !== null) {
      const { received, gain, booked } = exit;
      const closed = { money: received, gain, fees: exitFees, taxes: exitTaxes, booked };
      this.add(holding, this.fill('exit', row, { quantity: int.neg(exit.quantity), ...closed }));
    }
    const { quantity, money, gain } = change;
    const costs = { fees: int.sub(fees, exitFees), taxes: int.sub(taxes, exitTaxes) };
    const rest = { quantity, money, gain, ...costs, booked: exit?.booked ?? null };
    if (quantity !== 0) this.units(holding, row, rest);
    else if (exit === null && holding.trip !== null) this.add(holding, this.fill('recost', row, rest));
    see(holding);
  }

  private units(holding: WatchedHolding, row: number, rest: Omit<Fill, 'kind' | 'row' | 'day'>): void {
    const open = holding.trip?.quantity ?? 0;
    const grows = open === 0 || int.sign(open) === int.sign(rest.quantity);
    if (holding.trip === null) this.open(holding, row, rest.quantity);
    const { trip } = holding;
    this.add(holding, this.fill(grows ? 'entry' : 'moved', row, rest));
    if (holding.trip === null && this.fold.settings.partner(row) >= 0)
      this.leaving.set(row, trip as RoundTrip);
  }

  /** The other end of an own transfer of that day: the trip goes on as if it had never left. */
  private arrives(change: Change, row: number): boolean {
    const { fold, leaving } = this;
    if (leaving.size === 0) return false;
    const trip = leaving.get(fold.settings.partner(row));
    if (trip === undefined || change.holding.seenQuantity !== 0) return false;
    leaving.delete(fold.settings.partner(row));
    const left = trip.fills.pop() as Fill;
    const [fees, taxes] = costsOf(fold, row, change.holding.symbol);
    const costs = { fees: int.add(left.fees, fees), taxes: int.add(left.taxes, taxes) };
    if (costs.fees !== 0 || costs.taxes !== 0) {
      trip.fills.push(this.fill('recost', row, { quantity: 0, money: 0, gain: 0, ...costs }));
    }
    this.settleIn(trip, change.holding, change.holding);
    return true;
  }

  private open(holding: WatchedHolding, row: number, quantity: Int): void {
    const { settings, table, scales } = this.fold;
    const { symbol } = holding;
    // A part that is on its way between two accounts is of the one where it arrives.
    const isInTransit = holding.account === settings.transitAccount;
    const account = isInTransit ? table.account.values[settings.partner(row)] : holding.account;
    const trip: RoundTrip = {
      side: quantity > 0 ? 'long' : 'short',
      account,
      symbol,
      origin: { account, symbol, row, ofDay: this.openings.next(account, symbol, this.fold.dayOf(row)) },
      fills: [],
      unitChanges: [],
      quantity: 0,
      scales,
    };
    holding.trip = trip;
    this.trips.push(trip);
  }

  private add(holding: WatchedHolding, fill: Fill): void {
    const { trip } = holding;
    if (trip === null) throw new Error('a fill without a trip: every change of a position opens one');
    trip.fills.push(fill);
    trip.quantity = int.add(trip.quantity, fill.quantity);
    if (trip.quantity === 0) holding.trip = null;
  }

  private fill(
    kind: Fill['kind'],
    row: number,
    rest: Omit<Fill, 'kind' | 'row' | 'day' | 'booked'> & { booked?: Rate | null },
  ): Fill {
    const { quantity, money, gain, fees, taxes, booked = null } = rest;
    return { kind, row, day: this.fold.dayOf(row), quantity, money, gain, fees, taxes, booked };
  }
}
