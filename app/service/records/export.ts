import type { Export } from '@tidemark/contract';
import { COLUMNS, columnKey, type Day, formatDay } from '@tidemark/engine';
import { transactionDocuments } from '../ledger/transaction-documents.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { ChangeRecord, EventRecord, OwnerReads, QuoteReads } from '../ports/index.ts';
import { accountDocuments, orderedAccounts } from './accounts.ts';
import { instantText } from './documents.ts';
import { feeScheduleDocument } from './fee-schedules.ts';
import { allInstruments } from './instruments.ts';
import { portfolioDocument } from './portfolio-records.ts';
import { priceDocuments } from './prices.ts';
import { inTextOrder, type Quote, quotesOf } from './quotes.ts';
import { rateDocument } from './rates.ts';
import { splitDocument } from './splits.ts';

/** Of the form that is written here. */
const VERSION = 1;
/** So many changes, or names of quotes, are read at once. */
const READ_AT_ONCE = 1_000;

/** Everything of a user. To be called within one read transaction. */
export async function exportData(tx: OwnerReads, whole: OpenPortfolio, now: number): Promise<Export> {
  const accounts = await orderedAccounts(tx);
  const observations = await tx.observations.list({});
  const records = new Map((await tx.instruments.list()).map((one) => [one.symbol, one]));
  const schedules = await tx.feeSchedules.list();
  return {
    format: 'tidemark',
    version: VERSION,
    exported_at: instantText(now),
    accounts: await accountDocuments(tx, accounts),
    portfolios: (await tx.portfolios.list()).map((one) => ({
      ...portfolioDocument(one),
      lot_method: one.lotMethod,
      all_accounts: one.allAccounts,
    })),
    instruments: (await allInstruments(tx, whole)).map((one) => {
      const record = records.get(one.symbol);
      const { exchange = null, figi = null } = record ?? {};
      return { ...one, exchange, figi, stated: record !== undefined };
    }),
    transactions: await revisionDocuments(tx),
    prices: await priceDocuments(tx, await exportedPrices(tx)),
    rates: (await exportedRates(tx)).map(rateDocument),
    splits: (await tx.splits.list()).map(splitDocument),
    observations: observations.map(({ account, day, at, kind, equity, cash, source, recordedAt }) => ({
      account_id: account,
      date: formatDay(day as Day),
      at: at === null ? null : instantText(at),
      kind,
      equity,
      cash,
      source,
      recorded_at: instantText(recordedAt),
    })),
    fee_schedules: schedules.flatMap((schedule) => {
      const account = accounts.find(({ id }) => id === schedule.account);
      return account === undefined ? [] : [feeScheduleDocument(schedule, account)];
    }),
    settings: Object.fromEntries(await tx.settings.all()),
  };
}

/** Every revision of every event, in order of recording. */
async function revisionDocuments(tx: OwnerReads): Promise<Export['transactions']> {
  const records: EventRecord[] = [];
  for (const { changeNo } of await allChanges(tx)) records.push(...(await tx.ledger.ofChange(changeNo)));
  const documents = await transactionDocuments(tx, records);
  const hashes = await tx.ledger.hashesOf(records);
  const supersededBy = new Map<string, number>();
  for (const { id, version, seq } of records) supersededBy.set(`${version - 1} ${id}`, seq);
  return records.map(({ id, version, kind, recordedBy, columns }, k) => ({
    ...documents[k],
    stated: statedColumns(columns),
    kind,
    version_no: version,
    recorded_by: recordedBy,
    superseded_by: supersededBy.get(`${version} ${id}`) ?? null,
    hash: hashes[k],
  }));
}

/** By the names of the file. */
function statedColumns(columns: EventRecord['columns']): Record<string, string> {
  const stated: Record<string, string> = {};
  for (const column of COLUMNS) {
    const text = columns[columnKey(column) as keyof typeof columns];
    if (text !== undefined) stated[column] = text;
  }
  return stated;
}

/** The first one first. */
async function allChanges(tx: OwnerReads): Promise<ChangeRecord[]> {
  const changes: ChangeRecord[] = [];
  for (;;) {
    const before = changes.at(-1)?.changeNo;
    const earlier = await tx.changes.list(READ_AT_ONCE, before);
    changes.push(...earlier);
    if (earlier.length < READ_AT_ONCE) return changes.reverse();
  }
}

/** Prices of what the ledger names and of benchmarks, and all of the user's own. */
export async function exportedPrices(tx: OwnerReads): Promise<Quote[]> {
  const named = new Set<string>();
  for (const { columns } of await tx.ledger.inForce()) {
    if (columns.symbol !== undefined) named.add(columns.symbol);
    if (columns.toSymbol !== undefined) named.add(columns.toSymbol);
  }
  for (const { benchmark } of await tx.portfolios.list()) if (benchmark !== null) named.add(benchmark);
  const names = await tx.prices.names();
  const others = names.filter((name) => !named.has(name));
  for (const name of await ownNames(tx.prices, tx.owner, others)) named.add(name);
  return quotesOf(tx.prices, names.filter((name) => named.has(name)).sort(inTextOrder));
}

export async function exportedRates(tx: OwnerReads): Promise<Quote[]> {
  return quotesOf(tx.rates, [...(await tx.rates.names())].sort(inTextOrder));
}

/** Those of some names that have quotes of the user's own. */
async function ownNames(
  reads: QuoteReads,
  user: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = new Set<string>();
  for (let from = 0; from < names.length; from += READ_AT_ONCE) {
    const segments = await reads.segments({ names: names.slice(from, from + READ_AT_ONCE) });
    for (const { name, owner } of segments) if (owner === user) own.add(name);
  }
  return own;
}
