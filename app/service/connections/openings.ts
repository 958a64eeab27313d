import {
  add,
  type Decimal,
  dec,
  divide,
  formatDecimal,
  isZero,
  normalize,
  signOf,
  ZERO,
} from '@tidemark/engine';
import { ESTIMATED } from '../portfolio/estimated-past.ts';
import type { BrokerHoldings, BrokerPosition, EventColumns } from '../ports/index.ts';
import { backward, emptyHolding, forward, type Holding } from './unit-flows.ts';

/** What an opening position or balance is known by: it is one fact for each symbol and each currency. */
export const OPENING = 'opening:';

/** Digits after the point of a ratio that is computed. */
const RATIO_DECIMALS = 15;

/** An event that states what was held before the activities begin. */
export interface Opening {
  readonly sourceId: string;
  readonly columns: EventColumns;
}

/** What a broker states that an account holds; null where it did not say all of it. */
export function statedHolding({
  positions,
  cash,
}: Pick<BrokerHoldings, 'positions' | 'cash'>): Holding | null {
  if (positions === null || cash === null) return null;
  const holding = emptyHolding();
  for (const { symbol, quantity } of positions)
    holding.units.set(symbol, add(holding.units.get(symbol) ?? ZERO, dec(quantity)));
  for (const { currency, amount } of cash)
    holding.cash.set(currency, add(holding.cash.get(currency) ?? ZERO, dec(amount)));
  return holding;
}

/** What these events, in order, lead to. */
export function holdingAfter(events: readonly EventColumns[]): Holding {
  const holding = emptyHolding();
  for (const event of events) forward(holding, event);
  return holding;
}

/** What was held before these events, in order, that led to a holding. */
export function holdingBefore(after: Holding, events: readonly EventColumns[]): Holding {
  const holding = { units: new Map(after.units), cash: new Map(after.cash) };
  const closedShorts = shortsClosed(events);
  for (const [k, event] of [...events.entries()].reverse()) backward(holding, event, closedShorts.has(k));
  return holding;
}

/** Options that ended while they were written, as far as the events tell. */
function shortsClosed(events: readonly EventColumns[]): Set<number> {
  const holding = emptyHolding();
  const closed = new Set<number>();
  for (const [k, event] of events.entries()) {
    const held = holding.units.get(event.symbol ?? '') ?? ZERO;
    if (event.type.startsWith('option_') && signOf(held) < 0) closed.add(k);
    forward(holding, event);
  }
  return closed;
}

/**
 * The opening events of what was held before. The cost is the one that the broker states for what it holds now; where
 * it states none, its price, or that of the first trade: an estimate, and tagged so.
 */
export function openingsOf(
  before: Holding,
  date: string,
  positions: readonly BrokerPosition[],
  events: readonly EventColumns[],
): Opening[] {
  const units = [...before.units].filter(([, held]) => !isZero(held));
  const cash = [...before.cash].filter(([, held]) => !isZero(held));
  const common = { date, type: 'opening', tags: ESTIMATED };
  return [
    ...units.map(([symbol, held]) => ({
      sourceId: `${OPENING}${symbol}`,
      columns: { ...common, symbol, quantity: plain(held), ...costOf(symbol, positions, events) },
    })),
    ...cash.map(([currency, held]) => ({
      sourceId: `${OPENING}cash:${currency}`,
      columns: { ...common, amount: plain(held), currency, note: 'from the balance at the first sync' },
    })),
  ];
}

function costOf(symbol: string, positions: readonly BrokerPosition[], events: readonly EventColumns[]) {
  const stated = positions.find((one) => one.symbol === symbol);
  const cost = stated?.unitCost ?? null;
  const currency = stated?.currency ?? events.find((one) => one.symbol === symbol)?.currency;
  const inCurrency = currency === undefined ? {} : { currency };
  if (cost !== null)
    return { price: cost, ...inCurrency, note: 'held at the first sync, at the cost that the broker states' };
  const price = stated?.price?.value ?? events.find((one) => one.symbol === symbol && one.price)?.price;
  const note = 'held before the first activity; the broker states no cost';
  return price === undefined ? { note, ...inCurrency } : { price, note, ...inCurrency };
}

const plain = (value: Decimal): string => formatDecimal(normalize(value));

/** The ratio of a split of which only the units that came are known; null where nothing was held. */
export function splitRatio(held: Decimal, units: string): string | null {
  if (signOf(held) === 0) return null;
  const after = add(held, dec(units));
  if (signOf(after) !== signOf(held)) return null;
  return plain(divide(after, held, RATIO_DECIMALS, 'half-even'));
}
