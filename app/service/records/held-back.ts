import type { HeldBackPrice } from '@tidemark/contract';
import { type Day, exactNumber, formatDay, normalize, parseDecimal, problem } from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import { WHOLE } from '../portfolio/portfolios.ts';
import {
  type HeldBackRecord,
  type OwnerReads,
  type OwnerWrites,
  SHARED_OWNER,
  type Store,
} from '../ports/index.ts';
import { Refusal, unknownId } from '../refusal.ts';
import { instantText, type ListDocument } from './documents.ts';
import { assumedCurrencies, priceDocuments } from './prices.ts';
import { quotesOf } from './quotes.ts';
import type { RecordWrite } from './record-write.ts';

type PriceDocument = Awaited<ReturnType<typeof priceDocuments>>[number];

/** Prices of the owner's symbols that are not believed, the newest first. */
export async function listHeldBack(
  tx: OwnerReads,
  own: readonly string[],
  { symbol, ...request }: PageRequest & { readonly symbol?: string | undefined },
): Promise<ListDocument<HeldBackPrice>> {
  const held = await tx.heldBack.list(own.filter((one) => one === (symbol ?? one)));
  const { items, nextCursor } = pageOf(held, request, ({ id }) => id);
  const unstated = items.filter(({ currency }) => currency === null).map((one) => one.symbol);
  const assumed = await assumedCurrencies(tx, [...new Set(unstated)]);
  return {
    items: items.map((one) => documentOf(one, one.currency ?? assumed.get(one.symbol) ?? '')),
    next_cursor: nextCursor,
  };
}

function documentOf(held: HeldBackRecord, currency: string): HeldBackPrice {
  const { id, symbol, day, price, previousPrice, source, reason, heldAt } = held;
  return {
    id,
    symbol,
    date: formatDay(day as Day),
    ...exactOrNull('price', price),
    said: price,
    ...exactOrNull('previous_price', previousPrice),
    currency,
    source,
    reason,
    held_at: instantText(heldAt),
  } as HeldBackPrice;
}

function exactOrNull(name: string, text: string | null) {
  const value = text === null ? null : parseDecimal(text);
  return value === null ? { [name]: null } : exactNumber(name, normalize(value));
}

/** Has the owner believe a price: from then on it is one of his own. Throws Refusal. */
export function releaseForOwner(id: string, own: readonly string[], now: number): RecordWrite<PriceDocument> {
  return {
    moves: WHOLE,
    apply: async (tx) => {
      const held = await releasable(tx, id, own);
      await believe(tx, held, now);
      return documentOfPrice(tx, held);
    },
  };
}

/** Has everybody believe a price; the answer is that of one who asked. Throws Refusal. */
export async function releaseForAll(
  store: Store,
  owner: string,
  id: string,
  own: readonly string[],
  now: number,
): Promise<PriceDocument> {
  const held = await releasable(store.of(owner), id, own);
  await store.write(SHARED_OWNER, async (tx) => {
    await believe(tx, held, now);
    const { symbol, price, currency, at, day, source } = held;
    const [latest] = await tx.latestPrices.list([symbol]);
    if (latest === undefined || latest.at <= at)
      await tx.latestPrices.put([{ symbol, price, currency, at, day, source, recordedAt: now }]);
  });
  return store.read(owner, (tx) => documentOfPrice(tx, held));
}

async function believe(tx: OwnerWrites, held: HeldBackRecord, now: number): Promise<void> {
  const { id, symbol, source, day, price, currency } = held;
  await tx.prices.put(source, [{ name: symbol, day, value: price, currency }], now);
  await tx.heldBack.release(id, now);
}

async function documentOfPrice(tx: OwnerReads, { symbol, day }: HeldBackRecord): Promise<PriceDocument> {
  const range = { from: day as Day, to: day as Day };
  const [document] = await priceDocuments(tx, await quotesOf(tx.prices, [symbol], range));
  if (document === undefined) throw new Error('a released price is not there');
  return document;
}

async function releasable(tx: OwnerReads, id: string, own: readonly string[]): Promise<HeldBackRecord> {
  const held = await tx.heldBack.find(id);
  if (held === null || !own.includes(held.symbol)) throw unknownId('held back price', id);
  if (held.reason !== 'not_a_number' && held.reason !== 'negative') return held;
  const message = `${JSON.stringify(held.price)} of ${held.source} is no price of ${held.symbol}`;
  throw new Refusal('invalid', [
    problem('price_invalid', { field: 'id' }, message, {
      symbol: held.symbol,
      remedy: 'State the price yourself: PUT /prices.',
    }),
  ]);
}
