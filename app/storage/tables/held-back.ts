import {
  type HeldBackReason,
  type HeldBackRecord,
  type HeldBackWrites,
  SHARED_OWNER,
} from '../../service/ports/index.ts';
import type { HeldBackRow } from '../database.ts';
import { pieces, type Scope, writing } from '../scope.ts';

/** An owner's release is a row of his own with the id of the shared one. */
export function heldBackOf(scope: Scope): HeldBackWrites {
  const { db, owner } = scope;
  return {
    list: async (symbols) => {
      const found: HeldBackRow[] = [];
      for (const some of pieces([...new Set(symbols)]))
        found.push(...(await openOnes(scope).where('symbol', 'in', some).execute()));
      return found.map(recordOf).sort((a, b) => b.heldAt - a.heldAt || (a.id < b.id ? -1 : 1));
    },
    find: async (id) => {
      const row = await openOnes(scope).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : recordOf(row);
    },
    hold: async (prices) => {
      writing(scope, null);
      for (const { id, symbol, source, day, ...said } of prices) {
        const values = { ...sayingOf(said), released_at: null };
        await db
          .insertInto('held_back_prices')
          .values({ owner, id, symbol, source, day, ...values })
          .onConflict((conflict) =>
            conflict
              .columns(['owner', 'symbol', 'source', 'day'])
              .doUpdateSet(values)
              .where(({ or, eb, ref }) =>
                or([
                  eb('held_back_prices.released_at', 'is', null),
                  eb('held_back_prices.price', '<>', ref('excluded.price')),
                ]),
              ),
          )
          .execute();
      }
    },
    release: async (id, at) => {
      writing(scope, null);
      const shared = await db
        .selectFrom('held_back_prices')
        .selectAll()
        .where('owner', '=', SHARED_OWNER)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('held_back_prices')
        .values({ ...shared, owner, released_at: at })
        .onConflict((conflict) =>
          conflict
            .columns(['owner', 'symbol', 'source', 'day'])
            .doUpdateSet({ released_at: at, id, price: shared.price }),
        )
        .execute();
    },
  };
}

const sayingOf = (said: Omit<HeldBackRecord, 'id' | 'symbol' | 'source' | 'day'>) => ({
  at: said.at,
  price: said.price,
  currency: said.currency,
  previous_price: said.previousPrice,
  reason: said.reason,
  held_at: said.heldAt,
});

const recordOf = (row: HeldBackRow): HeldBackRecord => ({
  id: row.id,
  symbol: row.symbol,
  source: row.source,
  day: row.day,
  at: row.at,
  price: row.price,
  currency: row.currency,
  previousPrice: row.previous_price,
  reason: row.reason as HeldBackReason,
  heldAt: row.held_at,
});

/** Shared ones that neither everybody nor the owner has released. Made when it is asked for: each read opens a scope. */
function openOnes({ db, owner }: Scope) {
  return db
    .selectFrom('held_back_prices as shared')
    .selectAll()
    .where('owner', '=', SHARED_OWNER)
    .where('released_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('held_back_prices as own')
            .select('own.id')
            .where('own.owner', '=', owner)
            .where('own.released_at', 'is not', null)
            .whereRef('own.id', '=', 'shared.id')
            .whereRef('own.price', '=', 'shared.price'),
        ),
      ),
    );
}
