import {
  type Account,
  type AccountLookup,
  columnOfQuotes,
  type Day,
  dec,
  divide,
  type EventInput,
  type Instrument,
  type InstrumentLookup,
  LedgerBook,
  type LedgerContext,
  minorUnits,
  multiply,
  type Observation,
  PriceBook,
  type Problem,
  pairName,
  RateBook,
  readPair,
  type SplitRow,
} from '@tidemark/engine';
import type {
  AccountRecord,
  EventRecord,
  InstrumentRecord,
  ObservationRecord,
  OwnerReads,
  PortfolioRecord,
  QuoteReads,
  SplitRecord,
} from '../ports/index.ts';
import { SourceIds } from './source-ids.ts';

/** Everything that the figures of a portfolio are derived from, as the engine takes it. */
export interface PortfolioFacts {
  readonly portfolio: PortfolioRecord;
  readonly accounts: readonly AccountRecord[];
  readonly book: LedgerBook;
  /** The row in force of each event, by its id. */
  readonly rowsById: Map<string, number>;
  /** Events by what their sources call them: a sale may name its lot so. */
  readonly bySourceId: SourceIds;
  readonly prices: PriceBook;
  readonly rates: RateBook;
  readonly splits: readonly SplitRow[];
  readonly accountLookup: AccountLookup;
  readonly instruments: InstrumentLookup;
  readonly observations: readonly Observation[];
  /** What the engine says of stored events: none, unless the rules have become stricter since they were accepted. */
  readonly problems: readonly Problem[];
}

/** Reads the facts of a portfolio, as of now or as they were known at an instant (ms since 1970). */
export async function readPortfolioFacts(
  tx: OwnerReads,
  portfolio: PortfolioRecord,
  asKnownAt?: number,
): Promise<PortfolioFacts> {
  const known = asKnownAt === undefined ? {} : { asKnownAt };
  const accounts = (await tx.accounts.list()).filter(({ id }) => portfolio.accounts.includes(id));
  const instruments = instrumentLookup(await tx.instruments.list());
  const accountLookup = lookupOf(accounts, portfolio);
  const records = await tx.ledger.inForce({ accounts: portfolio.accounts, ...known });
  const context = { baseCurrency: portfolio.baseCurrency, accounts: accountLookup, instruments };
  const book = new LedgerBook(context);
  const bySourceId = new SourceIds();
  for (const { id, account, sourceId } of records) bySourceId.add(account, sourceId, id);
  const inputs = records.map((record) => bySourceId.resolved(eventInputOf(record)));
  const { rows, problems } = book.append(inputs, 0, 'report-refused');
  const symbols = book.table.symbols.texts;
  const names = portfolio.benchmark === null ? symbols : [...symbols, portfolio.benchmark];
  const splits = await tx.splits.list(names);
  const observations = await tx.observations.list({ accounts: portfolio.accounts, daily: true, ...known });
  const rates = new RateBook(await quotesOf(tx.rates, undefined, asKnownAt, true));
  const reported = observations.filter(({ kind }) => kind === 'reported');
  return {
    portfolio,
    accounts,
    book,
    rowsById: new Map(records.map(({ id }, k) => [id, rows[k]])),
    bySourceId,
    prices: await quotesOf(tx.prices, names, asKnownAt),
    rates,
    splits: splits.map(splitRow),
    accountLookup,
    instruments,
    observations: reported.flatMap((one) => observationIn(portfolio.baseCurrency, one, accountLookup, rates)),
    problems,
  };
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

const engineAccount = (account: AccountRecord, lots: PortfolioRecord['lotMethod']): Account => ({
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
  const splits = await reads.splits.list(names);
  return { prices: await quotesOf(reads.prices, names, asKnownAt), splits: splits.map(splitRow) };
}

/** A book of all quotes of some names, or of every name there is. */
async function quotesOf(
  reads: QuoteReads,
  names: readonly string[] | undefined,
  asKnownAt: number | undefined,
  isPair = false,
): Promise<PriceBook> {
  const segments = await reads.segments({
    ...(names !== undefined && { names }),
    ...(asKnownAt !== undefined && { asKnownAt }),
  });
  const sources = [...new Set(segments.map(({ source }) => source))];
  const byName = Map.groupBy(segments, ({ name }) => name);
  const columns = [...byName].flatMap(([name, parts]) => {
    const currency = parts.find((part) => part.currency !== null)?.currency ?? null;
    const quotes = parts.map((part) => ({ ...part, source: sources.indexOf(part.source) }));
    const column = columnOfQuotes(bookName(name, isPair), currency, quotes, sources.length);
    return column === null ? [] : [column];
  });
  return new PriceBook(columns, sources);
}

/** The engine's books call a pair EUR/USD. */
function bookName(name: string, isPair: boolean): string {
  const pair = isPair ? readPair(name) : null;
  return pair === null ? name : pairName(pair);
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
