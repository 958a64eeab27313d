import { type Kysely, sql } from 'kysely';
import { type Holdings, SHARED_OWNER } from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import type { Dialect } from '../dialect.ts';
import { pieces } from '../scope.ts';
import { forgetStates } from './captures.ts';
import { ensureVersions } from './versions.ts';

/** What is held, over all owners. */
export function holdings(db: Kysely<Database>, dialect: Dialect): Holdings {
  return {
    symbols: async (since) => {
      if (since !== undefined) {
        const { rows } = await sql<{ symbol: string }>`
          select distinct symbol from owned_symbols where held = 1 or last_day >= ${since} order by symbol`.execute(
          db,
        );
        return rows.map(({ symbol }) => symbol);
      }
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
    put: (all) =>
      db.transaction().execute(async (tx) => {
        // Two nodes that derive the same at once take turns.
        await ensureVersions(tx, SHARED_OWNER);
        await dialect.lockOwner(tx, SHARED_OWNER);
        const owners = all.map(({ owner }) => owner);
        for (const some of pieces(owners)) {
          await tx.deleteFrom('owned_symbols').where('owner', 'in', some).execute();
          await tx.deleteFrom('owned_symbols_versions').where('owner', 'in', some).execute();
        }
        const cells = all.flatMap(({ owner, symbols }) =>
          symbols.map(({ symbol, held, lastDay }) => [owner, symbol, held ? 1 : 0, lastDay]),
        );
        if (cells.length > 0) await dialect.insertMany(tx, 'owned_symbols', COLUMNS, cells);
        const versions = all.map(({ owner, version }) => [
          owner,
          version.ledger,
          version.prices,
          version.settings,
        ]);
        if (versions.length > 0)
          await dialect.insertMany(tx, 'owned_symbols_versions', VERSION_COLUMNS, versions);
      }),
    forget: async (symbols) => {
      await forgetStates(db, symbols);
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

const COLUMNS = [
  ['owner', 'text'],
  ['symbol', 'text'],
  ['held', 'int'],
  ['last_day', 'int'],
] as const;

const VERSION_COLUMNS = [
  ['owner', 'text'],
  ['ledger', 'int'],
  ['prices', 'int'],
  ['settings', 'int'],
] as const;
