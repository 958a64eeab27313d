import { civil, type Day } from '@tidemark/engine';
import { type QuoteRow, type QuotesPut, StorageError } from '../../service/ports/index.ts';
import type { RevisionRow, SegmentRow } from '../database.ts';
import type { BulkType } from '../dialect.ts';
import { pieces, type Scope } from '../scope.ts';
import { packYear, type Quote, quoteOf, unpackYear, valueOf, type YearOfQuotes } from './segment-bytes.ts';

/** The tables of prices or those of rates. */
export interface QuoteTables {
  readonly segments: 'price_segments' | 'fx_segments';
  readonly revisions: 'price_revisions' | 'fx_revisions';
}

const REVISION_COLUMNS = [
  ['owner', 'text'],
  ['name', 'text'],
  ['day', 'int'],
  ['source', 'text'],
  ['revision', 'int'],
  ['value', 'text'],
  ['recorded_at', 'int'],
  ['replaced_at', 'int'],
] as const satisfies readonly (readonly [keyof RevisionRow, BulkType])[];

const SEGMENT_COLUMNS = [
  ['owner', 'text'],
  ['name', 'text'],
  ['year', 'int'],
  ['source', 'text'],
  ['revision', 'int'],
  ['currency', 'text'],
  ['data', 'blob'],
  ['recorded_at', 'int'],
] as const satisfies readonly (readonly [keyof SegmentRow, BulkType])[];

/** A segment that is being changed. */
interface Draft {
  readonly name: string;
  readonly year: number;
  /** 0 for one that is not there yet. */
  readonly revision: number;
  currency: string | null;
  readonly quotes: YearOfQuotes;
  changed: boolean;
}

/** Records the quotes of one source; what they replace is kept as a revision. */
export async function putQuotes(
  scope: Scope,
  tables: QuoteTables,
  source: string,
  rows: readonly QuoteRow[],
  recordedAt: number,
): Promise<QuotesPut> {
  const drafts = await draftsOf(scope, tables, source, rows);
  const counts = { added: 0, replaced: 0, removed: 0 };
  const replaced: RevisionRow[] = [];
  for (const row of lastOfEachDay(rows)) {
    const draft = drafts.get(keyOf(row.name, yearOf(row.day))) as Draft;
    stateCurrency(draft, row);
    const before = draft.quotes.get(row.day);
    const now = row.value === null ? undefined : quoteOf(row.value, recordedAt);
    if (sameQuote(before, now)) continue;
    draft.changed = true;
    if (now === undefined) draft.quotes.delete(row.day);
    else draft.quotes.set(row.day, now);
    counts[before === undefined ? 'added' : now === undefined ? 'removed' : 'replaced'] += 1;
    if (before !== undefined)
      replaced.push(revisionOf(scope.owner, source, draft, row.day, before, recordedAt));
  }
  if (replaced.length > 0)
    await scope.dialect.insertMany(
      scope.db,
      tables.revisions,
      REVISION_COLUMNS,
      replaced.map((row) => REVISION_COLUMNS.map(([name]) => row[name])),
    );
  await writeDrafts(scope, tables, source, [...drafts.values()], recordedAt);
  return counts;
}

function keyOf(name: string, year: number): string {
  return `${year} ${name}`;
}

function yearOf(day: number): number {
  return civil(day as Day).year;
}

/** The segments that rows fall into, as they are. */
async function draftsOf(
  { db, owner }: Scope,
  tables: QuoteTables,
  source: string,
  rows: readonly QuoteRow[],
): Promise<Map<string, Draft>> {
  const drafts = new Map<string, Draft>();
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { name, day } of rows) {
    const year = yearOf(day);
    [from, to] = [Math.min(from, year), Math.max(to, year)];
    const key = keyOf(name, year);
    if (!drafts.has(key))
      drafts.set(key, { name, year, revision: 0, currency: null, quotes: new Map(), changed: false });
  }
  for (const names of pieces([...new Set(rows.map(({ name }) => name))])) {
    const found = await db
      .selectFrom(tables.segments)
      .select(['name', 'year', 'revision', 'currency', 'data'])
      .where('owner', '=', owner)
      .where('name', 'in', names)
      .where('year', '>=', from)
      .where('year', '<=', to)
      .where('source', '=', source)
      .execute();
    for (const { name, year, revision, currency, data } of found) {
      const key = keyOf(name, year);
      if (drafts.has(key))
        drafts.set(key, { name, year, revision, currency, quotes: unpackYear(year, data), changed: false });
    }
  }
  return drafts;
}

function lastOfEachDay(rows: readonly QuoteRow[]): Iterable<QuoteRow> {
  const last = new Map<string, Map<number, QuoteRow>>();
  for (const row of rows) {
    const ofName = last.get(row.name);
    if (ofName === undefined) last.set(row.name, new Map([[row.day, row]]));
    else ofName.set(row.day, row);
  }
  return [...last.values()].flatMap((days) => [...days.values()]);
}

function stateCurrency(draft: Draft, { name, currency }: QuoteRow): void {
  if (currency === null || currency === draft.currency) return;
  if (draft.currency === null) {
    draft.currency = currency;
    draft.changed = true;
    return;
  }
  const message = `${name} has quotes in ${draft.currency} of that source and year, and now one in ${currency}`;
  throw new StorageError('constraint', message, 'State them under another source, or correct the currency.');
}

function sameQuote(a: Quote | undefined, b: Quote | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.units === b.units && a.scale === b.scale;
}

function revisionOf(
  owner: string,
  source: string,
  { name, revision }: Draft,
  day: number,
  before: Quote,
  replacedAt: number,
): RevisionRow {
  return {
    owner,
    name,
    day,
    source,
    revision,
    value: valueOf(before),
    recorded_at: before.recordedAt,
    replaced_at: replacedAt,
  };
}

async function writeDrafts(
  { db, dialect, owner }: Scope,
  tables: QuoteTables,
  source: string,
  drafts: readonly Draft[],
  recordedAt: number,
): Promise<void> {
  const changed = drafts.filter((draft) => draft.changed);
  const created = changed.filter(({ revision }) => revision === 0);
  const cells = created.map(({ name, year, currency, quotes }) => [
    owner,
    name,
    year,
    source,
    1,
    currency,
    packYear(year, quotes),
    recordedAt,
  ]);
  if (cells.length > 0) await dialect.insertMany(db, tables.segments, SEGMENT_COLUMNS, cells);
  for (const { name, year, revision, currency, quotes } of changed) {
    if (revision === 0) continue;
    const data = packYear(year, quotes);
    await db
      .updateTable(tables.segments)
      .set({ revision: revision + 1, currency, data, recorded_at: recordedAt })
      .where((key) => key.and({ owner, name, year, source }))
      .execute();
  }
}
