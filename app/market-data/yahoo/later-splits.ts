import {
  type Day,
  dec,
  divide,
  formatDecimal,
  instant,
  isZoneName,
  multiply,
  normalize,
  parseDay,
  round,
  utcToLocal,
} from '@tidemark/engine';
import type { Chart } from './chart.ts';

/** Digits that survive in a figure that was divided by a ratio and kept in 32 bits. */
const DIGITS = 7;

/** A split by the exchange's day. */
export interface DatedRatio {
  readonly day: Day;
  readonly numerator: string;
  readonly denominator: string;
}

/** The day of an instant (seconds since 1970) where the exchange is. */
export function exchangeDay({ meta }: Chart, seconds: number): Day {
  const zone = meta.exchangeTimezoneName;
  if (isZoneName(zone)) return utcToLocal(zone, instant(seconds)).day;
  const text = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(seconds * 1000);
  return parseDay(text) as Day;
}

export function splitsOf(chart: Chart): DatedRatio[] {
  return Object.values(chart.events.splits)
    .map(({ date, numerator, denominator }) => ({ day: exchangeDay(chart, date), numerator, denominator }))
    .sort((a, b) => a.day - b.day);
}

/** New units per old, exact where it comes out even. */
export const ratioOf = ({ numerator, denominator }: DatedRatio): string =>
  formatDecimal(normalize(divide(dec(numerator), dec(denominator), 12, 'half-away-from-zero')));

/**
 * A figure per unit as it was on its day: Yahoo divides what lies before a split by its ratio. What lies on the
 * ex-day itself is on the new basis.
 */
export function asItWas(figure: string, day: Day, splits: readonly DatedRatio[]): string {
  const later = splits.filter((split) => split.day > day);
  if (later.length === 0) return figure;
  let [over, under] = [dec(figure), dec('1')];
  for (const { numerator, denominator } of later) {
    over = multiply(over, dec(numerator));
    under = multiply(under, dec(denominator));
  }
  const whole = divide(over, under, 20, 'half-away-from-zero');
  // No more digits than there were: 33.333332 × 3 ÷ 2 is 50, not 49.999998.
  const digitsBefore = String(formatDecimal(whole).split('.')[0].replace(/^-?0*/, '')).length;
  return formatDecimal(normalize(round(whole, Math.max(0, DIGITS - digitsBefore), 'half-away-from-zero')));
}
