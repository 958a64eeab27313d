import { type Kysely, sql } from 'kysely';
import { type Holdings, type HoldingsWrites, SHARED_OWNER } from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import { pieces, type Scope, writing } from '../scope.ts';

/** What is held, over all owners. */
export function holdings(db: Kysely<Database>): Holdings {
  return {
    symbols: async () => {
      // From symbol to next symbol by the index: as many steps as there are symbols, however many owners have them.
      const { rows } = await sql<{ symbol: string }>`
        with recursive every(symbol) as (
          select min(symbol) from owned_symbols
          union all
          select (select min(next.symbol) from owned_symbols next where next.symbol > every.symbol)
          from every where every.symbol is not null
        )
        select symbol from every
        where symbol is not null
          and exists (select 1 from owned_symbols own where own.symbol = every.symbol and own.held = 1)
        order by symbol`.execute(db);
      return rows.map(({ symbol }) => symbol);
    },
    outdated: async (limit) =>
      db
        .selectFrom('versions as now')
        .leftJoin('owned_symbols_versions as seen', 'seen.owner', 'now.owner')
        .select(['now.owner', 'now.ledger', 'now.prices', 'now.settings'])
        .where('now.owner', '<>', SHARED_OWNER)
        .where(({ or, eb, ref }) =>
          or([
            eb('seen.owner', 'is', null),
            eb('seen.ledger', '<>', ref('now.ledger')),
            eb('seen.prices', '<>', ref('now.prices')),
            eb('seen.settings', '<>', ref('now.settings')),
          ]),
        )
        .orderBy('now.owner')
        .limit(limit)
        .execute(),
    forget: async (symbols) => {
      for (const some of pieces(symbols)) {
        await db
          .deleteFrom('owned_symbols_versions')
          .where('owner', 'in', (had) =>
            had.selectFrom('owned_symbols').select('owner').where('symbol', 'in', some),
          )
          .execute();
      }
    },
  };
}

export function holdingsOf(scope: Scope): HoldingsWrites {
  const { db, dialect, owner } = scope;
  return {
    put: async ({ ledger, prices, settings }, symbols) => {
      writing(scope, null);
      await db.deleteFrom('owned_symbols').where('owner', '=', owner).execute();
      const cells = symbols.map(({ symbol, held }) => [owner, symbol, held ? 1 : 0]);
      if (cells.length > 0) await dialect.insertMany(db, 'owned_symbols', COLUMNS, cells);
      const version = { ledger, prices, settings };
      await db
        .insertInto('owned_symbols_versions')
        .values({ owner, ...version })
        .onConflict((conflict) => conflict.column('owner').doUpdateSet(version))
        .execute();
    },
  };
}

const COLUMNS = [
  ['owner', 'text'],
  ['symbol', 'text'],
  ['held', 'int'],
] as const;
