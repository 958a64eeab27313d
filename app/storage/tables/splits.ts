import { SHARED_OWNER, type SplitRecord, type SplitWrites } from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import { asKnownAt, keepBefore } from '../record-revisions.ts';
import { pieces, type Scope, writing } from '../scope.ts';

export function splitsOf(scope: Scope): SplitWrites {
  const { db, owner } = scope;
  const rowsOf = (symbols: readonly string[] | undefined) => {
    const query = db.selectFrom('splits').selectAll().where('owner', 'in', [SHARED_OWNER, owner]);
    return (symbols === undefined ? query : query.where('symbol', 'in', symbols)).execute();
  };
  const find = async (symbol: string, day: number): Promise<SplitRecord | null> => {
    const ofSymbol = db.selectFrom('splits').selectAll().where('owner', '=', owner);
    const row = await ofSymbol.where('symbol', '=', symbol).where('day', '=', day).executeTakeFirst();
    return row === undefined ? null : recordOf(row);
  };
  return {
    list: async (symbols, instant = Number.POSITIVE_INFINITY) => {
      const parts = symbols === undefined ? [undefined] : [...pieces(symbols)];
      const rows = (await Promise.all(parts.map(rowsOf))).flat();
      const isAsked = new Set(symbols);
      const of = async (whose: string) => {
        const records = rows.filter((row) => row.owner === whose).map(recordOf);
        const then = instant === Number.POSITIVE_INFINITY ? undefined : instant;
        const known = await asKnownAt({ db, owner: whose }, 'split', records, idOf, then);
        return known.filter(
          ({ symbol, recordedAt }) => recordedAt <= instant && (symbols === undefined || isAsked.has(symbol)),
        );
      };
      // The owner's own come last, so that they replace the shared ones.
      const all = [...(await of(SHARED_OWNER)), ...(owner === SHARED_OWNER ? [] : await of(owner))];
      const byDay = new Map(all.map((one) => [idOf(one), one]));
      return [...byDay.values()].sort((a, b) =>
        a.symbol === b.symbol ? a.day - b.day : a.symbol < b.symbol ? -1 : 1,
      );
    },
    put: async (splits) => {
      if (splits.length > 0) writing(scope, 'prices');
      for (const split of splits) {
        const { symbol, day, ratio, source, recordedAt } = split;
        const before = await find(symbol, day);
        if (before?.ratio === ratio && before.source === source) continue;
        if (before !== null) await keepBefore(scope, 'split', idOf(split), before);
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
      const before = await find(symbol, day);
      if (before === null) return false;
      await keepBefore(scope, 'split', idOf(before), before);
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

const idOf = ({ symbol, day }: Pick<SplitRecord, 'symbol' | 'day'>): string => `${day} ${symbol}`;

function recordOf({ symbol, day, ratio, source, recorded_at }: Database['splits']): SplitRecord {
  return { symbol, day, ratio, source, recordedAt: recorded_at };
}
