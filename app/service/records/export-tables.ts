import type { EXPORT_TABLES } from '@tidemark/contract';
import { COLUMNS, columnKey, type Day, formatDay, formatDecimal, guarded } from '@tidemark/engine';
import type { EventRecord, OwnerReads } from '../ports/index.ts';
import { orderedAccounts } from './accounts.ts';
import { exportedPrices, exportedRates } from './export.ts';
import { assumedCurrencies } from './prices.ts';

export type ExportTable = (typeof EXPORT_TABLES)[number];

type Row = Readonly<Record<string, string | null | undefined>>;

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

const TABLES: Readonly<Record<ExportTable, (tx: OwnerReads) => Promise<Table>>> = {
  transactions,
  accounts,
  instruments,
  prices,
  rates,
  splits,
};

/** One table in the form that the command line and imports read: accounts go by their names. */
export async function exportTable(tx: OwnerReads, table: ExportTable): Promise<string> {
  const { columns, rows } = await TABLES[table](tx);
  const lines = rows.map((row) => columns.map((column) => csvCell(row[column] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** Text that a spreadsheet would take for a formula is marked; readers of these files take the mark off. */
export function csvCell(text: string): string {
  const safe = guarded(text);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What is in force, by account and place: rows of one day count in this order. */
async function transactions(tx: OwnerReads): Promise<Table> {
  const names = new Map((await tx.accounts.list()).map(({ id, name }) => [id, name]));
  const events = await tx.ledger.inForce();
  const ids = exportedIds(events);
  const keys = COLUMNS.map((column) => [column, columnKey(column)] as const);
  const rows = events.map(({ id, account, columns }) => {
    const stated: Readonly<Record<string, string | undefined>> = { ...columns };
    const row: Record<string, string | undefined> = {};
    for (const [column, key] of keys) row[column] = stated[key];
    const lot = columns.lot === undefined ? undefined : (ids.get(columns.lot) ?? columns.lot);
    return { ...row, account: names.get(account) ?? account, id: ids.get(id), lot };
  });
  return { columns: COLUMNS, rows };
}

/** The id that each event is known by outside: its source's own, where no other event of the account has that. */
function exportedIds(events: readonly EventRecord[]): Map<string, string> {
  const ids = new Map<string, string>();
  const used = new Set<string>();
  for (const { id, account, sourceId } of events) {
    const key = JSON.stringify([account, sourceId]);
    ids.set(id, sourceId === null || used.has(key) ? id : sourceId);
    used.add(key);
  }
  return ids;
}

async function accounts(tx: OwnerReads): Promise<Table> {
  const rows = (await orderedAccounts(tx)).map((account) => ({
    name: account.name,
    type: account.type,
    currency: account.currency,
    time_zone: account.timeZone,
    calendar: account.calendar,
    lot_method: account.lotMethod,
    allow_short: String(account.allowShort),
  }));
  const columns = ['name', 'type', 'currency', 'time_zone', 'calendar', 'lot_method', 'allow_short'];
  return { columns, rows };
}

async function instruments(tx: OwnerReads): Promise<Table> {
  const rows = (await tx.instruments.list()).map((instrument) => ({
    symbol: instrument.symbol,
    kind: instrument.kind,
    currency: instrument.currency,
    multiplier: instrument.multiplier,
    price_factor: instrument.priceFactor,
    sector: instrument.sector,
    underlying: instrument.underlying,
    expiry: instrument.expiry === null ? null : formatDay(instrument.expiry as Day),
    strike: instrument.strike,
    right: instrument.right,
  }));
  const columns = ['symbol', 'kind', 'currency', 'multiplier', 'price_factor', 'sector'];
  return { columns: [...columns, 'underlying', 'expiry', 'strike', 'right'], rows };
}

async function prices(tx: OwnerReads): Promise<Table> {
  const quotes = await exportedPrices(tx);
  const unstated = new Set(quotes.filter(({ currency }) => currency === null).map(({ name }) => name));
  const assumed = await assumedCurrencies(tx, [...unstated]);
  const rows = quotes.map(({ name, day, value, currency }) => ({
    date: formatDay(day as Day),
    symbol: name,
    price: formatDecimal(value),
    currency: currency ?? assumed.get(name),
  }));
  return { columns: ['date', 'symbol', 'price', 'currency'], rows };
}

async function rates(tx: OwnerReads): Promise<Table> {
  const rows = (await exportedRates(tx)).map(({ name, day, value }) => ({
    date: formatDay(day as Day),
    pair: name,
    rate: formatDecimal(value),
  }));
  return { columns: ['date', 'pair', 'rate'], rows };
}

async function splits(tx: OwnerReads): Promise<Table> {
  const rows = (await tx.splits.list()).map(({ symbol, day, ratio }) => ({
    date: formatDay(day as Day),
    symbol,
    ratio,
  }));
  return { columns: ['date', 'symbol', 'ratio'], rows };
}
