import type { Day } from '../../engine/calendar/day.ts';
import type { Book } from './book.ts';
import { type Fraction, NOTHING, ONE, smaller, total } from './fraction.ts';
import { digitsOf, type Fact } from './input.ts';
import { freeOf, type Lot, quantityOf, SET_ASIDE, shared, take, withLot } from './lots.ts';
import {
  beforeCosts,
  costOfMatch,
  dayParts,
  inInstrument,
  purchaseCost,
  type SpentCost,
} from './trade-value.ts';
import type { World } from './world.ts';

/** A change of a position, taken apart. `value` is what the units cost or brought in the instrument's currency. */
type Terms = {
  readonly symbol: string;
  /** Date of what is opened by it. */
  readonly opened: Day;
  readonly size: Fraction;
  readonly isBuy: boolean;
  readonly value: Fraction;
  /** Base for one unit of the instrument's currency: booked where the trade settled in another, else the market's. */
  readonly rate: Fraction;
  /** The same for what is opened: a cost in base is itself. */
  readonly costRate: Fraction;
};

export const NO_COST: SpentCost = { cost: NOTHING, costBase: NOTHING };

/** A buy or a sale: cash, costs, the exchange between two currencies, lots. */
export function trade(world: World, book: Book, event: Fact, option: SpentCost): void {
  const { currency, isFuture } = world.market.terms(event.symbol);
  const capitalized = world.input.conventions.fees === 'capitalize';
  const isBuy = event.type === 'buy';
  const paid = beforeCosts(world, event);
  const costs = event.fee.plus(event.tax);
  const settled = !capitalized ? paid : isBuy ? paid.plus(costs) : paid.minus(costs);
  const value = inInstrument(world, event, paid, settled).rounded(world.digits(event.symbol));
  if (!capitalized) {
    book.add('fees', event.settle, event.fee);
    book.add('taxes', event.settle, event.tax);
  }
  if (isFuture) {
    book.add('cash', event.settle, costs.negated());
  } else {
    const capital = capitalized ? NOTHING : costs;
    book.add('cash', event.settle, (isBuy ? settled.negated() : settled).minus(capital));
    exchange(book, event.settle, settled, currency, value, isBuy);
  }
  const marketRate = world.market.rate(currency, event.day).rate;
  const isBooked = event.settle !== currency && !value.isZero();
  const settledBase = settled.times(world.market.rate(event.settle, event.day).rate);
  const rate = isBooked ? settledBase.dividedBy(value) : marketRate;
  const plusOption = (own: Fraction, cost: Fraction) => (isBuy ? own.plus(cost) : own.minus(cost));
  const withOption = plusOption(value, option.cost);
  const openedBase = plusOption(value.times(rate), option.costBase);
  const openedRate = withOption.isZero() ? rate : openedBase.dividedBy(withOption);
  const { symbol, day, quantity: size } = event;
  const gain = changePosition(world, book, event, {
    symbol,
    opened: day,
    size,
    isBuy,
    value: withOption,
    rate,
    costRate: currency === world.base ? ONE : openedRate,
  });
  if (isFuture) book.add('cash', currency, gain);
  if (isBooked) {
    book.bookedGain +=
      gain.times(rate).unitsAt(digitsOf(world.base)) - world.inBase(gain, currency, event.day);
  }
}

/** Money that became money of another currency on the way into an instrument, or out of it. */
function exchange(
  book: Book,
  from: string,
  paid: Fraction,
  to: string,
  value: Fraction,
  isBuy: boolean,
): void {
  if (from === to) return;
  book.add('exchanged', from, isBuy ? paid.negated() : paid);
  book.add('exchanged', to, isBuy ? value : value.negated());
}

/** Closes what is open the other way, opens the rest. Answers the gain of what was closed. */
export function changePosition(world: World, book: Book, event: Fact, terms: Terms): Fraction {
  if (book.method === 'uk') return changeUkPosition(world, book, event, terms);
  return changePooled(world, book, event, terms);
}

function changePooled(world: World, book: Book, event: Fact, terms: Terms): Fraction {
  const { symbol } = terms;
  const digits = world.digits(symbol);
  const lots = book.holding(symbol);
  const position = quantityOf(freeOf(lots));
  const isClosing = terms.isBuy ? position.sign() < 0 : position.sign() > 0;
  const closes = isClosing ? smaller(terms.size, position.size()) : NOTHING;
  const opens = terms.size.minus(closes);
  const { taken, left } = take(lots, closes, book.method, event.plain.lot ?? null, digits);
  const sizes = [...taken.map((lot) => lot.quantity.size()), ...(opens.isZero() ? [] : [opens])];
  const shares = shared(terms.value, sizes, digits);
  const gain = total(taken.map((lot, n) => close(world, book, event, terms, lot, shares[n])));
  const rest = opens.isZero() ? NOTHING : shares[shares.length - 1];
  book.hold(symbol, withLot(left, opened(event, terms, opens, rest), book.method));
  return gain;
}

/** A lot comes in from elsewhere; against a position of the other sign it closes that. */
export function settleLot(world: World, book: Book, event: Fact, symbol: string, lot: Lot): void {
  const position = quantityOf(freeOf(book.holding(symbol)));
  if (lot.keptFor !== null || position.sign() * lot.quantity.sign() >= 0) {
    return book.hold(symbol, withLot(book.holding(symbol), lot, book.method));
  }
  const isBuy = lot.quantity.sign() > 0;
  const rate = lot.cost.isZero() ? NOTHING : lot.costBase.dividedBy(lot.cost);
  const value = isBuy ? lot.cost : lot.cost.negated();
  const terms = { symbol, opened: lot.opened, size: lot.quantity.size(), isBuy, value, rate, costRate: rate };
  const gain = changePooled(world, book, event, terms);
  const { currency, isFuture } = world.market.terms(symbol);
  if (isFuture) book.add('cash', currency, gain);
}

