import type { Day } from '@tidemark/engine';
import { expect, test } from 'vitest';
import type { MarketPrice } from '../ports/index.ts';
import { LastTrades } from './last-trades.ts';

const paid = (price: string, at: number): MarketPrice => ({
  symbol: 'ACME',
  price,
  at,
  day: 19_886 as Day,
  currency: 'USD',
  source: 'feed',
});
const trade = (tradeId: string | null, price: string, at: number) =>
  ({ kind: 'trade', tradeId, price: paid(price, at), caughtUp: tradeId === null }) as const;
const cancelled = (tradeId: string) => ({ kind: 'cancelled', symbol: 'ACME', tradeId }) as const;

test('a cancelled trade gives the last price back to the one before', () => {
  const trades = new LastTrades();
  expect(trades.apply(trade('1', '10', 1))?.price?.price).toBe('10');
  expect(trades.apply(trade('2', '99', 2))?.price?.price).toBe('99');
  expect(trades.apply(cancelled('2'))).toEqual({ symbol: 'ACME', price: paid('10', 1) });
  expect(trades.apply(cancelled('2'))).toBeNull();
});

test('where the only trade is cancelled, its price must be asked for', () => {
  const trades = new LastTrades();
  trades.apply(trade('1', '10', 1));
  expect(trades.apply(cancelled('1'))).toEqual({ symbol: 'ACME', price: null });
});

test('a correction takes the place of its trade; of an earlier one it changes no last price', () => {
  const trades = new LastTrades();
  trades.apply(trade('1', '10', 1));
  trades.apply(trade('2', '11', 2));
  const corrected = (tradeId: string, price: string) =>
    ({ kind: 'corrected', tradeId, correctedId: `${tradeId}c`, price: paid(price, 5) }) as const;
  expect(trades.apply(corrected('1', '10.5'))).toBeNull();
  expect(trades.apply(corrected('2', '11.5'))?.price?.price).toBe('11.5');
  expect(trades.apply(cancelled('2c'))?.price?.price).toBe('10.5');
});

test('a trade that comes late changes no last price, and counts when the later one is cancelled', () => {
  const trades = new LastTrades();
  trades.apply(trade('2', '11', 2));
  expect(trades.apply(trade('1', '10', 1))).toBeNull();
  expect(trades.apply(cancelled('2'))?.price?.price).toBe('10');
});

test('a cancelled trade that is not known may be the one that was asked for', () => {
  const trades = new LastTrades();
  trades.apply(trade(null, '10', 1));
  expect(trades.apply(cancelled('7'))).toEqual({ symbol: 'ACME', price: null });
  trades.apply(trade('8', '11', 2));
  expect(trades.apply(cancelled('7'))).toBeNull();
  trades.forget(['ACME']);
  expect(trades.apply(cancelled('8'))).toBeNull();
});
