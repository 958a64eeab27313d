import { Fraction, NOTHING, ONE, smaller } from './fraction.ts';
import type { Fact } from './input.ts';
import type { Market } from './market.ts';

/** Units of a sale and of the purchase that it is identified with, each counted on its own day's basis. */
export type Match = {
  readonly sale: Fact;
  readonly purchase: Fact;
  readonly sold: Fraction;
  readonly bought: Fraction;
};

const DAYS_AFTER = 30;

/**
 * Which purchases the sales of an account are identified with before its pool: those of the same day, then those
 * of the 30 days after, the earliest first. Source: Taxation of Chargeable Gains Act 1992, sections 105 and 106A.
 */
export function ukMatches(events: readonly Fact[], market: Market): Match[] {
  const matches: Match[] = [];
  const keys = new Set(events.map((event) => event.symbol));
  for (const symbol of keys) {
    const trades = events.filter((event) => event.symbol === symbol);
    matchTrades(
      trades.filter((event) => event.type === 'sell'),
      trades.filter((event) => event.type === 'buy'),
      events,
      market,
      matches,
    );
  }
  return matches;
}

function matchTrades(
  sales: readonly Fact[],
  purchases: readonly Fact[],
  events: readonly Fact[],
  market: Market,
  matches: Match[],
): void {
  const open = new Map([...sales, ...purchases].map((trade) => [trade, trade.quantity]));
  const match = (sale: Fact, purchase: Fact) => {
    const factor = splitFactor(sale, purchase, events, market);
    const bought = smaller((open.get(sale) ?? NOTHING).times(factor), open.get(purchase) ?? NOTHING);
    if (bought.isZero()) return;
    const sold = bought.dividedBy(factor);
    open.set(sale, (open.get(sale) ?? NOTHING).minus(sold));
    open.set(purchase, (open.get(purchase) ?? NOTHING).minus(bought));
    matches.push({ sale, purchase, sold, bought });
  };
  for (const sale of sales) {
    for (const purchase of purchases) if (purchase.day === sale.day) match(sale, purchase);
  }
  for (const sale of sales) {
    for (const purchase of purchases) {
      if (purchase.day > sale.day && purchase.day <= sale.day + DAYS_AFTER) match(sale, purchase);
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
