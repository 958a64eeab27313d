import { civil, type Day } from '@tidemark/engine';
import {
  type QuoteQuery,
  type QuoteSegment,
  type QuoteWrites,
  SHARED_OWNER,
} from '../../service/ports/index.ts';
import type { RevisionRow, SegmentRow } from '../database.ts';
import { pieces, type Scope, writing } from '../scope.ts';
import { putQuotes, type QuoteTables } from './put.ts';
import { packYear, quoteOf, unpackColumns, unpackYear } from './segment-bytes.ts';

const PRICES: QuoteTables = { segments: 'price_segments', revisions: 'price_revisions' };
const RATES: QuoteTables = { segments: 'fx_segments', revisions: 'fx_revisions' };

export const pricesOf = (scope: Scope): QuoteWrites => quotesOf(scope, PRICES);
export const ratesOf = (scope: Scope): QuoteWrites => quotesOf(scope, RATES);

function quotesOf(scope: Scope, tables: QuoteTables): QuoteWrites {
  const { db, owner } = scope;
  return {
    segments: (query) => segments(scope, tables, query),
    revisions: async (name) => {
      const rows = await db
        .selectFrom(tables.revisions)
        .selectAll()
        .where('owner', 'in', [SHARED_OWNER, owner])
        .where('name', '=', name)
        .orderBy('replaced_at', 'desc')
        .orderBy('day', 'desc')
        .orderBy('revision', 'desc')
        .execute();
      return rows.map(({ day, source, owner, value, recorded_at, replaced_at }) => ({
        day,
        source,
        owner,
        value,
        recordedAt: recorded_at,
        replacedAt: replaced_at,
      }));
    },
    names: async () => {
      const rows = await db
        .selectFrom(tables.segments)
        .select('name')
        .distinct()
        .where('owner', 'in', [SHARED_OWNER, owner])
        .orderBy('name')
        .execute();
      return rows.map(({ name }) => name);
    },
    put: async (source, rows, recordedAt) => {
      writing(scope, null);
      const counts = await putQuotes(scope, tables, source, rows, recordedAt);
      if (counts.added + counts.replaced + counts.removed > 0) writing(scope, 'prices');
      return counts;
    },
  };
}

async function segments(scope: Scope, tables: QuoteTables, query: QuoteQuery): Promise<QuoteSegment[]> {
  const { names, asKnownAt } = query;
  const parts = names === undefined ? [undefined] : [...pieces([...new Set(names)].sort())];
  const found: SegmentRow[] = [];
  for (const part of parts) found.push(...(await segmentRows(scope, tables, query, part)));
  const rows = asKnownAt === undefined ? found : await asTheyWere(scope, tables, found, query, asKnownAt);
  return rows.map(({ name, year, source, owner, currency, revision, data }) => ({
    name,
    year,
    source,
    owner,
    currency,
    revision,
    ...unpackColumns(year, data),
  }));
}

function segmentRows(
  { db, owner }: Scope,
  tables: QuoteTables,
  { fromYear, toYear, of }: QuoteQuery,
  names: readonly string[] | undefined,
): Promise<SegmentRow[]> {
  const owners = of === undefined ? [SHARED_OWNER, owner] : [of === 'own' ? owner : SHARED_OWNER];
  let rows = db.selectFrom(tables.segments).selectAll().where('owner', 'in', owners);
  if (names !== undefined) rows = rows.where('name', 'in', names);
  if (fromYear !== undefined) rows = rows.where('year', '>=', fromYear);
  if (toYear !== undefined) rows = rows.where('year', '<=', toYear);
  return rows.orderBy('name').orderBy('year').orderBy('owner').orderBy('source').execute();
}

/** Segments without the quotes that were recorded later, and with those that have been replaced since. */
async function asTheyWere(
  { db, owner }: Scope,
  tables: QuoteTables,
  rows: readonly SegmentRow[],
  { names }: QuoteQuery,
  asKnownAt: number,
): Promise<SegmentRow[]> {
  const replaced = await db
    .selectFrom(tables.revisions)
    .selectAll()
    .where('owner', 'in', [SHARED_OWNER, owner])
    .where('recorded_at', '<=', asKnownAt)
    .where('replaced_at', '>', asKnownAt)
    .execute();
  const wanted = names === undefined ? null : new Set(names);
  const byYear = new Map<string, RevisionRow[]>();
  for (const row of replaced) {
    if (wanted !== null && !wanted.has(row.name)) continue;
    const key = JSON.stringify([row.owner, row.name, civil(row.day as Day).year, row.source]);
    byYear.set(key, [...(byYear.get(key) ?? []), row]);
  }
  return rows.flatMap((row) => {
    const quotes = unpackYear(row.year, row.data);
    for (const [day, quote] of quotes) if (quote.recordedAt > asKnownAt) quotes.delete(day);
    const back = byYear.get(JSON.stringify([row.owner, row.name, row.year, row.source])) ?? [];
    for (const { day, value, recorded_at } of back) quotes.set(day, quoteOf(value, recorded_at));
    return quotes.size === 0 ? [] : [{ ...row, data: packYear(row.year, quotes) }];
  });
}
