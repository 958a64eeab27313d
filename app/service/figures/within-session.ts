import {
  addDays,
  type CalendarName,
  type Day,
  type HeldUnits,
  type HoldingsState,
  type Instant,
  valueOfState,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { ValueKind } from './documents.ts';
import { type FlowWithin, flowsWithin } from './flows-within.ts';
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
 * a price of something held was recorded. None of a day with splits or events but deposits and withdrawals: what is
 * held changes on it.
 */
export function valuesWithin(portfolio: OpenPortfolio, at: number, asked: WithinRequest): ValueWithin[] {
  const calendars = calendarsOf(portfolio);
  const day = addDays(portfolio.history.first, at);
  const span = spanOf(calendars, day, asked);
  const flows = span === null || at === 0 ? null : flowsWithin(portfolio, day);
  if (span === null || flows === null) return [];
  // Nothing but cash moves on the day: what was held at the end of the day before is held through it, at its rates.
  const state = portfolio.history.holdingsState(addDays(day, -1));
  if (state === null) return [];
  const values: ValueWithin[] = [];
  for (const end of bucketEnds(state, span, asked)) {
    if (end > asked.after)
      values.push(valueAt(portfolio, { state, flows, day, open: span.open, end }, asked));
  }
  return values;
}

interface OpenSpan {
  /** Milliseconds since 1970. */
  readonly open: number;
  readonly before: number;
}

function spanOf(calendars: readonly CalendarName[], day: Day, { before }: WithinRequest): OpenSpan | null {
  const trading = tradingOn(calendars, day);
  if (trading === null) return null;
  return { open: trading.open * 1000, before: Math.min(trading.close * 1000, before) };
}

/** Ends of the buckets in which something was recorded. What was at the opening belongs to the first one after it. */
function bucketEnds(state: HoldingsState, { open, before }: OpenSpan, asked: WithinRequest): number[] {
  const { known, bucketMs } = asked;
  const first = (Math.floor(open / bucketMs) + 1) * bucketMs;
  const ends = new Set<number>();
  for (const { holdings } of state.accounts)
    for (const { symbol } of holdings)
      for (const instant of known.instantsOf(symbol, open, before - 1))
        ends.add(Math.max(first, Math.ceil(instant / bucketMs) * bucketMs));
  return [...ends].filter((end) => end < before).sort((a, b) => a - b);
}

interface Moment {
  readonly state: HoldingsState;
  readonly flows: readonly FlowWithin[];
  readonly day: Day;
  readonly open: number;
  readonly end: number;
}

function valueAt(portfolio: OpenPortfolio, moment: Moment, asked: WithinRequest): ValueWithin {
  const { state, flows, day, open, end } = moment;
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
  let [inflow, outflow] = [0, 0];
  for (const flow of flows) {
    if (flow.at > end) continue;
    if (flow.amount > 0) inflow += flow.amount;
    else outflow -= flow.amount;
  }
  const value = valueOfState({ ...state, accounts }).equity + inflow - outflow;
  const isSealed = sealedIn(portfolio, known, Math.max(open, end - bucketMs + 1), end) === value;
  const kind = guessed + stale > 0 ? 'estimated' : isSealed ? 'intraday' : 'computed';
  return { at: secondOf(end), value, kind, stale, inflow, outflow };
}

/** The last value that was sealed of all accounts from…to; null where none was, or not in the base currency. */
function sealedIn({ facts, history }: OpenPortfolio, known: KnownWithin, from: number, to: number) {
  if (facts.accounts.some(({ currency }) => currency !== history.base)) return null;
  let last: number | null = null;
  for (const instant of known.sealed.keys())
    if (instant >= from && instant <= to && (last === null || instant > last)) last = instant;
  return last === null ? null : (known.sealed.get(last) ?? null);
}
