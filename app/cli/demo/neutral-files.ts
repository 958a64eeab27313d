import { COLUMNS, type Day, formatDay } from '@tidemark/engine';
import type { Row } from './account-book.ts';
import { callOption } from './call-option.ts';
import { LAST, market, type Quotes, SPLIT } from './market.ts';
import { story } from './story.ts';

/** Text of a file by the path that `--write` gives it. */
export type NeutralFiles = ReadonlyMap<string, string>;

const ACCOUNTS: readonly Row[] = [
  account('brokerage', 'margin', 'USD', 'America/New_York', 'XNYS', 'fifo', 'true'),
  account('retirement', 'cash', 'USD', 'America/New_York', 'XNYS', 'average', 'false'),
  account('europe', 'cash', 'EUR', 'Europe/Berlin', 'XETR', 'fifo', 'false'),
];

/** The demonstration as rows of the neutral files. */
export interface DemoRows {
  readonly accounts: readonly Row[];
  readonly instruments: readonly Row[];
  /** In order of time. */
  readonly events: readonly Row[];
  readonly prices: readonly Row[];
  readonly rates: readonly Row[];
  readonly splits: readonly Row[];
}

/** The same seed gives the same rows; a later last day only adds to them. */
export function demoRows(seed: number, last: Day): DemoRows {
  const made = market(seed, last);
  const acme = made.quotes.get('ACME');
  if (acme === undefined) throw new RangeError('the market has no ACME');
  const call = callOption(acme);
  const split = { date: formatDay(SPLIT.day), symbol: SPLIT.symbol, ratio: String(SPLIT.ratio) };
  return {
    accounts: ACCOUNTS,
    instruments: instrumentRows(),
    events: story(made, call),
    prices: priceRows([...made.quotes.values(), call.quotes]),
    rates: rateRows(made.euro),
    splits: SPLIT.day <= last ? [split] : [],
  };
}

/** The demonstration as the files that `tidemark value` reads. The same seed gives the same bytes. */
export function demoFiles(seed: number): NeutralFiles {
  const { accounts, instruments, events, prices, rates, splits } = demoRows(seed, LAST);
  return new Map([
    ['transactions.csv', ledgerText(events)],
    ['prices.csv', csv(['date', 'symbol', 'price', 'currency'], prices)],
    ['fx/EURUSD.csv', csv(['date', 'rate'], rates)],
    ['splits.csv', csv(['date', 'symbol', 'ratio'], splits)],
    ['accounts.csv', csv(Object.keys(accounts[0]), accounts)],
    ['instruments.csv', csv(['symbol', 'kind', 'currency', 'sector'], instruments)],
  ]);
}

/** Events as a file of the neutral ledger. */
export const ledgerText = (events: readonly Row[]): string => csv(usedColumns(events), events);

/** The columns of the ledger that some row fills, in documented order. */
function usedColumns(rows: readonly Row[]): readonly string[] {
  return COLUMNS.filter((column) => rows.some((row) => row[column] !== undefined));
}

function account(
  name: string,
  type: string,
  currency: string,
  zone: string,
  calendar: string,
  lots: string,
  short: string,
): Row {
  return { name, type, currency, time_zone: zone, calendar, lot_method: lots, allow_short: short };
}

function instrumentRows(): Row[] {
  return [
    ['ACME', 'stock', 'USD', 'Industrials'],
    ['BOLT', 'stock', 'USD', 'Technology'],
    ['CORAL', 'stock', 'USD', 'Consumer'],
    ['DUNE', 'stock', 'USD', 'Energy'],
    ['TIDE', 'etf', 'USD', 'World'],
    ['EURX', 'etf', 'EUR', 'Europe'],
  ].map(([symbol, kind, currency, sector]) => ({ symbol, kind, currency, sector }));
}

function priceRows(quotes: readonly Quotes[]): Row[] {
  const rows = quotes.flatMap(({ symbol, days, prices }) =>
    days.map((day, i) => ({
      date: formatDay(day),
      symbol,
      price: prices[i].toFixed(2),
      currency: symbol === 'EURX' ? 'EUR' : 'USD',
    })),
  );
  return rows.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function rateRows({ days, prices }: Quotes): Row[] {
  return days.map((day, i) => ({ date: formatDay(day), rate: prices[i].toFixed(4) }));
}

/** None of the texts here has a comma or a quote. */
function csv(columns: readonly string[], rows: readonly Row[]): string {
  return `${[columns.join(','), ...rows.map((row) => columns.map((column) => row[column] ?? '').join(','))].join('\n')}\n`;
}
