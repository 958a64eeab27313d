import {
  type Account,
  type AccountLookup,
  type Day,
  dec,
  divide,
  type EventInput,
  type EventTable,
  type Instrument,
  type InstrumentLookup,
  LedgerBook,
  type LedgerContext,
  minorUnits,
  multiply,
  type Observation,
  type PriceBook,
  type Problem,
  RateBook,
  type SplitRow,
  TransactionReader,
} from '@tidemark/engine';
import { type LivePrice, type LiveView, NO_LIVE_PRICES } from '../live/latest-prices.ts';
import type {
  AccountRecord,
  EventRecord,
  InstrumentRecord,
  LedgerQuery,
  ObservationRecord,
  OwnerReads,
  PortfolioRecord,
  SplitRecord,
  Versions,
} from '../ports/index.ts';
import { countedValues, type EstimatedPast, estimatedPasts } from './estimated-past.ts';
import { nameLots } from './named-lots.ts';
import { type QuoteColumns, quotesKnownAt } from './quote-columns.ts';
import { RowsById } from './rows-by-id.ts';

/** Everything that the figures of a portfolio are derived from, as the engine takes it. */
export interface PortfolioFacts {
  readonly portfolio: PortfolioRecord;
  readonly accounts: readonly AccountRecord[];
  readonly book: LedgerBook;
  /** The row in force of each event, by its id. */
  readonly rowsById: RowsById;
  /** Those in the store, and over them the latest ones of their day. */
  readonly prices: PriceBook;
  /** Those in the store alone. */
  readonly storedPrices: PriceBook;
  /** The latest prices that were known, and those of them that count, by symbol. */
  readonly view: LiveView;
  readonly live: ReadonlyMap<string, LivePrice>;
  readonly rates: RateBook;
  readonly splits: readonly SplitRow[];
  readonly accountLookup: AccountLookup;
  readonly instruments: InstrumentLookup;
  /** What brokers said of days' ends, by account and day. */
  readonly brokerValues: readonly ObservationRecord[];
  /** Days of accounts that the ledger does not reach back to, by account. */
  readonly pasts: ReadonlyMap<string, EstimatedPast>;
  /** What of it counts, in the portfolio's currency. */
  readonly observations: readonly Observation[];
  /** What the engine says of stored events: none, unless the rules have become stricter since they were accepted. */
  readonly problems: readonly Problem[];
}

/** What facts are read with. */
export interface Reading {
  /** Prices and rates that are in memory already. */
  readonly quotes: QuoteColumns;
  /** The latest prices; none count in what was known at an instant. */
  readonly view: LiveView;
  readonly today: Day;
  /** An instant, ms since 1970; now where absent. */
  readonly asKnownAt?: number | undefined;
}

/** Reads the facts of a portfolio, as of now or as they were known at an instant. */
export async function readPortfolioFacts(
  tx: OwnerReads,
  portfolio: PortfolioRecord,
  versions: Versions,
  reading: Reading,
): Promise<PortfolioFacts> {
  const { quotes, asKnownAt } = reading;
  const known = asKnownAt === undefined ? {} : { asKnownAt };
  const accounts = (await tx.accounts.list(asKnownAt)).filter(({ id }) => portfolio.accounts.includes(id));
  const instruments = instrumentLookup(await tx.instruments.list(undefined, asKnownAt));
  const accountLookup = lookupOf(accounts, portfolio);
  const context = { baseCurrency: portfolio.baseCurrency, accounts: accountLookup, instruments };
  const { table, problems } = await readLedger(tx, context, { accounts: portfolio.accounts, ...known });
  const book = new LedgerBook(context, table);
  const names = pricedNames(book.table, portfolio);
  const splits = await tx.splits.list(names, asKnownAt);
  const brokerValues = await tx.observations.list({ accounts: portfolio.accounts, daily: true, ...known });
  const isNow = asKnownAt === undefined;
  const pairs = isNow ? quotes.rates(tx, versions) : quotesKnownAt('rate', tx.rates, asKnownAt);
  const rates = new RateBook(await pairs);
  const stored = await (isNow
    ? quotes.prices(tx, names, versions)
    : quotesKnownAt('price', tx.prices, asKnownAt, names));
  return {
    portfolio,
    accounts,
    book,
    rowsById: new RowsById(table),
    ...laidOver(stored, names, isNow ? reading : { ...reading, view: NO_LIVE_PRICES }),
    rates,
    splits: splits.map(splitRow),
    accountLookup,
    instruments,
    ...observed({ portfolio, book, accountLookup, rates }, brokerValues),
    problems,
  };
}

