import { type Decimal, type Int, int, quotedCurrency } from '../amounts/index.ts';
import { type Day, day as dayOf } from '../calendar/day.ts';
import type { ChangedDays } from './edit-column.ts';
import { safeFraction } from './fraction.ts';
import { pairName, readPair, wholeCurrencies } from './pairs.ts';
import type { PriceBook } from './price-book.ts';
import { type PriceColumn, priceAge } from './price-column.ts';

/** 1000-01-01: nothing is earlier. */
const FIRST_DAY = dayOf(-354285);
/** A cross goes through one or two other currencies. */
const LEGS_MAX = 3;
/** Through which currencies first, where two ways are equally short. */
const PREFERRED = ['EUR', 'USD'];

/** One pair of a rate's path, quoted as base per currency or the other way round. */
export interface RateLeg {
  readonly column: PriceColumn;
  readonly inverse: boolean;
}

/**
 * Units of one currency per unit of another, one cell per calendar day: numerator / denominator, safe integers.
 * Days before `first` have the rate of index 0, days behind the last cell that of the last.
 */
export interface RateColumn {
  readonly currency: string;
  readonly base: string;
  readonly first: Day;
  readonly length: number;
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
  /** Before this day some pair of the path has no rate yet, and its first one is used. */
  readonly estimatedBefore: Day;
  /** The pairs that make it, as they are quoted (EUR/JPY); none for a currency in itself. */
  readonly path: readonly string[];
  readonly legs: readonly RateLeg[];
  /** False where a cross has a fraction beyond 2^53; it is then the nearest one within. */
  readonly exact: boolean;
}

/** Exchange rates by pair, and what follows from them: inverses and crosses. */
export class RateBook {
  /** The quoted pairs: symbols like EUR/USD. */
  readonly pairs: PriceBook;

  /** `pairs` is a book whose symbols are `pairName`s and whose prices are above zero. */
  constructor(pairs: PriceBook) {
    this.pairs = pairs;
  }

  /**
   * Units of `base` per unit of `currency`: as quoted or the inverse, whichever has the later last rate, else a cross through one or two other
   * currencies, the shortest; of equally short ones that through EUR, then USD, then by the alphabet. Null if there
   * is none. Codes in hundredths (GBX) are hundredths of their currency.
   */
  rate(currency: string, base: string): RateColumn | null {
    const from = quotedCurrency(currency);
    const to = quotedCurrency(base);
    if (from.currency === to.currency) return identity(currency, base, from.shift - to.shift);
    const legs = this.shortestPath(from.currency, to.currency);
    return legs === null ? null : combine(currency, base, legs, from.shift - to.shift);
  }

  /**
   * Inserts, corrects or (null) voids the rate of a pair (EURUSD, EUR/USD) on one day. Answers the days that
   * changed, as PriceBook does; before the first rate, the days that are estimated by it changed as well.
   * @throws RangeError if the pair is not two currencies, or the rate not above zero
   */
  set(pair: string, day: Day, rate: Decimal | null, source: string): ChangedDays | null {
    const read = readPair(pair);
    if (read === null) throw new RangeError(`${pair} is not a pair of currencies`);
    if (rate !== null && !(rate.units > 0)) throw new RangeError(`a rate of ${pair} is not above zero`);
    const name = pairName(read);
    const before = this.pairs.find(name)?.first ?? null;
    const changed = this.pairs.set(name, day, rate && wholeCurrencies(rate, read.shift), source);
    if (changed === null) return null;
    const movesFirst = before === null || day <= before;
    return movesFirst ? { from: FIRST_DAY, to: changed.to } : changed;
  }

  private shortestPath(from: string, to: string): RateLeg[] | null {
    const neighbours = this.neighbours();
    for (let legs = 1; legs <= LEGS_MAX; legs++) {
      const path = findPath(from, to, legs, neighbours, new Set([from]));
      if (path !== null) return path;
    }
    return null;
  }

