import { NO_LIVE_PRICES } from '../../app/service/live/latest-prices.ts';
import { conventionsOf, historyOf, type OpenPortfolio } from '../../app/service/portfolio/open-portfolio.ts';
import { RowsById } from '../../app/service/portfolio/rows-by-id.ts';
import type { AccountRecord, PortfolioRecord } from '../../app/service/ports/index.ts';
import {
  type Account,
  type Day,
  dec,
  type EventInput,
  hasErrors,
  type Instrument,
  LedgerBook,
  type Observation,
  PriceBook,
  parseDay,
  RateBook,
  type SplitRow,
  unitPrice,
} from '../../engine/index.ts';

/** A portfolio as a test states it; what is absent is as in a new user's. */
export interface Stated {
  readonly events?: readonly EventInput[];
  /** `SYMBOL 2024-01-02 100.00`, one a line. */
  readonly prices?: string;
  /** `EURUSD 2024-01-02 1.10`, one a line. */
  readonly rates?: string;
  readonly splits?: readonly SplitRow[];
  readonly accounts?: readonly (Partial<AccountRecord> & { readonly id: string })[];
  readonly instruments?: readonly (Partial<Instrument> & { readonly symbol: string })[];
  readonly portfolio?: Partial<PortfolioRecord>;
  readonly observations?: readonly Observation[];
  /** The day up to which the history goes at least. */
  readonly today: string;
}

export const on = (text: string): Day => {
  const day = parseDay(text);
  if (day === null) throw new Error(`${text} is no day`);
  return day;
};

/** Milliseconds since 1970 of an instant such as 2024-01-02T16:00:00Z. */
export const at = (text: string): number => Date.parse(text);

/** An open portfolio made from engine objects, as it is derived from a store. Throws where an event is refused. */
export function portfolioOf(stated: Stated): OpenPortfolio {
  const accounts = (stated.accounts ?? [{ id: 'main' }]).map(accountRecord);
  const portfolio = portfolioRecord(accounts, stated.portfolio ?? {});
  const byId = new Map(accounts.map((account) => [account.id, engineAccount(account)]));
  const instruments = new Map((stated.instruments ?? []).map((one) => [one.symbol, instrumentOf(one)]));
  const accountLookup = (name: string) => byId.get(name);
  const lookup = (symbol: string) => instruments.get(symbol);
  const context = { baseCurrency: portfolio.baseCurrency, accounts: accountLookup, instruments: lookup };
  const book = new LedgerBook(context);
  const events = (stated.events ?? []).map((event, k) => ({ account: 'main', id: `e${k + 1}`, ...event }));
  const { problems } = book.append(events, 0, 'report-refused');
  if (hasErrors(problems)) throw new Error(problems.map(({ message }) => message).join('\n'));
  const facts = {
    portfolio,
    accounts,
    book,
    rowsById: new RowsById(book.table),
    ...pricesOf(stated.prices ?? ''),
    rates: ratesOf(stated.rates ?? ''),
    splits: stated.splits ?? [],
    accountLookup,
    instruments: lookup,
    brokerValues: [],
    pasts: new Map(),
    observations: stated.observations ?? [],
    problems,
  };
  const conventions = conventionsOf(portfolio);
  const to = on(stated.today);
  const versions = { ledger: 1, prices: 1, settings: 1, sharedPrices: 1, captured: 0 };
  return { versions, facts, history: historyOf(facts, conventions, to), conventions, to };
}

/** Stored prices, and no latest ones. */
function pricesOf(lines: string) {
  const prices = bookOf(lines);
  return { prices, storedPrices: prices, view: NO_LIVE_PRICES, live: new Map() };
}

function accountRecord(given: Partial<AccountRecord> & { readonly id: string }): AccountRecord {
  return {
    name: given.id,
    broker: null,
    type: 'margin',
    currency: 'USD',
    timeZone: 'America/New_York',
    calendar: 'XNYS',
    lotMethod: 'fifo',
    allowShort: true,
    closedOn: null,
    createdAt: 0,
    ...given,
  };
}

function portfolioRecord(
  accounts: readonly AccountRecord[],
  given: Partial<PortfolioRecord>,
): PortfolioRecord {
  return {
    id: 'default',
    name: 'All accounts',
    baseCurrency: 'USD',
    riskBasis: 'realized',
    flows: 'in-start-out-end',
    fees: 'expense',
    lotMethod: null,
    benchmark: null,
    isDefault: true,
    allAccounts: true,
    accounts: accounts.map(({ id }) => id),
    createdAt: 0,
    ...given,
  };
}

const engineAccount = (account: AccountRecord): Account => ({
  name: account.id,
  type: account.type,
  currency: account.currency,
  timeZone: account.timeZone,
  calendar: account.calendar,
  lotMethod: account.lotMethod,
  allowShort: account.allowShort,
});

function instrumentOf(given: Partial<Instrument> & { readonly symbol: string }): Instrument {
  return {
    kind: 'stock',
    currency: null,
    multiplier: null,
    priceFactor: null,
    sector: null,
    underlying: null,
    expiry: null,
    strike: null,
    right: null,
    ...given,
  };
}

function bookOf(text: string): PriceBook {
  const book = new PriceBook([], []);
  for (const [symbol, day, price] of linesOf(text)) book.set(symbol, on(day), unitPrice(dec(price)), 'test');
  return book;
}

function ratesOf(text: string): RateBook {
  const book = new RateBook(new PriceBook([], []));
  for (const [pair, day, rate] of linesOf(text)) book.set(pair, on(day), dec(rate), 'test');
  return book;
}

const linesOf = (text: string): string[][] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words.length === 3);
