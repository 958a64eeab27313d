import {
  addDays,
  type Day,
  firstOfDay,
  type HeldUnits,
  type Instant,
  type MarketCalendar,
  valueOfState,
} from '@tidemark/engine';
import { pastOn } from '../portfolio/estimated-past.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { type DayMoment, dayMoments } from './day-moments.ts';
import type { ValueKind } from './documents.ts';
import type { KnownWithin } from './known-within.ts';
import { calendarsOf, secondOf, tradingOn } from './sessions.ts';

/** What a portfolio was worth at an instant within a session. */
export interface ValueWithin {
  /** The end of the bucket whose last value it is. */
  readonly at: Instant;
  /** Minor units of base. */
  readonly value: number;
  readonly kind: ValueKind;
  /** Held instruments whose price was older than it may be. */
  readonly stale: number;
  /** What had come in and gone out on the day by then, both at least zero. */
  readonly inflow: number;
  readonly outflow: number;
  /** What cash, and what is held at cost, had changed by since the day before. */
  readonly costChange: number;
}

/** Of which instants values are asked for. */
export interface WithinRequest {
  readonly known: KnownWithin;
  readonly bucketMs: number;
  /** Milliseconds since 1970: only instants after the one and before the other. */
  readonly after: number;
  readonly before: number;
}

/**
 * The values within the session of a day (an index), a bucket each, without the one at its close: of buckets in which
 * a price of something held was recorded. None of the first day of a history.
 */
export function valuesWithin(portfolio: OpenPortfolio, at: number, asked: WithinRequest): ValueWithin[] {
  const day = addDays(portfolio.history.first, at);
  const span = at === 0 ? null : spanOf(calendarsOf(portfolio), day, asked);
  if (span === null) return [];
  const ends = bucketEnds(symbolsOn(portfolio, day), span, asked).filter((end) => end > asked.after);
  const moments = ends.length === 0 ? null : dayMoments(portfolio, day, ends);
  const of = { day, open: span.open };
  return (moments ?? []).map((moment, n) => valueAt(portfolio, { ...of, moment, end: ends[n] }, asked));
}

/** What is held the evening before, and what the events of the day name. */
function symbolsOn({ facts, history }: OpenPortfolio, day: Day): Set<string> {
  const state = history.holdingsState(addDays(day, -1));
  const held = state?.accounts.flatMap(({ holdings }) => holdings.map(({ symbol }) => symbol)) ?? [];
  const { table } = facts.book;
  const order = facts.book.inForce();
  const rows = order.subarray(firstOfDay(table, order, day), firstOfDay(table, order, day + 1));
  const named = [...rows].flatMap((row) => [table.symbol.values[row], table.toSymbol.values[row]]);
  return new Set([...held, ...named.filter((one) => one >= 0).map((one) => table.symbols.texts[one])]);
}

interface OpenSpan {
  /** Milliseconds since 1970. */
  readonly open: number;
  readonly before: number;
}

function spanOf(calendars: readonly MarketCalendar[], day: Day, { before }: WithinRequest): OpenSpan | null {
  const trading = tradingOn(calendars, day);
  if (trading === null) return null;
  return { open: trading.open * 1000, before: Math.min(trading.close * 1000, before) };
}

/** Ends of the buckets in which something was recorded. What was at the opening belongs to the first one after it. */
function bucketEnds(
  symbols: ReadonlySet<string>,
  { open, before }: OpenSpan,
  asked: WithinRequest,
): number[] {
  const { known, bucketMs } = asked;
  const first = (Math.floor(open / bucketMs) + 1) * bucketMs;
  const ends = new Set<number>();
  for (const symbol of symbols)
    for (const instant of known.instantsOf(symbol, open, before - 1))
      ends.add(Math.max(first, Math.ceil(instant / bucketMs) * bucketMs));
  return [...ends].filter((end) => end < before).sort((a, b) => a - b);
}

interface Moment {
  readonly moment: DayMoment;
  readonly day: Day;
  readonly open: number;
  readonly end: number;
}

function valueAt(
  portfolio: OpenPortfolio,
  { moment, day, open, end }: Moment,
  asked: WithinRequest,
): ValueWithin {
  const { state, inflow, outflow, costChange } = moment;
  const { known, bucketMs } = asked;
  const { staleAfterDays } = portfolio.conventions;
  const priceOf = (held: HeldUnits) => known.price(held.symbol, held.currency, open, end);
  let [stale, guessed] = [0, 0];
  const accounts = state.accounts.map((account) => ({
    ...account,
    holdings: account.holdings.map((held) => {
      const price = priceOf(held);
      if (price !== null) return { ...held, price };
      if (held.quotedOn === null) guessed++;
      else if (day - held.quotedOn > staleAfterDays) stale++;
      return held;
    }),
  }));
  const value = valueOfState({ ...state, accounts }).equity;
  const isSealed = sealedIn(portfolio, known, Math.max(open, end - bucketMs + 1), end) === value;
  const isPast = [...portfolio.facts.pasts.values()].some((past) => pastOn(past, day) !== null);
  const isEstimated = isPast || guessed + stale > 0;
  const kind = isEstimated ? 'estimated' : isSealed ? 'intraday' : 'computed';
  return { at: secondOf(end), value, kind, stale, inflow, outflow, costChange };
}

/** The last value that was sealed of all accounts from…to; null where none was, or not in the base currency. */
function sealedIn({ facts, history }: OpenPortfolio, known: KnownWithin, from: number, to: number) {
  if (facts.accounts.some(({ currency }) => currency !== history.base)) return null;
  let last: number | null = null;
  for (const instant of known.sealed.keys())
    if (instant >= from && instant <= to && (last === null || instant > last)) last = instant;
  return last === null ? null : (known.sealed.get(last) ?? null);
}