  /** For each currency, those that it has a pair with, in the order in which paths are tried. */
  private neighbours(): Map<string, Map<string, RateLeg>> {
    const found = new Map<string, Map<string, RateLeg>>();
    const join = (a: string, b: string, leg: RateLeg): void => {
      const of = found.get(a) ?? new Map<string, RateLeg>();
      // Where both directions are quoted, the one that reaches further counts, of equals the direct one.
      const known = of.get(b);
      const isFurther = known === undefined || endOf(leg) > endOf(known);
      if (isFurther || (!leg.inverse && endOf(leg) === endOf(known))) of.set(b, leg);
      found.set(a, of);
    };
    for (const column of this.pairs.columns) {
      const [currency, base] = column.symbol.split('/');
      join(currency, base, { column, inverse: false });
      join(base, currency, { column, inverse: true });
    }
    for (const [currency, of] of found) found.set(currency, new Map([...of].sort(byPreference)));
    return found;
  }
}

const endOf = ({ column }: RateLeg): number => column.first + column.length;

/** Calendar days since the oldest of the rates that make the rate of a day; null while one is estimated. */
export function rateAge(rate: RateColumn, day: Day): number | null {
  let oldest = 0;
  for (const { column } of rate.legs) {
    const age = priceAge(column, day);
    if (age === null) return null;
    oldest = Math.max(oldest, age);
  }
  return oldest;
}

function byPreference([a]: [string, unknown], [b]: [string, unknown]): number {
  const rank = (code: string): number =>
    PREFERRED.includes(code) ? PREFERRED.indexOf(code) : PREFERRED.length;
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function findPath(
  from: string,
  to: string,
  legs: number,
  neighbours: ReadonlyMap<string, ReadonlyMap<string, RateLeg>>,
  visited: ReadonlySet<string>,
): RateLeg[] | null {
  const next = neighbours.get(from);
  if (next === undefined) return null;
  if (legs === 1) {
    const leg = next.get(to);
    return leg === undefined ? null : [leg];
  }
  for (const [currency, leg] of next) {
    if (visited.has(currency) || currency === to) continue;
    const rest = findPath(currency, to, legs - 1, neighbours, new Set([...visited, currency]));
    if (rest !== null) return [leg, ...rest];
  }
  return null;
}

function identity(currency: string, base: string, shift: number): RateColumn {
  return {
    currency,
    base,
    first: FIRST_DAY,
    length: 1,
    numerator: Float64Array.of(10 ** Math.max(0, -shift)),
    denominator: Float64Array.of(10 ** Math.max(0, shift)),
    estimatedBefore: FIRST_DAY,
    path: [],
    legs: [],
    exact: true,
  };
}

/** The product of the legs on every day; `shift` divides it by a power of ten. */
function combine(currency: string, base: string, legs: readonly RateLeg[], shift: number): RateColumn {
  const first = Math.min(...legs.map(({ column }) => column.first)) as Day;
  const end = Math.max(...legs.map(({ column }) => column.first + column.length));
  const length = end - first;
  const numerator = new Float64Array(length);
  const denominator = new Float64Array(length);
  const power = legs.reduce(
    (sum, { column, inverse }) => sum + (inverse ? column.scale : -column.scale),
    -shift,
  );
  let exact = true;
  for (let i = 0; i < length; i++) {
    let above: Int = power > 0 ? int.pow10(power) : 1;
    let below: Int = power < 0 ? int.pow10(-power) : 1;
    for (const { column, inverse } of legs) {
      const tick = column.ticks[Math.min(Math.max(first + i - column.first, 0), column.length - 1)];
      if (inverse) below = int.mul(below, tick);
      else above = int.mul(above, tick);
    }
    if (typeof above === 'number' && typeof below === 'number') {
      numerator[i] = above;
      denominator[i] = below;
      continue;
    }
    const fraction = safeFraction(above, below);
    numerator[i] = fraction.numerator;
    denominator[i] = fraction.denominator;
    exact &&= fraction.exact;
  }
  const estimatedBefore = Math.max(...legs.map(({ column }) => column.first)) as Day;
  const path = legs.map(({ column }) => column.symbol);
  return { currency, base, first, length, numerator, denominator, estimatedBefore, path, legs, exact };
}
