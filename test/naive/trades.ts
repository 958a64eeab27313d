import type { Day } from '../../engine/calendar/day.ts';
import type { Book } from './book.ts';
import { type Fraction, NOTHING, ONE, smaller, total } from './fraction.ts';
import { digitsOf, type Fact } from './input.ts';
import { type Lot, quantityOf, shared, take, withLot } from './lots.ts';
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

/** What was spent on options on the way into a trade: in the currency of its instrument, and in base since then. */
export type OptionCost = { readonly cost: Fraction; readonly costBase: Fraction };

export const NO_OPTION: OptionCost = { cost: NOTHING, costBase: NOTHING };

/** A buy or a sale: cash, costs, the exchange between two currencies, lots. */
export function trade(world: World, book: Book, event: Fact, option: OptionCost): void {
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

/** What was paid or received before fees and taxes, above zero, in the currency of the settlement. */
function beforeCosts(world: World, event: Fact): Fraction {
  if (event.amount !== null) {
    const gross = event.amount.plus(event.fee).plus(event.tax);
    return event.type === 'buy' ? gross.negated() : gross;
  }
  return world.market.converted(priceOf(world, event), event.currency, event.settle, event.day);
}

/** Quantity × price × multiplier × price factor, in the currency of the price. */
function priceOf(world: World, event: Fact): Fraction {
  const { factor } = world.market.terms(event.symbol);
  return event.quantity.times(event.price ?? NOTHING).times(factor);
}

/** The cost or the proceeds in the instrument's currency. */
function inInstrument(world: World, event: Fact, paid: Fraction, settled: Fraction): Fraction {
  const { currency, isFuture } = world.market.terms(event.symbol);
  const priced = () => world.market.converted(priceOf(world, event), event.currency, currency, event.day);
  if (isFuture) return priced();
  if (event.settle === currency) return settled;
  if (event.price === null) return world.market.converted(settled, event.settle, currency, event.day);
  return paid.isZero() ? priced() : priced().times(settled).dividedBy(paid);
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
  const position = quantityOf(lots.filter((lot) => lot.keptFor === null));
  const isClosing = terms.isBuy ? position.sign() < 0 : position.sign() > 0;
  const closes = isClosing ? smaller(terms.size, position.size()) : NOTHING;
  const opens = terms.size.minus(closes);
  const { taken, left } = take(lots, closes, book.method, event.plain.lot ?? null, digits);
  const sizes = [...taken.map((lot) => lot.quantity.size()), ...(opens.isZero() ? [] : [opens])];
  const shares = shared(terms.value, sizes, digits);
  const gain = total(taken.map((lot, n) => close(book, event, terms, lot, shares[n])));
  const rest = opens.isZero() ? NOTHING : shares[shares.length - 1];
  book.hold(symbol, withLot(left, opened(event, terms, opens, rest), book.method));
  return gain;
}

/** A lot comes in from elsewhere; against a position of the other sign it closes that. */
export function settleLot(world: World, book: Book, event: Fact, symbol: string, lot: Lot): void {
  const position = quantityOf(book.holding(symbol).filter((other) => other.keptFor === null));
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
function close(book: Book, event: Fact, terms: Terms, lot: Lot, share: Fraction): Fraction {
  const gain = terms.isBuy ? lot.cost.negated().minus(share) : share.minus(lot.cost);
  const now = share.times(terms.rate);
  book.closings.push({
    account: book.account,
    symbol: terms.symbol,
    opened: lot.opened,
    closed: event.day,
    quantity: lot.quantity,
    proceeds: terms.isBuy ? lot.costBase.negated() : now,
    cost: terms.isBuy ? now : lot.costBase,
    pnl: gain.times(terms.rate),
  });
  return gain;
}

/**
 * UK: what a sale is identified with is closed at the cost of that purchase, also where that comes only later (then
 * a lot of the other sign stands until it does); the rest goes through the pool.
 */
function changeUkPosition(world: World, book: Book, event: Fact, terms: Terms): Fraction {
  const digits = world.digits(event.symbol);
  const matches = world.matches.filter(
    (match) => (terms.isBuy ? match.purchase : match.sale).row === event.row,
  );
  const sizes = matches.map((match) => (terms.isBuy ? match.bought : match.sold));
  const pooled = terms.size.minus(total(sizes));
  const shares = shared(terms.value, pooled.isZero() ? sizes : [...sizes, pooled], digits);
  const gains = matches.map((match, n) => {
    const lots = book.holding(event.symbol);
    const kept = lots.find((lot) => lot.keptFor === match.sale.row && lot.id === keyOf(match.purchase));
    const isFirst = kept === undefined;
    if (terms.isBuy) {
      const bought = {
        ...opened(event, terms, match.bought, shares[n]),
        keptFor: match.sale.row,
        id: keyOf(event),
      };
      book.hold(event.symbol, isFirst ? [...lots, bought] : lots.filter((lot) => lot !== kept));
      return NOTHING;
    }
    const purchase = kept ?? futureLot(world, match.purchase, match.bought, match.sale);
    const missing = {
      ...purchase,
      quantity: match.sold.negated(),
      cost: purchase.cost.negated(),
      costBase: purchase.costBase.negated(),
    };
    book.hold(event.symbol, isFirst ? [...lots, missing] : lots.filter((lot) => lot !== kept));
    // Units of the sale's own day: a split may lie between it and the purchase.
    return close(book, event, terms, { ...purchase, quantity: match.sold }, shares[n]);
  });
  if (pooled.isZero()) return total(gains);
  const rest = { ...terms, size: pooled, value: shares[shares.length - 1] };
  return total(gains).plus(changePooled(world, book, event, rest));
}

const keyOf = (purchase: Fact): string => `purchase ${purchase.row}`;

/** The part of a later purchase that a sale is identified with. */
function futureLot(world: World, purchase: Fact, size: Fraction, sale: Fact): Lot {
  const digits = world.digits(purchase.symbol);
  const { currency } = world.market.terms(purchase.symbol);
  const capitalized = world.input.conventions.fees === 'capitalize';
  const paid = beforeCosts(world, purchase);
  const settled = capitalized ? paid.plus(purchase.fee).plus(purchase.tax) : paid;
  const value = inInstrument(world, purchase, paid, settled).rounded(digits);
  const rate =
    purchase.settle === currency || value.isZero()
      ? world.market.rate(currency, purchase.day).rate
      : settled.times(world.market.rate(purchase.settle, purchase.day).rate).dividedBy(value);
  const { symbol, day, quantity } = purchase;
  const terms: Terms = {
    symbol,
    opened: day,
    size: quantity,
    isBuy: true,
    value,
    rate,
    costRate: currency === world.base ? ONE : rate,
  };
  const matches = world.matches.filter((match) => match.purchase.row === purchase.row);
  const sizes = matches.map((match) => match.bought);
  const pooled = purchase.quantity.minus(total(sizes));
  const shares = shared(value, pooled.isZero() ? sizes : [...sizes, pooled], digits);
  const mine = matches.findIndex((match) => match.sale.row === sale.row);
  return { ...opened(purchase, terms, size, shares[mine]), keptFor: sale.row, id: keyOf(purchase) };
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