/** The same facts after an event has changed that says how far the ledger reaches back. */
export function observedAnew(facts: PortfolioFacts): PortfolioFacts {
  return { ...facts, ...observed(facts, facts.brokerValues) };
}

/** Where the ledger takes over, what it differed by before ends; a report of that very day comes after it, and counts. */
const endsOf = (pasts: ReadonlyMap<string, EstimatedPast>): Observation[] =>
  [...pasts].flatMap(([account, { until }]) =>
    until === null ? [] : [{ account, day: until, equity: null }],
  );

function observed(
  {
    portfolio,
    book,
    accountLookup,
    rates,
  }: Pick<PortfolioFacts, 'portfolio' | 'book' | 'accountLookup' | 'rates'>,
  brokerValues: readonly ObservationRecord[],
): Pick<PortfolioFacts, 'brokerValues' | 'pasts' | 'observations'> {
  const pasts = estimatedPasts(book, brokerValues);
  const counted = countedValues(brokerValues, pasts).flatMap((one) => {
    const begins = one.day === pasts.get(one.account)?.from;
    return observationIn(portfolio.baseCurrency, one, accountLookup, rates).map((said) => ({
      ...said,
      begins,
    }));
  });
  return { brokerValues, pasts, observations: [...endsOf(pasts), ...counted] };
}

/** The same facts with the prices and splits of further symbols as well. */
export async function readMorePrices(
  tx: OwnerReads,
  facts: PortfolioFacts,
  symbols: readonly string[],
  versions: Versions,
  reading: Reading,
): Promise<PortfolioFacts> {
  const names = [...pricedNames(facts.book.table, facts.portfolio), ...symbols];
  const splits = await tx.splits.list(names);
  return {
    ...facts,
    ...laidOver(await reading.quotes.prices(tx, names, versions), names, reading),
    splits: splits.map(splitRow),
  };
}

/** The same facts with other latest prices; `prices` stay the same where none of its symbols has another. */
export function withLatest(facts: PortfolioFacts, reading: Omit<Reading, 'asKnownAt'>): PortfolioFacts {
  if (facts.view === reading.view) return facts;
  const names = pricedNames(facts.book.table, facts.portfolio);
  const has = (name: string) => facts.view.bySymbol.get(name) === reading.view.bySymbol.get(name);
  if (names.every(has)) return { ...facts, view: reading.view };
  const laid = laidOver(facts.storedPrices, names, reading);
  // After a close there are prices that do not count.
  const isSame =
    laid.live.size === facts.live.size && [...laid.live].every(([name, one]) => facts.live.get(name) === one);
  return isSame ? { ...facts, view: reading.view } : { ...facts, ...laid };
}

function laidOver(
  storedPrices: PriceBook,
  names: readonly string[],
  { quotes, view, today }: Omit<Reading, 'asKnownAt'>,
): Pick<PortfolioFacts, 'storedPrices' | 'prices' | 'live' | 'view'> {
  return { storedPrices, view, ...quotes.layOver(storedPrices, names, view, today) };
}

/** Whose prices a portfolio needs: of everything that its ledger names, and of what it is compared with. */
function pricedNames({ symbols }: EventTable, { benchmark }: PortfolioRecord): string[] {
  return benchmark === null ? [...symbols.texts] : [...symbols.texts, benchmark];
}

