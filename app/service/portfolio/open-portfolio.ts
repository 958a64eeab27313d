import {
  type CalendarName,
  type Conventions,
  type Day,
  History,
  type HistoryInput,
  type MarketCalendar,
} from '@tidemark/engine';
import { NO_LIVE_PRICES } from '../live/latest-prices.ts';
import type { OwnerReads, PortfolioRecord, Versions } from '../ports/index.ts';
import { type PortfolioFacts, type Reading, readPortfolioFacts } from './facts.ts';
import { QuoteColumns } from './quote-columns.ts';

/** Days after which a carried price counts as stale. */
const STALE_AFTER_DAYS = 5;

/** A portfolio with its history, as of the versions that it was derived from. */
export interface OpenPortfolio {
  readonly versions: Versions;
  readonly facts: PortfolioFacts;
  readonly history: History;
  readonly conventions: Conventions;
  /** The day up to which the history goes at least, once it has begun. */
  readonly to: Day;
  /** Exchanges with closures that became known later; where absent those of the rules alone. */
  readonly calendars?: CalendarLookup;
}

/** The sessions of an exchange. */
export type CalendarLookup = (name: CalendarName) => MarketCalendar;

/** The choices that the figures of a portfolio are made by. */
export function conventionsOf(portfolio: PortfolioRecord): Conventions {
  return {
    base: portfolio.baseCurrency,
    lots: portfolio.lotMethod ?? 'fifo',
    fees: portfolio.fees,
    staleAfterDays: STALE_AFTER_DAYS,
  };
}

/**
 * Derives a portfolio from what is stored, and from nothing else unless a reading says so. `to`: the day up to which
 * the history goes at least (today). To be called within one read or write transaction, so that facts and versions
 * belong together.
 */
export async function derivePortfolio(
  tx: OwnerReads,
  portfolio: PortfolioRecord,
  to: Day,
  asKnownAt?: number,
  { quotes, view, calendars }: Pick<Reading, 'quotes' | 'view'> & Pick<OpenPortfolio, 'calendars'> = {
    quotes: new QuoteColumns(),
    view: NO_LIVE_PRICES,
  },
): Promise<OpenPortfolio> {
  const versions = await tx.versions();
  const facts = await readPortfolioFacts(tx, portfolio, versions, { quotes, view, today: to, asKnownAt });
  const conventions = conventionsOf(portfolio);
  return {
    versions,
    facts,
    history: historyOf(facts, conventions, to),
    conventions,
    to,
    ...(calendars && { calendars }),
  };
}

/** The history of the facts as they are now. */
export function historyOf(facts: PortfolioFacts, conventions: Conventions, to: Day): History {
  return History.open(historyInput(facts, conventions, to));
}

/** What it is derived from. */
export function historyInput(facts: PortfolioFacts, conventions: Conventions, to: Day): HistoryInput {
  const { book, prices, rates, splits, instruments, accountLookup: accounts, observations } = facts;
  const order = book.inForce();
  const table = book.table;
  return {
    table,
    order,
    prices,
    rates,
    splits,
    instruments,
    accounts,
    conventions,
    observations,
    ...(order.length > 0 && table.day.values[order[0]] <= to && { to }),
  };
}

/** What an open portfolio keeps in memory, roughly, in bytes: ledger columns, daily columns; prices are shared. */
export function sizeOf({ facts, history }: OpenPortfolio): number {
  const days = Math.max(0, history.last - history.first + 1);
  return 200 * facts.book.table.count + 8 * 60 * days * (1 + facts.accounts.length);
}
