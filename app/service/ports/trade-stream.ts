import type { MarketPrice, SymbolFailure } from './market-data.ts';
import type { ProviderError } from './provider-error.ts';

/** A trade as it happened; `caughtUp` where it was asked for after a cut. */
export interface StreamedTrade {
  readonly kind: 'trade';
  /** Within a symbol and day, the source's own; null where it was asked for. */
  readonly tradeId: string | null;
  readonly price: MarketPrice;
  readonly caughtUp: boolean;
}

/** What was said of a trade is replaced. `price` may be of another instant than the last one. */
export interface CorrectedTrade {
  readonly kind: 'corrected';
  /** The trade that does not count any more. */
  readonly tradeId: string;
  readonly correctedId: string;
  readonly price: MarketPrice;
}

/** A trade never was: where it gave the last price, the one before counts again. */
export interface CancelledTrade {
  readonly kind: 'cancelled';
  readonly symbol: string;
  readonly tradeId: string;
}

/** The connection: `live` after it was made and all symbols are subscribed and caught up. */
export type StreamState =
  | { readonly kind: 'live' }
  /** Symbols that it will not send: too many, unknown. */
  | { readonly kind: 'left_out'; readonly failures: readonly SymbolFailure[] }
  /** It makes the connection again at `again` (ms since 1970), or (null) never: somebody must correct the cause. */
  | { readonly kind: 'cut'; readonly error: ProviderError; readonly again: number | null };

export type StreamNotice = StreamedTrade | CorrectedTrade | CancelledTrade | StreamState;

/** An open stream. It connects itself again after a cut until it is closed. */
export interface TradeStream {
  /** From now on trades of exactly these symbols; those that are left out are told as `left_out`. */
  follow(symbols: readonly string[]): void;
  close(): Promise<void>;
}

/** Opens a stream; what it says comes to `listener`, in the order in which it came, until it is closed. */
export type OpenTradeStream = (listener: (notice: StreamNotice) => void) => TradeStream;
