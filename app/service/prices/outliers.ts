import { compare, type Decimal, dec, divide, multiply, parseDecimal } from '@tidemark/engine';
import type { HeldBackReason } from '../ports/index.ts';

/** What a source says now. */
export interface OfferedPrice {
  /** Decimal text, or what the source has in its place. */
  readonly price: string;
  /** Null where the source states none. */
  readonly currency: string | null;
  /** Milliseconds since 1970, as all times here. */
  readonly at: number;
}

/** What is believed so far. */
export interface BelievedPrice {
  readonly price: Decimal;
  readonly currency: string | null;
  readonly at: number;
  /** Who said it. */
  readonly source: string;
  /** New units per old of all splits since then; 1 where there was none. */
  readonly splitRatio: Decimal;
}

export interface OutlierRules {
  readonly now: number;
  /** Futures may cost less than nothing. */
  readonly mayBeNegative: boolean;
  /** Whether a price older than the believed one is held back: of latest prices, not of closes of days long past. */
  readonly inOrder: boolean;
}

/** From this factor on, either way, a change is not believed without a split. */
const JUMP = dec('10');
/** A change by about a hundred is one of unit, as from pounds to pence. */
const HUNDREDFOLD = [dec('80'), dec('125')] as const;
/** So far may a source's clock be ahead of ours. */
const AHEAD_MS = 120_000;
/** Digits of a quotient that is only compared. */
const DIGITS = 20;

/**
 * Why a price is not believed; null where it is. A price must be a number above zero, not of the future, not older
 * than what is known, and in the
 * currency and between a tenth and ten times of what was believed, on the basis of today.
 */
export function outlierOf(
  offered: OfferedPrice,
  believed: BelievedPrice | null,
  rules: OutlierRules,
): HeldBackReason | null {
  const price = parseDecimal(offered.price);
  if (price === null) return 'not_a_number';
  if (price.units === 0) return 'zero';
  if (price.units < 0 && !rules.mayBeNegative) return 'negative';
  if (offered.at > rules.now + AHEAD_MS) return 'future';
  if (believed === null) return null;
  if (rules.inOrder && offered.at < believed.at) return 'stale';
  const { currency } = believed;
  if (currency !== null && offered.currency !== null && offered.currency !== currency) return 'other_unit';
  return changeOf(price, believed);
}

function changeOf(
  price: Decimal,
  { price: before, splitRatio }: BelievedPrice,
): 'jump' | 'other_unit' | null {
  // Of prices around zero, as a future's, nothing can be said by their ratio.
  if (before.units <= 0 || price.units <= 0) return null;
  const [up, down] = [ratio(multiply(price, splitRatio), before), ratio(before, multiply(price, splitRatio))];
  const change = compare(up, down) >= 0 ? up : down;
  if (compare(change, JUMP) < 0) return null;
  const [least, most] = HUNDREDFOLD;
  return compare(change, least) >= 0 && compare(change, most) <= 0 ? 'other_unit' : 'jump';
}

const ratio = (a: Decimal, b: Decimal): Decimal => divide(a, b, DIGITS, 'half-away-from-zero');
