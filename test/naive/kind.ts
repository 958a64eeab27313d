import type { Book } from './book.ts';
import { Fraction, NOTHING } from './fraction.ts';
import { digitsOf, type Fact } from './input.ts';
import { beforehand, costOf, type Lot, quantityOf } from './lots.ts';
import { settleLot, takeAway } from './trades.ts';
import type { Move } from './transfers.ts';
import { IN_TRANSIT, type World } from './world.ts';

/** Openings and transfers: money or units that come with, or leave with, what they cost. */
export function applyTransfer(world: World, book: Book, event: Fact): void {
  const costs = event.fee.plus(event.tax);
  const amount = event.amount ?? costs.negated();
  book.add('cash', event.settle, amount);
  book.add('taxes', event.settle, event.tax);
  if (event.symbol === '') {
    book.add('fees', event.settle, event.fee);
    return flowOfCash(world, book, event, amount.plus(costs));
  }
  book.add('fees', event.settle, amount.negated().minus(event.tax));
  if (event.type === 'transfer_out') sendUnits(world, book, event);
  else receiveUnits(world, book, event);
}

function flowOfCash(world: World, book: Book, event: Fact, gross: Fraction): void {
  const move = world.moves.get(event);
  const { settle } = event;
  const isIn = gross.sign() >= 0;
  if (event.type === 'opening' && event.day === world.firstDay) return book.add('opening', settle, gross);
  if (move === undefined) return book.add(isIn ? 'transferredIn' : 'transferredOut', settle, gross.size());
  // Both ends of a move count the same whole amount, however the balances round.
  const whole = gross.size().rounded(digitsOf(settle));
  book.add(isIn ? 'ownIn' : 'ownOut', settle, whole);
  if (move.into.day === move.out.day) return;
  const transit = world.book(IN_TRANSIT);
  transit.add('cash', settle, gross.negated());
  transit.add(isIn ? 'ownOut' : 'ownIn', settle, whole);
}

function receiveUnits(world: World, book: Book, event: Fact): void {
  const move = world.moves.get(event);
  if (move === undefined) {
    const lot = lotWithCost(world, event);
    const flow = event.type === 'opening' && event.day === world.firstDay ? 'opening' : 'outside';
    return putIn(world, book, event, [lot], flow);
  }
  const transit = world.book(IN_TRANSIT);
  if (event.day < move.out.day) return receiveBeforehand(world, book, event, move);
  const lots = takeKept(transit, event.symbol, move.out.row);
  if (move.out.day !== event.day) leave(world, transit, event, lots, 'own');
  const arrived = lots.map((lot) => ({ ...lot, keptFor: null }));
  putIn(world, book, event, arrived, 'own');
}

function sendUnits(world: World, book: Book, event: Fact): void {
  const move = world.moves.get(event);
  if (move !== undefined && move.into.day < event.day) {
    for (const holder of [book, world.book(IN_TRANSIT)])
      leave(world, holder, event, takeKept(holder, event.symbol, beforehand(event.row)), 'own');
    return;
  }
  const lots = takeAway(world, book, event.symbol, event.quantity.size(), event.plain.lot ?? null);
  leave(world, book, event, lots, move === undefined ? 'outside' : 'own');
  if (move === undefined) return;
  const transit = world.book(IN_TRANSIT);
  const kept = lots.map((lot) => ({ ...lot, keptFor: move.out.row }));
  if (isSameDay(move)) transit.hold(event.symbol, [...transit.holding(event.symbol), ...kept]);
  else putIn(world, transit, event, kept, 'own');
}

/** The lots go to where they arrive; until they leave, the sender shows them and transit owes them. */
function receiveBeforehand(world: World, book: Book, event: Fact, { out }: Move): void {
  const { symbol } = event;
  const sender = world.book(out.account);
  const transit = world.book(IN_TRANSIT);
  const lots = takeAway(world, sender, symbol, event.quantity.size(), out.plain.lot ?? null);
  const shown = lots.map((lot) => ({ ...lot, keptFor: beforehand(out.row) }));
  const owed = shown.map((lot) => ({
    ...lot,
    quantity: lot.quantity.negated(),
    cost: lot.cost.negated(),
    costBase: lot.costBase.negated(),
  }));
  sender.hold(symbol, [...sender.holding(symbol), ...shown]);
  leave(world, transit, event, lots, 'own');
  transit.hold(symbol, [...transit.holding(symbol), ...owed]);
  putIn(world, book, event, lots, 'own');
}

