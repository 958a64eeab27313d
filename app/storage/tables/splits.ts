import { SHARED_OWNER, type SplitWrites } from '../../service/ports/index.ts';
import { pieces, type Scope, writing } from '../scope.ts';

export function splitsOf(scope: Scope): SplitWrites {
  const { db, owner } = scope;
  const rowsOf = (symbols: readonly string[] | undefined, asKnownAt: number | undefined) => {
    // The owner's own come last, so that they replace the shared ones.
    let query = db
      .selectFrom('splits')
      .selectAll()
      .where('owner', 'in', [SHARED_OWNER, owner])
      .orderBy('owner');
    if (asKnownAt !== undefined) query = query.where('recorded_at', '<=', asKnownAt);
    return (symbols === undefined ? query : query.where('symbol', 'in', symbols)).execute();
  };
  return {
    list: async (symbols, asKnownAt) => {
      const parts = symbols === undefined ? [undefined] : [...pieces(symbols)];
      const rows = (await Promise.all(parts.map((part) => rowsOf(part, asKnownAt)))).flat();
      const byDay = new Map(rows.map((row) => [`${row.day} ${row.symbol}`, row]));
      return [...byDay.values()]
        .sort((a, b) => (a.symbol === b.symbol ? a.day - b.day : a.symbol < b.symbol ? -1 : 1))
        .map(({ symbol, day, ratio, source, recorded_at }) => ({
          symbol,
          day,
          ratio,
          source,
          recordedAt: recorded_at,
        }));
    },
    put: async (splits) => {
      if (splits.length > 0) writing(scope, 'prices');
      for (const { symbol, day, ratio, source, recordedAt } of splits) {
        const said = { ratio, source, recorded_at: recordedAt };
        await db
          .insertInto('splits')
          .values({ owner, symbol, day, ...said })
          .onConflict((conflict) => conflict.columns(['owner', 'symbol', 'day']).doUpdateSet(said))
          .execute();
      }
    },
    delete: async (symbol, day) => {
      writing(scope, 'prices');
      const done = await db
        .deleteFrom('splits')
        .where('owner', '=', owner)
        .where('symbol', '=', symbol)
        .where('day', '=', day)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
}
