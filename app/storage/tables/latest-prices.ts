import { type LatestPriceRecord, type LatestPriceWrites, SHARED_OWNER } from '../../service/ports/index.ts';
import type { LatestPriceRow } from '../database.ts';
import { prepared } from '../prepared.ts';
import { pieces, type Scope, writing } from '../scope.ts';

export function latestPricesOf(scope: Scope): LatestPriceWrites {
  const { db, dialect, owner } = scope;
  const rowsOf = (symbols?: readonly string[]) => {
    const rows = db
      .selectFrom('latest_prices')
      .selectAll()
      .where('owner', '=', SHARED_OWNER)
      .orderBy('symbol');
    return (symbols === undefined ? rows : rows.where('symbol', 'in', symbols)).execute();
  };
  return {
    after: async (seq) =>
      (await putAfter(db, dialect.kind, [SHARED_OWNER, seq])).map((row) => ({
        ...recordOf(row),
        seq: row.seq,
      })),
    list: async (symbols) => {
      const parts = symbols === undefined ? [undefined] : [...pieces([...new Set(symbols)].sort())];
      const found = [];
      for (const part of parts) found.push(...(await rowsOf(part)));
      return found.map(recordOf);
    },
    put: async (prices) => {
      writing(scope, null);
      const last = new Map(prices.map((one) => [one.symbol, one]));
      // Read before rows go: the greatest number may be theirs.
      const from = 1 + (await lastSeq(db, owner));
      for (const symbols of pieces([...last.keys()]))
        await db
          .deleteFrom('latest_prices')
          .where('owner', '=', owner)
          .where('symbol', 'in', symbols)
          .execute();
      const cells = [...last.values()].map(
        ({ symbol, price, currency, at, day, source, recordedAt }, k) =>
          [owner, symbol, price, currency, at, day, source, recordedAt, from + k] as const,
      );
      if (cells.length > 0) await dialect.insertMany(db, 'latest_prices', COLUMNS, cells);
    },
  };
}

const putAfter = prepared((db) =>
  db
    .selectFrom('latest_prices')
    .selectAll()
    .where('owner', '=', '')
    .where('seq', '>', 0)
    .orderBy('seq')
    .orderBy('symbol'),
);

/** The writers of an owner come one after another, so that numbers grow in the order of commits. */
async function lastSeq(db: Scope['db'], owner: string): Promise<number> {
  const newest = db.selectFrom('latest_prices').select('seq').where('owner', '=', owner);
  return (await newest.orderBy('seq', 'desc').limit(1).executeTakeFirst())?.seq ?? 0;
}

const recordOf = ({ owner: _, seq: __, recorded_at, ...row }: LatestPriceRow): LatestPriceRecord => ({
  ...row,
  recordedAt: recorded_at,
});

const COLUMNS = [
  ['owner', 'text'],
  ['symbol', 'text'],
  ['price', 'text'],
  ['currency', 'text'],
  ['at', 'int'],
  ['day', 'int'],
  ['source', 'text'],
  ['recorded_at', 'int'],
  ['seq', 'int'],
] as const;