function opened(event: Fact, terms: Terms, size: Fraction, value: Fraction): Lot {
  const cost = terms.isBuy ? value : value.negated();
  return {
    opened: terms.opened,
    quantity: terms.isBuy ? size : size.negated(),
    cost,
    costBase: cost.times(terms.costRate),
    id: event.plain.id ?? null,
    keptFor: null,
  };
}

/** Writes down what a lot brought. A short's proceeds are those of its entry. */
function close(world: World, book: Book, event: Fact, terms: Terms, lot: Lot, share: Fraction): Fraction {
  const gain = terms.isBuy ? lot.cost.negated().minus(share) : share.minus(lot.cost);
  const now = share.times(terms.rate);
  // Of a future nothing was ever paid that a rate could have changed.
  const then = world.market.terms(terms.symbol).isFuture ? lot.cost.times(terms.rate) : lot.costBase;
  book.closings.push({
    account: book.account,
    symbol: terms.symbol,
    opened: lot.opened,
    closed: event.day,
    quantity: lot.quantity,
    proceeds: terms.isBuy ? then.negated() : now,
    cost: terms.isBuy ? now : then,
    pnl: gain.times(terms.rate),
  });
  return gain;
}

/**
 * UK: what a sale is identified with is closed at the cost of that purchase, also where that comes only later; the
 * rest goes through the pool. What is so bought or sold is set aside: it evens out once both are there.
 */
function changeUkPosition(world: World, book: Book, event: Fact, terms: Terms): Fraction {
  if (terms.isBuy) return buyIntoPool(world, book, event, terms);
  const matches = world.matches.filter((match) => match.sale.row === event.row);
  const sizes = matches.map((match) => match.sold);
  const pooled = terms.size.minus(total(sizes));
  const digits = world.digits(event.symbol);
  const shares = shared(terms.value, pooled.isZero() ? sizes : [...sizes, pooled], digits);
  const gains = matches.map((match, n) => {
    const { cost, costBase } = costOfMatch(world, match);
    setAside(book, event, match.sold.negated(), cost.negated());
    const { day } = match.purchases[0];
    const lot = { opened: day, quantity: match.sold, cost, costBase, id: null, keptFor: null };
    return close(world, book, event, terms, lot, shares[n]);
  });
  if (pooled.isZero()) return total(gains);
  const rest = { ...terms, size: pooled, value: shares[shares.length - 1] };
  return total(gains).plus(changePooled(world, book, event, rest));
}

/** Of a day's purchases the first units are those that sales are identified with; all cost the average of the day. */
function buyIntoPool(world: World, book: Book, event: Fact, terms: Terms): Fraction {
  const isOfDay = (other: Fact) =>
    other.type === 'buy' &&
    other.account === event.account &&
    other.symbol === event.symbol &&
    other.day === event.day;
  const purchases = event.type === 'buy' ? world.ledger.filter(isOfDay) : [];
  const matches = world.matches.filter((match) => match.purchases.includes(event));
  if (purchases.length < 2 && matches.length === 0) return changePooled(world, book, event, terms);
  let matched = total(matches.map((match) => match.bought));
  const pooled = purchases.map((purchase) => {
    const taken = smaller(matched, purchase.quantity);
    matched = matched.minus(taken);
    return purchase.quantity.minus(taken);
  });
  const left = dayParts(world, matches, purchases).at(-1) ?? NO_COST;
  const mine = purchases.indexOf(event);
  const costs = shared(left.cost, pooled, world.digits(event.symbol));
  const cost = pooled[mine].isZero() ? NOTHING : costs[mine];
  const own = purchaseCost(world, event);
  setAside(book, event, event.quantity.minus(pooled[mine]), own.cost.minus(cost));
  if (pooled[mine].isZero()) return NOTHING;
  const costRate = left.cost.isZero() ? terms.costRate : left.costBase.dividedBy(left.cost);
  return changePooled(world, book, event, { ...terms, size: pooled[mine], value: cost, costRate });
}

/** Units and cost that are part of the position and of no lot in it. */
function setAside(book: Book, { symbol, day }: Fact, quantity: Fraction, cost: Fraction): void {
  const lots = book.holding(symbol);
  const before = lots.find((lot) => lot.keptFor === SET_ASIDE);
  const aside: Lot = {
    opened: day,
    quantity: quantity.plus(before?.quantity ?? NOTHING),
    cost: cost.plus(before?.cost ?? NOTHING),
    costBase: NOTHING,
    id: null,
    keptFor: SET_ASIDE,
  };
  const others = lots.filter((lot) => lot !== before);
  book.hold(symbol, aside.quantity.isZero() && aside.cost.isZero() ? others : [...others, aside]);
}

/** Takes units away without a trade; answers them with their costs, oldest first. */
export function takeAway(
  world: World,
  book: Book,
  symbol: string,
  size: Fraction,
  named: string | null,
): Lot[] {
  const { takenOldestFirst, left } = take(
    book.holding(symbol),
    size,
    book.method,
    named,
    world.digits(symbol),
  );
  book.hold(symbol, left);
  return takenOldestFirst;
}
