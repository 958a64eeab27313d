import { type Fraction, NOTHING, total } from './fraction.ts';
import type { Fact } from './input.ts';
import { shared } from './lots.ts';
import type { Match } from './uk.ts';
import type { World } from './world.ts';

/** A cost in the currency of an instrument, and in base since it was spent: of options, on the way into a trade. */
export type SpentCost = { readonly cost: Fraction; readonly costBase: Fraction };

/** What was paid or received before fees and taxes, above zero, in the currency of the settlement. */
export function beforeCosts(world: World, event: Fact): Fraction {
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
export function inInstrument(world: World, event: Fact, paid: Fraction, settled: Fraction): Fraction {
  const { currency, isFuture } = world.market.terms(event.symbol);
  const priced = () => world.market.converted(priceOf(world, event), event.currency, currency, event.day);
  if (isFuture) return priced();
  if (event.settle === currency) return settled;
  if (event.price === null) return world.market.converted(settled, event.settle, currency, event.day);
  return paid.isZero() ? priced() : priced().times(settled).dividedBy(paid);
}

/** What a day's purchases cost, shared among those who are identified with them; the last is what the pool takes. */
export function dayParts(world: World, matches: readonly Match[], purchases: readonly Fact[]): SpentCost[] {
  const costs = purchases.map((purchase) => purchaseCost(world, purchase));
  const cost = total(costs.map((one) => one.cost));
  const costBase = total(costs.map((one) => one.costBase));
  const units = total(purchases.map((purchase) => purchase.quantity));
  const sizes = matches.map((match) => match.bought);
  const pooled = units.minus(total(sizes));
  const parts = pooled.isZero() ? sizes : [...sizes, pooled];
  const shares = shared(cost, parts, world.digits(purchases[0].symbol));
  return parts.map((size, n) => ({ cost: shares[n], costBase: costBase.times(size).dividedBy(units) }));
}

/** What a purchase cost in the currency of its instrument, and in base. */
export function purchaseCost(world: World, purchase: Fact): SpentCost {
  const { currency } = world.market.terms(purchase.symbol);
  const capitalized = world.input.conventions.fees === 'capitalize';
  const paid = beforeCosts(world, purchase);
  const settled = capitalized ? paid.plus(purchase.fee).plus(purchase.tax) : paid;
  const cost = inInstrument(world, purchase, paid, settled).rounded(world.digits(purchase.symbol));
  const rate =
    purchase.settle === currency || cost.isZero()
      ? world.market.rate(currency, purchase.day).rate
      : settled.times(world.market.rate(purchase.settle, purchase.day).rate).dividedBy(cost);
  return { cost, costBase: currency === world.base ? cost : cost.times(rate) };
}

export function costOfMatch(world: World, match: Match): SpentCost {
  const matches = world.matches.filter((other) => other.purchases === match.purchases);
  return dayParts(world, matches, match.purchases)[matches.indexOf(match)];
}
