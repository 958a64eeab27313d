import { type Day, dec, equals } from '@tidemark/engine';
import {
  type DividendRecord,
  type MarketDividend,
  type MarketSplit,
  SHARED_OWNER,
  type SplitRecord,
} from '../ports/index.ts';
import { type Asked, fallThrough } from './fall-through.ts';
import type { FeedWorld } from './price-feed.ts';
import { sourceOrder } from './source-order.ts';

/** Two sources may differ by so many days about one and the same split or dividend. */
const SAME_WITHIN_DAYS = 7;

export interface ActionsRound extends Asked {
  /** Splits and dividends that are new. */
  readonly splits: readonly SplitRecord[];
  readonly dividends: readonly DividendRecord[];
}

/**
 * Brings the splits and dividends of symbols from…to into the store, for all users: each once, whoever tells it.
 * A split counts from then on wherever the ledger has not got it; a dividend is proposed, never booked.
 */
export async function fetchActions(
  { store, sources, clock }: FeedWorld,
  symbols: readonly string[],
  from: Day,
  to: Day,
): Promise<ActionsRound> {
  const order = await sourceOrder(store, sources);
  const splits: SplitRecord[] = [];
  const dividends: DividendRecord[] = [];
  const asked = await fallThrough(order, symbols, (source, some) =>
    source.corporateActions === undefined
      ? null
      : source.corporateActions(some, from, to).then(async (told) => {
          const now = clock.now();
          await store.write(SHARED_OWNER, async (tx) => {
            const known = await tx.splits.list(some);
            const added = told.splits.filter((one) => !known.some((other) => isSameSplit(one, other)));
            await tx.splits.put(added.map((one) => ({ ...one, recordedAt: now })));
            splits.push(...added.map((one) => ({ ...one, recordedAt: now })));
            const announced = await tx.dividends.list(some);
            const more = told.dividends.filter(
              (one) => !announced.some((other) => isSameDividend(one, other)),
            );
            await tx.dividends.put(more.map((one) => ({ ...one, recordedAt: now })));
            dividends.push(...more.map((one) => ({ ...one, recordedAt: now })));
          });
          return { without: told.failures };
        }),
  );
  // Who has sold what he held may hold some of it after a split, and the other way round.
  await store.holdings.forget([...new Set(splits.map(({ symbol }) => symbol))]);
  return { ...asked, splits, dividends };
}

const isSameSplit = (one: MarketSplit, other: SplitRecord): boolean =>
  one.symbol === other.symbol &&
  Math.abs(one.day - other.day) <= SAME_WITHIN_DAYS &&
  equals(dec(one.ratio), dec(other.ratio));

const isSameDividend = (one: MarketDividend, other: DividendRecord): boolean =>
  one.symbol === other.symbol &&
  Math.abs(one.exDay - other.exDay) <= SAME_WITHIN_DAYS &&
  equals(dec(one.amount), dec(other.amount));