/** The ledger as a table, a row for each event, under the program's ids. */
async function readLedger(
  tx: OwnerReads,
  context: LedgerContext,
  query: LedgerQuery,
): Promise<{ table: EventTable; problems: Problem[] }> {
  const { file: bytes, idOnLine } = await tx.ledger.packed(query);
  const reader = new TransactionReader(context, 'unique', 'bare');
  const file = reader.file('');
  file.push(bytes);
  file.end();
  const { table } = reader;
  await nameLots(tx, table);
  // Which event it was says more than where it stood.
  const problems = reader.problems().map(({ source: { line, field }, ...rest }) => ({
    ...rest,
    source: { field, ...(line !== undefined && { eventId: idOnLine(line) }) },
  }));
  return { table, problems };
}

/** What the events of all accounts of an owner are read by. */
export async function ledgerContext(tx: OwnerReads, portfolio: PortfolioRecord): Promise<LedgerContext> {
  const accounts = lookupOf(await tx.accounts.list(), portfolio);
  const instruments = instrumentLookup(await tx.instruments.list());
  return { baseCurrency: portfolio.baseCurrency, accounts, instruments };
}

/** An event as the engine takes it; its id is the program's own, unique within the owner. */
export function eventInputOf({ id, account, columns }: EventRecord): EventInput {
  return { ...columns, id, account };
}

function lookupOf(accounts: readonly AccountRecord[], { lotMethod }: PortfolioRecord): AccountLookup {
  const byId = new Map(accounts.map((account) => [account.id, engineAccount(account, lotMethod)]));
  return (name) => byId.get(name);
}

export const engineAccount = (account: AccountRecord, lots: PortfolioRecord['lotMethod']): Account => ({
  name: account.id,
  type: account.type,
  currency: account.currency,
  timeZone: account.timeZone,
  calendar: account.calendar,
  lotMethod: lots ?? account.lotMethod,
  allowShort: account.allowShort,
});

function instrumentLookup(records: readonly InstrumentRecord[]): InstrumentLookup {
  const bySymbol = new Map(records.map((record) => [record.symbol, engineInstrument(record)]));
  return (symbol) => bySymbol.get(symbol);
}

function engineInstrument(record: InstrumentRecord): Instrument {
  const { symbol, kind, currency, multiplier, priceFactor, sector, underlying, expiry, strike, right } =
    record;
  return {
    symbol,
    kind,
    currency,
    multiplier: multiplier === null ? null : (dec(multiplier) as Instrument['multiplier']),
    priceFactor: priceFactor === null ? null : (dec(priceFactor) as Instrument['priceFactor']),
    sector,
    underlying,
    expiry: expiry as Day | null,
    strike: strike === null ? null : (dec(strike) as Instrument['strike']),
    right,
  };
}

/** Prices and splits of instruments that a portfolio does not hold: of a benchmark, of a factor. */
export async function readOtherPrices(
  reads: OwnerReads,
  names: readonly string[],
  asKnownAt?: number,
): Promise<{ prices: PriceBook; splits: SplitRow[] }> {
  const splits = await reads.splits.list(names, asKnownAt);
  return {
    prices: await quotesKnownAt('price', reads.prices, asKnownAt, names),
    splits: splits.map(splitRow),
  };
}

const splitRow = ({ symbol, day, ratio, source }: SplitRecord): SplitRow => ({
  symbol,
  day: day as Day,
  ratio: dec(ratio),
  source: { file: source },
});

/** A broker's report in the portfolio's currency; none where there is no rate that could say so. */
function observationIn(
  base: string,
  { account, day, equity }: ObservationRecord,
  accounts: AccountLookup,
  rates: RateBook,
): Observation[] {
  const currency = accounts(account)?.currency ?? base;
  const stated = { account, day: day as Day, equity: dec(equity) };
  if (currency === base) return [stated];
  const rate = rates.rate(currency, base);
  if (rate === null) return [];
  const at = Math.min(Math.max(day - rate.first, 0), rate.length - 1);
  const above = multiply(stated.equity, { units: rate.numerator[at], scale: 0 });
  const below = { units: rate.denominator[at], scale: 0 };
  return [{ ...stated, equity: divide(above, below, minorUnits(base), 'half-away-from-zero') }];
}
