/**
 * The whole way on one screen, stage by stage, each `input → { output, problems }`:
 *
 *   files ─► facts (ledger, prices, rates, splits, accounts, instruments) ─► history ─► report
 *
 * No disk, clock or network: files come as bytes, so that this runs in Node and in a browser alike.
 */
import type { Day } from './calendar/index.ts';
import type { FileSource } from './file-source.ts';
import { type AccountLookup, type EventTable, type InstrumentLookup, orderEvents } from './ledger/index.ts';
import {
  accountFile,
  instrumentFile,
  PriceFile,
  RateFile,
  splitFile,
  type TableFile,
  TransactionReader,
} from './neutral/index.ts';
import { type PriceBook, PriceBookBuilder, RateBook, rawPrices, type SplitRow } from './prices/index.ts';
import { hasErrors, type Problem } from './problems/index.ts';
import { type ReportRequest, type ValueReport, valueReport } from './report/index.ts';
import type { Conventions } from './valuation/conventions.ts';
import { History } from './valuation/history.ts';

/** What a stage made, and what it found to say about its input. */
export interface Stage<Output> {
  readonly output: Output;
  readonly problems: readonly Problem[];
}

/** A price or rate file: `long` names its symbols in its rows, `named` is named after its symbol or pair. */
export interface SeriesSource {
  readonly source: FileSource;
  readonly kind: 'long' | 'named';
}

/** The files that figures are made of; any list may be empty. */
export interface NeutralFiles {
  readonly accounts: readonly FileSource[];
  readonly instruments: readonly FileSource[];
  readonly prices: readonly SeriesSource[];
  readonly rates: readonly SeriesSource[];
  readonly splits: readonly FileSource[];
  readonly ledger: readonly FileSource[];
}

/** What the files say: the ledger in effective order, and the books. */
export interface Facts {
  readonly table: EventTable;
  readonly order: Int32Array;
  readonly prices: PriceBook;
  readonly rates: RateBook;
  readonly splits: readonly SplitRow[];
  readonly accounts: AccountLookup;
  readonly instruments: InstrumentLookup;
}

/** All stages. No report where a file or the ledger has an error. */
export function pipeline(
  files: NeutralFiles,
  conventions: Conventions,
  request: ReportRequest,
): Stage<ValueReport | null> {
  const facts = readFacts(files, conventions.base, false);
  if (hasErrors(facts.problems)) return { output: null, problems: facts.problems };
  const history = openHistory(facts.output, conventions, request.to);
  const found = [...facts.problems, ...history.problems];
  if (hasErrors(found)) return { output: null, problems: found };
  const { report, problems } = valueReport(history.output, { ...facts.output, conventions }, request);
  return { output: report, problems: [...facts.problems, ...problems] };
}

/** Reads every file, whether or not another one has errors. `pricesAdjusted`: they are to be restated by the splits. */
export function readFacts(files: NeutralFiles, base: string, pricesAdjusted: boolean): Stage<Facts> {
  const problems: Problem[] = [];
  const accounts = readTable(files.accounts, accountFile, problems);
  // Accounts that could not be read are no reason to call those of the ledger unknown.
  const accountsKnown = files.accounts.length > 0 && !hasErrors(problems);
  const instruments = readTable(files.instruments, instrumentFile, problems);
  const splits = readTable(files.splits, splitFile, problems);
  const futures = new Set(instruments.filter(({ kind }) => kind === 'future').map(({ symbol }) => symbol));
  const quoted = readPrices(files.prices, futures, problems);
  const rates = readRates(files.rates, problems);
  for (const { symbol, quotedIn } of instruments)
    if (quotedIn !== null) quoted.stateCurrency(symbol, quotedIn);
  const prices = pricesAdjusted
    ? restated(quoted, files.splits.length > 0 ? splits : null, problems)
    : quoted;
  const instrumentsBySymbol = new Map(instruments.map((instrument) => [instrument.symbol, instrument]));
  const accountsByName = new Map(accounts.map((account) => [account.name, account]));
  const lookups = {
    instruments: (symbol: string) => instrumentsBySymbol.get(symbol),
    accounts: (name: string) => accountsByName.get(name),
  };
  const reader = new TransactionReader({
    baseCurrency: base,
    instruments: lookups.instruments,
    accounts: accountsKnown ? lookups.accounts : null,
  });
  for (const source of files.ledger) {
    const file = reader.file(source.name);
    if (take(source, file, problems)) file.end();
  }
  problems.push(...reader.problems());
  const { table } = reader;
  const order = orderEvents(
    table,
    Int32Array.from({ length: table.count }, (_, row) => row),
  );
  return { output: { table, order, prices, rates, splits, ...lookups }, problems };
}

/** Derives the daily history; what is wrong with the ledger is said by the history itself. */
export function openHistory(facts: Facts, conventions: Conventions, to: Day | null): Stage<History> {
  const output = History.open({ ...facts, conventions, ...(to !== null && { to }) });
  return { output, problems: output.problems };
}

function readTable<Row>(
  sources: readonly FileSource[],
  open: (file: string) => TableFile<Row>,
  problems: Problem[],
): Row[] {
  return sources.flatMap((source) => {
    const file = open(source.name);
    if (!take(source, file, problems)) return [];
    const read = file.end();
    problems.push(...read.problems);
    return read.rows;
  });
}

function readPrices(
  sources: readonly SeriesSource[],
  futures: ReadonlySet<string>,
  problems: Problem[],
): PriceBook {
  const builder = new PriceBookBuilder();
  for (const { source, kind } of sources) {
    const number = builder.source(source.name);
    const file = new PriceFile(source.name, kind === 'long' ? 'long' : 'symbol', builder, number, futures);
    if (take(source, file, problems)) problems.push(...file.end());
  }
  const { book, problems: found } = builder.finish();
  problems.push(...found);
  return book;
}

function readRates(sources: readonly SeriesSource[], problems: Problem[]): RateBook {
  const builder = new PriceBookBuilder();
  for (const { source, kind } of sources) {
    const file = new RateFile(source.name, kind === 'long' ? 'long' : 'pair', builder);
    if (take(source, file, problems)) problems.push(...file.end());
  }
  const { book, problems: found } = builder.finish();
  problems.push(...found);
  return new RateBook(book);
}

function restated(prices: PriceBook, splits: readonly SplitRow[] | null, problems: Problem[]): PriceBook {
  const { book, problems: found } = rawPrices(prices, splits);
  problems.push(...found);
  return book;
}

/** Hands a file's bytes on; false, with the problem noted, where it cannot be read. */
function take(source: FileSource, file: { push(bytes: Uint8Array): void }, problems: Problem[]): boolean {
  const unreadable = source.read((bytes) => file.push(bytes));
  if (unreadable !== null) problems.push(unreadable);
  return unreadable === null;
}
