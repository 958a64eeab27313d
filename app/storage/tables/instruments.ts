import { type InstrumentRecord, type InstrumentWrites, SHARED_OWNER } from '../../service/ports/index.ts';
import type { InstrumentRow } from '../database.ts';
import { pieces, type Scope, writing } from '../scope.ts';

export function instrumentsOf(scope: Scope): InstrumentWrites {
  const { db, owner } = scope;
  const rowsOf = (symbols?: readonly string[]) => {
    const query = db.selectFrom('instruments').selectAll().where('owner', 'in', [SHARED_OWNER, owner]);
    return (symbols === undefined ? query : query.where('symbol', 'in', symbols)).execute();
  };
  return {
    list: async (symbols) => {
      const parts = symbols === undefined ? [undefined] : [...pieces(symbols)];
      const rows = (await Promise.all(parts.map(rowsOf))).flat();
      const bySymbol = new Map<string, InstrumentRow>();
      for (const row of rows) {
        if (row.owner === owner || !bySymbol.has(row.symbol)) bySymbol.set(row.symbol, row);
      }
      return [...bySymbol.values()].sort((a, b) => (a.symbol < b.symbol ? -1 : 1)).map(recordOf);
    },
    put: async (instruments) => {
      if (instruments.length > 0) writing(scope, 'prices');
      for (const instrument of instruments) {
        const row = rowOf(owner, instrument);
        await db
          .insertInto('instruments')
          .values(row)
          .onConflict((conflict) => conflict.columns(['owner', 'symbol']).doUpdateSet(row))
          .execute();
      }
    },
    delete: async (symbol) => {
      writing(scope, 'prices');
      const done = await db
        .deleteFrom('instruments')
        .where('owner', '=', owner)
        .where('symbol', '=', symbol)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
}

function recordOf(row: InstrumentRow): InstrumentRecord {
  const { symbol, currency, multiplier, sector, name, exchange, isin, figi, underlying, expiry, strike } =
    row;
  return {
    symbol,
    kind: row.kind as InstrumentRecord['kind'],
    currency,
    multiplier,
    priceFactor: row.price_factor,
    sector,
    name,
    exchange,
    isin,
    figi,
    underlying,
    expiry,
    strike,
    right: row.option_right as InstrumentRecord['right'],
    modifiedDuration: row.modified_duration,
  };
}

function rowOf(owner: string, instrument: InstrumentRecord): InstrumentRow {
  const { priceFactor, right, modifiedDuration, ...same } = instrument;
  const renamed = { price_factor: priceFactor, option_right: right, modified_duration: modifiedDuration };
  return { owner, ...same, ...renamed };
}
