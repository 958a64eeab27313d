import { type DividendWrites, SHARED_OWNER } from '../../service/ports/index.ts';
import { pieces, type Scope, writing } from '../scope.ts';

export function dividendsOf(scope: Scope): DividendWrites {
  const { db, owner } = scope;
  return {
    list: async (symbols) => {
      const found = [];
      for (const some of pieces([...new Set(symbols)].sort())) {
        const rows = await db
          .selectFrom('dividends')
          .selectAll()
          .where('owner', '=', SHARED_OWNER)
          .where('symbol', 'in', some)
          .orderBy('symbol')
          .orderBy('ex_day')
          .execute();
        found.push(...rows);
      }
      return found.map(({ symbol, ex_day, pay_day, amount, currency, source, recorded_at }) => ({
        symbol,
        exDay: ex_day,
        payDay: pay_day,
        amount,
        currency,
        source,
        recordedAt: recorded_at,
      }));
    },
    put: async (dividends) => {
      writing(scope, null);
      for (const { symbol, exDay, payDay, amount, currency, source, recordedAt } of dividends) {
        const said = { pay_day: payDay, amount, currency, source, recorded_at: recordedAt };
        await db
          .insertInto('dividends')
          .values({ owner, symbol, ex_day: exDay, ...said })
          .onConflict((conflict) => conflict.columns(['owner', 'symbol', 'ex_day']).doUpdateSet(said))
          .execute();
      }
    },
  };
}
