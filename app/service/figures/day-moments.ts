import {
  addDays,
  type Day,
  type Decimal,
  divide,
  EVENT_TYPES,
  firstOfDay,
  History,
  type HoldingsState,
  priceOn,
  quoteDay,
  valueOfState,
} from '@tidemark/engine';
import { historyInput, type OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { flowsOf } from './derived.ts';
import { type EventInstant, eventInstants } from './event-instants.ts';
import { flowsWithin } from './flows-within.ts';

/** What a portfolio held at an instant within a day, and what had come in and gone out on it by then. */
export interface DayMoment {
  /** At the prices and rates of the day before, restated over a split of the day; those of trades where none is known. */
  readonly state: HoldingsState;
  /** Minor units of base, at least zero. */
  readonly inflow: number;
  readonly outflow: number;
  /** What cash, and what is held at cost, had changed by since the day before. */
  readonly costChange: number;
}

/** Digits of a price that is restated over a split. */
const RESTATED_DIGITS = 12;
const TRADES: readonly number[] = [EVENT_TYPES.indexOf('buy'), EVENT_TYPES.indexOf('sell')];

/**
 * The moments of a day (ms since 1970, ascending), in their order; null where the portfolio had not begun the day
 * before. Where nothing but cash moves on the day they follow from the day before; else the ledger as far as it
 * counts by each of them is derived.
 */
export function dayMoments(
  portfolio: OpenPortfolio,
  day: Day,
  ends: readonly number[],
): readonly DayMoment[] | null {
  const before = portfolio.history.holdingsState(addDays(day, -1));
  if (before === null) return null;
  const flows = flowsWithin(portfolio, day);
  if (flows === null) return derivedMoments(portfolio, day, ends, before);
  return ends.map((end) => {
    let [inflow, outflow] = [0, 0];
    for (const { at, amount } of flows) {
      if (at > end) continue;
      if (amount > 0) inflow += amount;
      else outflow -= amount;
    }
    const [first, ...others] = before.accounts;
    // Whose cash it is does not matter to the sum.
    const cash = [...first.cash, { currency: before.base, amount: inflow - outflow }];
    const state = { ...before, accounts: [{ ...first, cash }, ...others] };
    return { state, inflow, outflow, costChange: inflow - outflow };
  });
}

/** By a second history, from which what has not happened yet is taken away, the last moment first. */
function derivedMoments(
  portfolio: OpenPortfolio,
  day: Day,
  ends: readonly number[],
  before: HoldingsState,
): readonly DayMoment[] {
  const { facts, conventions } = portfolio;
  const { table } = facts.book;
  const all = facts.book.inForce();
  const events = eventInstants(portfolio, day);
  let order = all.slice(0, firstOfDay(table, all, day + 1));
  const until = History.open({ ...historyInput(facts, conventions, day), order, to: day });
  const left = new Set(events.map(({ row }) => row));
  const moments: DayMoment[] = [];
  for (const end of [...ends].reverse()) {
    const removed = events.filter(({ row, at }) => at > end && left.delete(row)).map(({ row }) => row);
    if (removed.length > 0) {
      order = order.filter((row) => !removed.includes(row));
      until.apply({ kind: 'events', order, removed, added: [] });
    }
    const done = events.filter(({ row }) => left.has(row));
    moments.unshift(momentOf(portfolio, until, day, { before, done }));
  }
  return moments;
}

interface Since {
  readonly before: HoldingsState;
  /** Events of the day that count already. */
  readonly done: readonly EventInstant[];
}

function momentOf(portfolio: OpenPortfolio, until: History, day: Day, { before, done }: Since): DayMoment {
  const now = until.holdingsState(day) as HoldingsState;
  const carried = new Map(before.accounts.map(({ account, unreconciled }) => [account, unreconciled]));
  const accounts = now.accounts.map((one) => ({
    ...one,
    // What a broker reports of the day is of its end.
    unreconciled: carried.get(one.account) ?? 0,
    holdings: one.holdings.map((held) => ({
      ...held,
      ...(priceBefore(portfolio, held.symbol, day) ?? {
        price: tradedAt(portfolio, held.symbol, done) ?? held.price,
        quotedOn: null,
      }),
    })),
  }));
  const state = { ...now, rates: { ...now.rates, ...before.rates }, accounts };
  const { inflows, outflows } = flowsOf(until.columns());
  const at = day - until.first;
  return {
    state,
    inflow: inflows[at],
    outflow: outflows[at],
    costChange: atCost(state) - atCost(before),
  };
}

/** Of the last close before a day, on the basis of its splits; null where there is none. */
function priceBefore(
  { facts, history }: OpenPortfolio,
  symbol: string,
  day: Day,
): { readonly price: Decimal; readonly quotedOn: Day } | null {
  const column = facts.prices.find(symbol);
  const eve = addDays(day, -1);
  const quotedOn = column === undefined ? null : quoteDay(column, eve);
  let price = column === undefined || quotedOn === null ? null : priceOn(column, eve);
  if (price === null || quotedOn === null) return null;
  for (const split of history.splitsOfPrices(symbol))
    if (split.day > quotedOn && split.day <= day)
      price = divide(price, split.ratio, RESTATED_DIGITS, 'half-away-from-zero');
  return { price, quotedOn };
}

/** What was paid for one last, by the events that count. */
function tradedAt({ facts }: OpenPortfolio, symbol: string, done: readonly EventInstant[]): Decimal | null {
  const { table } = facts.book;
  const number = table.symbols.find(symbol);
  const trade = done.findLast(
    ({ row }) => table.symbol.values[row] === number && TRADES.includes(table.type.values[row]),
  );
  return trade === undefined ? null : table.price.get(trade.row);
}

/** Cash, and what is held at what it cost. */
function atCost(state: HoldingsState): number {
  const accounts = state.accounts.map((account) => ({
    ...account,
    unreconciled: 0,
    holdings: account.holdings.map((held) => ({ ...held, price: null })),
  }));
  return valueOfState({ ...state, accounts }).equity;
}
