import { add, type Decimal, decimal, divide, equals, isZero, multiply, ZERO } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import type { Derivation } from '../valuation/derivation.ts';
import { type Mark, markPrice } from '../valuation/mark.ts';
import { levelOn } from '../valuation/positions.ts';

/** What one unit of a symbol, or of a currency, is worth from a day on. */
export interface PlainPrice {
  readonly day: Day;
  readonly commodity: { readonly symbol: string } | { readonly currency: string };
  readonly price: Decimal;
  readonly currency: string;
}

/** Of values that do not divide evenly. */
const DIGITS = 12;

/** The prices that holdings are valued at, where they change: quotes, trade prices before them, and costs before those. */
export function* plainPrices(derivation: Derivation, through: Day): Generator<PlainPrice> {
  const { world, states } = derivation;
  const { texts } = world.table.currencies;
  for (const state of states.values()) {
    for (const symbol of state.symbols) {
      const { currency, unitValue } = world.lotSettings.symbols[symbol];
      const commodity = { symbol: world.table.symbols.texts[symbol] };
      const mark = state.marks.get(symbol) ?? null;
      const told = { commodity, currency: texts[currency] };
      for (const { day, price } of costsEach(derivation, symbol, mark, through))
        yield { day, price, ...told };
      for (const { day, price } of changes(world.span.first, mark, through))
        yield { day, price: multiply(price, unitValue), ...told };
    }
  }
  for (const [number, name] of texts.entries()) {
    if (number === world.baseCurrency || !isUsed(derivation, number)) continue;
    for (const { day, price } of rateChanges(derivation, number, through))
      yield { day, price, commodity: { currency: name }, currency: texts[world.baseCurrency] };
  }
}

function* changes(first: Day, mark: Mark | null, through: Day): Generator<{ day: Day; price: Decimal }> {
  if (mark === null) return;
  let last: Decimal | null = null;
  for (let at = mark.start; at <= through - first; at++) {
    const price = markPrice(mark, at);
    if (price === null || (last !== null && equals(price, last))) continue;
    last = price;
    yield { day: (first + at) as Day, price };
  }
}

/** Before any price is known a position counts at its cost: of all accounts together, for each unit. */
function* costsEach(
  derivation: Derivation,
  symbol: number,
  mark: Mark | null,
  through: Day,
): Generator<{ day: Day; price: Decimal }> {
  const { span } = derivation.world;
  const end = mark === null ? through : Math.min(through, span.first + mark.start - 1);
  for (const state of derivation.states.values()) {
    const holdings = state.lots.timelines.filter((holding) => holding.symbol === symbol);
    const days = new Set(holdings.flatMap((holding) => [...holding.days]).filter((day) => day <= end));
    for (const day of [...days].sort((a, b) => a - b)) {
      let quantity: Decimal = ZERO;
      let cost: Decimal = ZERO;
      for (const holding of holdings) {
        const level = levelOn(derivation, state, holding, day - span.first);
        if (level === null) continue;
        quantity = add(quantity, level.quantity);
        cost = add(cost, level.cost);
      }
      if (!isZero(quantity)) yield { day: day as Day, price: divide(cost, quantity, DIGITS, 'half-even') };
    }
  }
}

/** Currencies that nothing of an account is in have no rate. */
function isUsed(derivation: Derivation, currency: number): boolean {
  const { world } = derivation;
  const inCash = derivation.accounts().some((account) => derivation.books(account).buckets.has(currency));
  return inCash || world.lotSettings.symbols.some((terms) => terms?.currency === currency);
}

function* rateChanges(
  { world }: Derivation,
  currency: number,
  through: Day,
): Generator<{ day: Day; price: Decimal }> {
  let last: Decimal | null = null;
  for (let day = world.span.first; day <= through; day++) {
    const { numerator, denominator } = world.rate(currency, day);
    const price = divide(decimal(numerator, 0), decimal(denominator, 0), DIGITS, 'half-even');
    if (last !== null && equals(price, last)) continue;
    last = price;
    yield { day, price };
  }
}
