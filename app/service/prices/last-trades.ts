import type { CancelledTrade, CorrectedTrade, MarketPrice, StreamedTrade } from '../ports/index.ts';

/** So many trades of a symbol are remembered, to go back to. */
const TRADES_MAX = 32;

interface Trade {
  readonly id: string | null;
  readonly price: MarketPrice;
}

/** What a notice did to the last price of a symbol; `price` null: it must be asked for again. */
export interface LastPriceChange {
  readonly symbol: string;
  readonly price: MarketPrice | null;
}

/** The last prices by a stream of trades, corrections and cancellations: a trade that never was gives no last price. */
export class LastTrades {
  private readonly bySymbol = new Map<string, Trade[]>();

  /** Null where the last price is what it was. */
  apply(notice: StreamedTrade | CorrectedTrade | CancelledTrade): LastPriceChange | null {
    if (notice.kind === 'trade') return this.add({ id: notice.tradeId, price: notice.price });
    if (notice.kind === 'cancelled') return this.without(notice.symbol, notice.tradeId, null);
    const corrected = { id: notice.correctedId, price: notice.price };
    return this.without(notice.price.symbol, notice.tradeId, corrected);
  }

  /** The symbols that are not followed any more. */
  forget(symbols: readonly string[]): void {
    for (const symbol of symbols) this.bySymbol.delete(symbol);
  }

  /** Trades may come out of order: the one with the latest instant counts. */
  private add(trade: Trade): LastPriceChange | null {
    const { symbol } = trade.price;
    const trades = this.bySymbol.get(symbol) ?? [];
    const before = trades.at(-1);
    const place = trades.findLastIndex(({ price }) => price.at <= trade.price.at) + 1;
    this.bySymbol.set(symbol, trades.toSpliced(place, 0, trade).slice(-TRADES_MAX));
    return this.changed(symbol, before);
  }

  private without(symbol: string, id: string, instead: Trade | null): LastPriceChange | null {
    const trades = this.bySymbol.get(symbol) ?? [];
    const at = trades.findIndex((trade) => trade.id === id);
    // A trade that was asked for has no id: it may be the one that never was.
    if (at < 0) return trades.at(-1)?.id === null ? { symbol, price: null } : null;
    const before = trades.at(-1);
    // What was said of the trade is replaced where it stood, at its own instant.
    const kept =
      instead === null ? [] : [{ id: instead.id, price: { ...instead.price, at: trades[at].price.at } }];
    this.bySymbol.set(symbol, trades.toSpliced(at, 1, ...kept));
    return this.changed(symbol, before);
  }

  private changed(symbol: string, before: Trade | undefined): LastPriceChange | null {
    const now = this.bySymbol.get(symbol)?.at(-1);
    if (now === before) return null;
    return { symbol, price: now?.price ?? null };
  }
}
