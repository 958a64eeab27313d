import { type IntradayPrices, type IntradayPriceWrites, SHARED_OWNER } from '../../service/ports/index.ts';
import { quoteOf } from '../quotes/segment-bytes.ts';
import { pieces, type Scope, writing } from '../scope.ts';
import { lastOfBuckets } from '../seals/buckets.ts';
import {
  dayOf,
  instantOf,
  type MinutePrice,
  minuteOf,
  packPrices,
  unpackPrices,
} from '../seals/price-log.ts';
import type { IntradayPriceRow } from '../seals/rows.ts';

const COLUMNS = [
  ['owner', 'text'],
  ['symbol', 'text'],
  ['day', 'int'],
  ['currency', 'text'],
  ['data', 'blob'],
] as const;

const REPLACE =
  'on conflict (owner, symbol, day) do update set data = excluded.data, currency = excluded.currency';

export function intradayPricesOf(scope: Scope): IntradayPriceWrites {
  const { db, dialect, owner } = scope;
  const rows = db.selectFrom('intraday_prices').selectAll();
  const put = (changed: readonly IntradayPriceRow[]) =>
    dialect.insertMany(
      db,
      'intraday_prices',
      COLUMNS,
      changed.map((row) => [owner, row.symbol, row.day, row.currency, row.data]),
      REPLACE,
    );
  return {
    list: async (symbols, from, to) => {
      const found: IntradayPrices[] = [];
      for (const some of pieces([...new Set(symbols)].sort())) {
        const shared = rows.where('owner', '=', SHARED_OWNER).where('symbol', 'in', some);
        const days = shared.where('day', '>=', from).where('day', '<=', to);
        found.push(...(await days.orderBy('symbol').orderBy('day').execute()).map(recordOf));
      }
      return found;
    },
    record: async (at, prices) => {
      writing(scope, null);
      const [day, minute] = [dayOf(at), minuteOf(at)];
      const bySymbol = new Map(prices.map((price) => [price.symbol, price]));
      for (const symbols of pieces([...bySymbol.keys()])) {
        const known = await rows
          .where('owner', '=', owner)
          .where('symbol', 'in', symbols)
          .where('day', '=', day)
          .execute();
        const before = new Map(known.map((row) => [row.symbol, row]));
        const changed = symbols.map((symbol) => {
          const { price, currency } = bySymbol.get(symbol) as (typeof prices)[number];
          const data = withPrice(before.get(symbol)?.data, minute, price);
          return { owner, symbol, day, currency, data };
        });
        await put(changed);
      }
    },
    thin: async (from, to, bucketMs) => {
      writing(scope, null);
      const days = rows.where('owner', '=', owner).where('day', '>=', from).where('day', '<=', to);
      let gone = 0;
      const changed: IntradayPriceRow[] = [];
      for (const row of await days.execute()) {
        const all = unpackPrices(row.data);
        const kept = lastOfBuckets(all, (price) => instantOf(row.day, price.minute), bucketMs);
        gone += all.length - kept.length;
        if (kept.length < all.length) changed.push({ ...row, data: packPrices(kept) });
      }
      await put(changed);
      return gone;
    },
    removeBefore: async (day) => {
      writing(scope, null);
      const old = db.deleteFrom('intraday_prices').where('owner', '=', owner).where('day', '<', day);
      return Number((await old.executeTakeFirst()).numDeletedRows);
    },
  };
}

function withPrice(data: Uint8Array | undefined, minute: number, price: string): Uint8Array {
  const { units, scale } = quoteOf(price, 0);
  const earlier = data === undefined ? [] : unpackPrices(data);
  const others = earlier.filter((one) => one.minute !== minute);
  const after = others.findIndex((one) => one.minute > minute);
  others.splice(after < 0 ? others.length : after, 0, { minute, units, scale });
  return packPrices(others);
}

function recordOf({ symbol, currency, day, data }: IntradayPriceRow): IntradayPrices {
  const prices: readonly MinutePrice[] = unpackPrices(data);
  return {
    symbol,
    currency,
    day,
    minutes: Uint16Array.from(prices, ({ minute }) => minute),
    units: Float64Array.from(prices, ({ units }) => units),
    scales: Uint8Array.from(prices, ({ scale }) => scale),
  };
}
