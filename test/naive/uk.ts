import { Fraction, NOTHING, ONE, smaller, total } from './fraction.ts';
import type { Fact } from './input.ts';
import type { Market } from './market.ts';

/** Units of a sale and of the purchases of the day that it is identified with, each counted on its own day's basis. */
export type Match = {
  readonly sale: Fact;
  /** All of one day: they are one purchase. */
  readonly purchases: readonly Fact[];
  readonly sold: Fraction;
  readonly bought: Fraction;
};

const DAYS_AFTER = 30;

/**
 * Which purchases the sales of an account are identified with before its pool: those of the same day, then those
 * of the 30 days after, the earliest first. What is bought on one day is one purchase, and what is sold on one day is
 * one sale, of which each takes its share. Source: Taxation of Chargeable Gains Act 1992, sections 105 and 106A.
 */
export function ukMatches(events: readonly Fact[], market: Market): Match[] {
  const matches: Match[] = [];
  const keys = new Set(events.map((event) => event.symbol));
  for (const symbol of keys) {
    const trades = events.filter((event) => event.symbol === symbol);
    matchDays(
      byDay(trades.filter((event) => event.type === 'sell')),
      byDay(trades.filter((event) => event.type === 'buy')),
      (sale, purchase) => splitFactor(sale, purchase, events, market),
      matches,
    );
  }
  return matches;
}

const unitsOf = (trades: readonly Fact[]): Fraction => total(trades.map((trade) => trade.quantity));

function byDay(trades: readonly Fact[]): Fact[][] {
  const days = new Set(trades.map((trade) => trade.day));
  return [...days].map((day) => trades.filter((trade) => trade.day === day));
}

function matchDays(
  sales: readonly Fact[][],
  purchases: readonly Fact[][],
  factorOf: (sale: Fact, purchase: Fact) => Fraction,
  matches: Match[],
): void {
  const open = new Map([...sales, ...purchases].map((trades) => [trades, unitsOf(trades)]));
  const match = (sold: Fact[], bought: Fact[]) => {
    const factor = factorOf(sold[0], bought[0]);
    const units = smaller((open.get(sold) ?? NOTHING).times(factor), open.get(bought) ?? NOTHING);
    if (units.isZero()) return;
    open.set(sold, (open.get(sold) ?? NOTHING).minus(units.dividedBy(factor)));
    open.set(bought, (open.get(bought) ?? NOTHING).minus(units));
    for (const sale of sold) {
      const part = units.times(sale.quantity).dividedBy(unitsOf(sold));
      matches.push({ sale, purchases: bought, sold: part.dividedBy(factor), bought: part });
    }
  };
  for (const sold of sales) {
    for (const bought of purchases) if (bought[0].day === sold[0].day) match(sold, bought);
  }
  for (const sold of sales) {
    for (const bought of purchases) {
      const after = bought[0].day - sold[0].day;
      if (after > 0 && after <= DAYS_AFTER) match(sold, bought);
    }
  }
}

/** New units for one old unit between the day of a sale and the day of a purchase. */
function splitFactor(sale: Fact, purchase: Fact, events: readonly Fact[], market: Market): Fraction {
  const inFile = market
    .fileSplits(sale.symbol)
    .filter((split) => split.day > sale.day && split.day <= purchase.day)
    .map((split) => split.ratio);
  const inLedger = events
    .filter((event) => event.type === 'split' && event.symbol === sale.symbol)
    .filter(
      (event) =>
        event.day > sale.day &&
        event.day <= purchase.day &&
        !market.isInFile(event.symbol, { day: event.day, ratio: Fraction.of(event.plain.ratio ?? '1') }),
    )
    .map((event) => Fraction.of(event.plain.ratio ?? '1'));
  return [...inFile, ...inLedger].reduce((factor, ratio) => factor.times(ratio), ONE);
}
