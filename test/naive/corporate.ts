import { type Book, takeCash } from './book.ts';
import { Fraction, NOTHING, ONE } from './fraction.ts';
import type { Fact } from './input.ts';
import { freeOf, keptOf, type Lot, quantityOf, shared } from './lots.ts';
import { settleLot } from './trades.ts';
import type { World } from './world.ts';

const oldestFirst = (lots: readonly Lot[]): Lot[] => [...lots].sort((a, b) => a.opened - b.opened);

/** Lots leave one symbol for another, oldest first; their costs change currency at the day's rates where they must. */
export function moveLots(world: World, book: Book, event: Fact, lots: readonly Lot[], to: string): void {
  book.hold(event.symbol, keptOf(book.holding(event.symbol)));
  for (const lot of oldestFirst(lots)) arrive(world, book, event, lot, to);
}

function arrive(world: World, book: Book, event: Fact, lot: Lot, to: string): void {
  const from = world.market.terms(event.symbol).currency;
  const { currency } = world.market.terms(to);
  let { cost, costBase } = lot;
  if (from !== currency) {
    cost = world.market.converted(lot.cost, from, currency, event.day).rounded(world.digits(to));
    // What it cost in base it has cost, at the rates since then; a cost in base is itself.
    if (currency === world.base) costBase = cost;
    book.add('exchanged', from, lot.cost.negated());
    book.add('exchanged', currency, cost);
  }
  settleLot(world, book, event, to, { ...lot, cost, costBase });
}

/** Digits to which units of a spin-off are shared among the lots that they come of. */
const SHARED_UNIT_DIGITS = 10;

export function spinOff(world: World, book: Book, event: Fact): void {
  const to = event.plain.to_symbol ?? '';
  const parents = oldestFirst(freeOf(book.holding(event.symbol)));
  const held = quantityOf(parents);
  const stated = Fraction.of(event.plain.to_quantity ?? '0');
  // Whoever is short of the parent owes the child as well.
  const units = held.sign() < 0 ? stated.negated() : stated;
  const fraction = event.costFraction ?? marketFraction(world, event, held, to, units);
  const digits = world.digits(event.symbol);
  const moved = parents.map((lot) => ({ cost: lot.cost.times(fraction).rounded(digits), lot }));
  const left = moved.map(({ lot, cost }) => ({
    ...lot,
    cost: lot.cost.minus(cost),
    costBase: lot.costBase.times(ONE.minus(fraction)),
  }));
  book.hold(event.symbol, [...keptOf(book.holding(event.symbol)), ...left]);
  const sizes = moved.map(({ lot }) => lot.quantity.size());
  const children = shared(units, sizes, SHARED_UNIT_DIGITS);
  for (const [n, { lot, cost }] of moved.entries()) {
    arrive(
      world,
      book,
      event,
      { ...lot, quantity: children[n], cost, costBase: lot.costBase.times(fraction) },
      to,
    );
  }
}

/** The child's share of the market value of both on that day, not rounded on the way. */
function marketFraction(world: World, event: Fact, held: Fraction, to: string, units: Fraction): Fraction {
  const worth = (symbol: string, quantity: Fraction): Fraction => {
    const { currency, factor } = world.market.terms(symbol);
    const price = world.market.price(symbol, event.day)?.price ?? NOTHING;
    return world.market.converted(quantity.times(factor).times(price), currency, world.base, event.day);
  };
  const child = worth(to, units);
  return child.dividedBy(child.plus(worth(event.symbol, held)));
}

export function merge(world: World, book: Book, event: Fact): void {
  const gross = takeCash(book, event);
  if (!gross.isZero()) returnCapital(world, book, event, gross, event.costFraction);
  const ratio = Fraction.of(event.plain.ratio ?? '1');
  const lots = freeOf(book.holding(event.symbol));
  const changed = lots.map((lot) => ({ ...lot, quantity: lot.quantity.times(ratio) }));
  moveLots(world, book, event, changed, event.plain.to_symbol ?? '');
}

/**
 * Cash that is paid out of what the units cost: by units, no lot below zero; or, where a fraction is given, for that
 * share of each cost.
 */
export function returnCapital(
  world: World,
  book: Book,
  event: Fact,
  gross: Fraction,
  fraction: Fraction | null,
): void {
  const { currency } = world.market.terms(event.symbol);
  const digits = world.digits(event.symbol);
  const received = world.market.converted(gross, event.settle, currency, event.day).rounded(digits);
  if (event.settle !== currency) {
    book.add('exchanged', event.settle, gross);
    book.add('exchanged', currency, received.negated());
  }
  const lots = freeOf(book.holding(event.symbol));
  const shares = shared(
    received,
    lots.map((lot) => lot.quantity.size()),
    digits,
  );
  const { rate } = world.market.rate(currency, event.day);
  const reduced = lots.map((lot, n) => {
    const off = fraction === null ? atMost(shares[n], lot.cost) : lot.cost.times(fraction).rounded(digits);
    const left = lot.cost.minus(off);
    const costBase = lot.cost.isZero() ? NOTHING : lot.costBase.times(left).dividedBy(lot.cost);
    const gain = shares[n].minus(off);
    if (fraction !== null || !gain.isZero()) {
      // What lowered the cost of the lot is no part of what was realized.
      const spent = fraction === null ? NOTHING : lot.costBase.minus(costBase);
      const cash = fraction === null ? gain : shares[n];
      book.closings.push({
        account: book.account,
        symbol: event.symbol,
        opened: lot.opened,
        closed: event.day,
        quantity: NOTHING,
        proceeds: cash.times(rate),
        cost: spent,
        pnl: gain.times(rate),
      });
    }
    return { ...lot, cost: left, costBase };
  });
  book.hold(event.symbol, [...keptOf(book.holding(event.symbol)), ...reduced]);
}

/** As much of the cash as there is cost to give back: none where the cost is not of its sign. */
const atMost = (cash: Fraction, cost: Fraction): Fraction =>
  cash.sign() !== cost.sign() ? NOTHING : cash.size().compare(cost.size()) < 0 ? cash : cost;
