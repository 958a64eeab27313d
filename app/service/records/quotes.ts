import {
  type Day,
  type Decimal,
  decimal,
  formatDecimal,
  normalize,
  type ProblemCode,
  SPAN_DAYS_MAX,
} from '@tidemark/engine';
import {
  type QuoteReads,
  type QuoteRow,
  type QuoteSegment,
  type QuoteWrites,
  StorageError,
} from '../ports/index.ts';
import { Checks } from './checks.ts';
import { cursorOf, type Place, placeOf } from './cursor.ts';

/** The source of what a user states himself, in the store. */
export const OWN_SOURCE = 'manual';

/** A source as answers name it. */
export const sourceText = (source: string): string => (source === OWN_SOURCE ? 'user' : source);

/** A quote of a day, of the source that counts. */
export interface Quote extends Place {
  readonly value: Decimal;
  /** Null where no row states it. */
  readonly currency: string | null;
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

export interface QuoteRange {
  /** First and last day, inclusive. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly asKnownAt?: number | undefined;
}

/** The quotes of some names that count, by name and day. */
export async function quotesOf(
  reads: QuoteReads,
  names: readonly string[],
  { from, to, asKnownAt }: QuoteRange = {},
): Promise<Quote[]> {
  const segments = await reads.segments({ names, ...(asKnownAt !== undefined && { asKnownAt }) });
  const quotes: Quote[] = [];
  for (const [, parts] of Map.groupBy(segments, ({ name }) => name)) {
    const byDay = new Map<number, Quote>();
    // A later part comes before an earlier one.
    for (const part of parts) {
      for (let n = 0; n < part.days.length; n++) byDay.set(part.days[n], quoteAt(part, n));
    }
    const days = [...byDay.values()].sort((a, b) => a.day - b.day);
    quotes.push(...days.filter(({ day }) => day >= (from ?? day) && day <= (to ?? day)));
  }
  return quotes;
}

function quoteAt(part: QuoteSegment, n: number): Quote {
  return {
    name: part.name,
    day: part.days[n],
    value: decimal(part.units[n], part.scales[n]),
    currency: part.currency,
    source: part.source,
    recordedAt: part.recordedAt(n),
  };
}

export interface QuotePageRequest extends QuoteRange {
  readonly names: readonly string[];
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** One page of the quotes of some names, by name and day. */
export async function quotePage(
  reads: QuoteReads,
  request: QuotePageRequest,
): Promise<{ readonly items: readonly Quote[]; readonly nextCursor: string | null }> {
  const { limit, cursor } = request;
  const after = cursor === undefined ? null : placeOf(cursor);
  const names = request.names.filter((name) => after === null || name >= after.name).sort(inTextOrder);
  const items: Quote[] = [];
  for (const name of names) {
    for (const quote of await quotesOf(reads, [name], request)) {
      if (after !== null && name === after.name && quote.day <= after.day) continue;
      if (items.length === limit) return { items, nextCursor: cursorOf(items[limit - 1]) };
      items.push(quote);
    }
  }
  return { items, nextCursor: null };
}

/** As the keys of a database, which is not as a language sorts. */
export const inTextOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Writes quotes of the user's own, and answers those that count now of the same names and days, in that order. */
export async function putOwn(
  writes: QuoteWrites,
  rows: readonly QuoteRow[],
  now: number,
): Promise<readonly Quote[]> {
  try {
    await writes.put(OWN_SOURCE, rows, now);
  } catch (error) {
    throw refusedByStore(error) ?? error;
  }
  const names = [...new Set(rows.map(({ name }) => name))];
  const key = (place: Place) => `${place.day} ${place.name}`;
  const counting = new Map((await quotesOf(writes, names)).map((quote) => [key(quote), quote]));
  const asked = new Set(rows.map(key));
  return [...asked].flatMap((one) => counting.get(one) ?? []);
}

function refusedByStore(error: unknown): unknown {
  if (!(error instanceof StorageError) || error.code !== 'constraint') return null;
  const checks = new Checks();
  checks.refuse('price_currency_mixed', 'currency', error.message, { remedy: error.remedy });
  try {
    checks.end();
  } catch (refusal) {
    return refusal;
  }
  return null;
}

/** A value as it is stored; refused where the store could not hold every digit. */
export function heldExactly(checks: Checks, field: string, value: Decimal, code: ProblemCode): string {
  const plain = normalize(value);
  if (typeof plain.units !== 'number')
    checks.refuse(code, field, `${formatDecimal(plain)} has more digits than can be held exactly`, {
      remedy: 'Use at most 15 significant digits.',
    });
  return formatDecimal(plain);
}

/** A day of a quote: within four centuries of today, so that columns of days stay small. */
export function quoteDay(checks: Checks, field: string, text: string, today: Day): Day {
  const day = checks.day(field, text);
  if (Math.abs(day - today) > SPAN_DAYS_MAX)
    checks.refuse('date_invalid', field, `${text} is more than 400 years from today`);
  return day;
}