function takeKept(book: Book, symbol: string, keptFor: number): Lot[] {
  const lots = book.holding(symbol);
  book.hold(
    symbol,
    lots.filter((lot) => lot.keptFor !== keptFor),
  );
  return lots.filter((lot) => lot.keptFor === keptFor);
}

const isSameDay = (move: Move): boolean => move.out.day === move.into.day;

/** Units from outside: at the cost per unit that is stated, else at what the market gives that day. */
function lotWithCost(world: World, event: Fact): Lot {
  const { currency, factor } = world.market.terms(event.symbol);
  const stated = event.price === null ? null : event.quantity.times(event.price).times(factor);
  const cost =
    stated === null
      ? (world.marketValue(event.symbol, event.quantity, event.day) ?? NOTHING)
      : world.market
          .converted(stated, event.currency, currency, event.day)
          .rounded(world.digits(event.symbol));
  const { day, quantity, plain } = event;
  return { opened: day, quantity, cost, costBase: NOTHING, id: plain.id ?? null, keptFor: null };
}

/** Lots come in, their cost in base taken anew at the rate of the day. */
function putIn(world: World, book: Book, event: Fact, lots: readonly Lot[], flow: Flow): void {
  const { currency, isFuture } = world.market.terms(event.symbol);
  const { rate } = world.market.rate(currency, event.day);
  for (const lot of lots) {
    settleLot(world, book, event, event.symbol, { ...lot, costBase: lot.cost.times(rate) });
  }
  if (!isFuture) book.add('costInKind', currency, costOf(lots));
  book.currencies.add(currency);
  countFlow(book, flow, quantityOf(lots).sign() > 0, worth(world, book, event, lots));
}

function leave(world: World, book: Book, event: Fact, lots: readonly Lot[], flow: Flow): void {
  const { currency, isFuture } = world.market.terms(event.symbol);
  if (!isFuture) book.add('costInKind', currency, costOf(lots).negated());
  book.currencies.add(currency);
  countFlow(book, flow, quantityOf(lots).sign() < 0, -worth(world, book, event, lots));
}

type Flow = 'opening' | 'outside' | 'own';

/** A short that leaves is a flow in: both directions are counted by what they are worth. */
function countFlow(book: Book, flow: Flow, isIn: boolean, value: bigint): void {
  if (flow === 'opening') book.kind.opening += value;
  else if (isIn) book.kind[flow === 'own' ? 'ownIn' : 'in'] += value;
  else book.kind[flow === 'own' ? 'ownOut' : 'out'] -= value;
}

/** Units at the market value of the day, at their cost where no price is known; a future at its gain. */
function worth(world: World, book: Book, event: Fact, lots: readonly Lot[]): bigint {
  const { day, symbol } = event;
  const { currency, isFuture } = world.market.terms(symbol);
  const cost = costOf(lots).rounded(digitsOf(currency));
  // The day's price is on the basis of the day's end: what is split later that day counts as if it had been.
  const later = world.ledger.slice(world.ledger.indexOf(event) + 1);
  const ratios = later
    .filter((other) => other.type === 'split' && other.symbol === symbol)
    .filter((other) => other.day === day && other.account === book.account)
    .map(({ plain }) => Fraction.of(plain.ratio ?? '1'))
    .filter((ratio) => !world.market.isInFile(symbol, { day, ratio }));
  const quantity = ratios.reduce((units, ratio) => units.times(ratio), quantityOf(lots));
  const value = world.marketValue(symbol, quantity, day) ?? cost;
  return world.inBase(isFuture ? value.minus(cost) : value, currency, day);
}
