import { type InstrumentRecord, type InstrumentWrites, SHARED_OWNER } from '../../service/ports/index.ts';
import type { InstrumentRow } from '../database.ts';
import { asKnownAt, keepBefore } from '../record-revisions.ts';
import { pieces, type Scope, writing } from '../scope.ts';

export function instrumentsOf(scope: Scope): InstrumentWrites {
  const { db, owner } = scope;
  const rowsOf = (symbols?: readonly string[]) => {
    const query = db.selectFrom('instruments').selectAll().where('owner', 'in', [SHARED_OWNER, owner]);
    return (symbols === undefined ? query : query.where('symbol', 'in', symbols)).execute();
  };
  const find = async (symbol: string): Promise<InstrumentRecord | null> => {
    const found = db.selectFrom('instruments').selectAll().where('owner', '=', owner);
    const row = await found.where('symbol', '=', symbol).executeTakeFirst();
    return row === undefined ? null : recordOf(row);
  };
  return {
    list: async (symbols, instant) => {
      const parts = symbols === undefined ? [undefined] : [...pieces(symbols)];
      const rows = (await Promise.all(parts.map(rowsOf))).flat();
      const of = (whose: string) => {
        const records = rows.filter((row) => row.owner === whose).map(recordOf);
        return asKnownAt({ db, owner: whose }, 'instrument', records, ({ symbol }) => symbol, instant);
      };
      const all = [...(await of(SHARED_OWNER)), ...(owner === SHARED_OWNER ? [] : await of(owner))];
      const bySymbol = new Map(all.map((record) => [record.symbol, record]));
      const asked = symbols === undefined || instant === undefined ? undefined : new Set(symbols);
      return [...bySymbol.values()]
        .filter(({ symbol }) => asked?.has(symbol) ?? true)
        .sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    },
    put: async (instruments) => {
      if (instruments.length > 0) writing(scope, 'prices');
      for (const instrument of instruments) {
        const row = rowOf(owner, instrument);
        await keepBefore(scope, 'instrument', instrument.symbol, await find(instrument.symbol));
        await db
          .insertInto('instruments')
          .values(row)
          .onConflict((conflict) => conflict.columns(['owner', 'symbol']).doUpdateSet(row))
          .execute();
      }
    },
    delete: async (symbol) => {
      writing(scope, 'prices');
      const before = await find(symbol);
      if (before === null) return false;
      await keepBefore(scope, 'instrument', symbol, before);
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
