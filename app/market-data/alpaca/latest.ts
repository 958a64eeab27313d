import { type Day, instant, utcToLocal } from '@tidemark/engine';
import { z } from 'zod';
import { wireDecimal, wireInstant } from '../../providers/index.ts';
import type { Answer, MarketPrice, SymbolFailure } from '../../service/ports/index.ts';
import { isFailure, readOf, unknownSymbol } from '../answer.ts';
import { ALPACA, type AlpacaConnection, isCrypto } from './connection.ts';
import { askByKind } from './symbol-lists.ts';

const ANSWER = z.object({ trades: z.record(z.string(), z.unknown()), currency: z.string().optional() });
const TRADE = z.object({ t: wireInstant, p: wireDecimal });

/** The last trades of symbols. One that Alpaca does not know is missing from its answer. */
export function latestPrices(
  { data, options }: AlpacaConnection,
  symbols: readonly string[],
): Promise<Answer<MarketPrice>> {
  return askByKind(symbols, async (some, crypto) => {
    const path = crypto ? '/v1beta3/crypto/us/latest/trades' : '/v2/stocks/trades/latest';
    const feed = crypto ? undefined : options.feed;
    const answer = await data.json(path, { symbols: some.join(','), feed }, ANSWER);
    const rows: MarketPrice[] = [];
    const failures: SymbolFailure[] = [];
    for (const symbol of some) {
      const given = answer.trades[symbol];
      const trade =
        given === undefined
          ? unknownSymbol(ALPACA, symbol)
          : readOf(ALPACA, symbol, `trades.${symbol}`, given, TRADE);
      if (isFailure(trade)) failures.push(trade);
      else rows.push(priceOf(symbol, trade.p, trade.t, answer.currency));
    }
    return { rows, failures };
  });
}

/** A price of an instant (ms since 1970). */
export const priceOf = (symbol: string, price: string, at: number, currency?: string): MarketPrice => ({
  symbol,
  price,
  at,
  day: exchangeDay(symbol, at),
  ...currencyAndSource(symbol, currency),
});

/** The day of an instant in New York, of a pair in UTC. */
export function exchangeDay(symbol: string, at: number): Day {
  return utcToLocal(isCrypto(symbol) ? 'UTC' : 'America/New_York', instant(Math.floor(at / 1000))).day;
}

/** Of a pair the second currency, of a stock what the answer says, which is US dollars where it does not. */
export const currencyAndSource = (symbol: string, stated: string | undefined) => ({
  currency: symbol.split('/')[1] ?? stated ?? 'USD',
  source: ALPACA,
});
