import { type LatestPriceWrites, SHARED_OWNER } from '../../service/ports/index.ts';
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
    list: async (symbols) => {
      const parts = symbols === undefined ? [undefined] : [...pieces([...new Set(symbols)].sort())];
      const found = [];
      for (const part of parts) found.push(...(await rowsOf(part)));
      return found.map(({ owner: _, recorded_at, ...row }) => ({ ...row, recordedAt: recorded_at }));
    },
    put: async (prices) => {
      writing(scope, null);
      const last = new Map(prices.map((one) => [one.symbol, one]));
      for (const symbols of pieces([...last.keys()]))
        await db
          .deleteFrom('latest_prices')
          .where('owner', '=', owner)
          .where('symbol', 'in', symbols)
          .execute();
      const cells = [...last.values()].map(({ symbol, price, currency, at, day, source, recordedAt }) => [
        owner,
        symbol,
        price,
        currency,
        at,
        day,
        source,
        recordedAt,
      ]);
      if (cells.length > 0) await dialect.insertMany(db, 'latest_prices', COLUMNS, cells);
    },
  };
}

const COLUMNS = [
  ['owner', 'text'],
  ['symbol', 'text'],
  ['price', 'text'],
  ['currency', 'text'],
  ['at', 'int'],
  ['day', 'int'],
  ['source', 'text'],
  ['recorded_at', 'int'],
] as const;
