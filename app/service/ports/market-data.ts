import type { Day } from '@tidemark/engine';
import type { ProviderErrorKind } from './provider-error.ts';
import type { OpenTradeStream } from './trade-stream.ts';

/** So many symbols may be asked for at once. */
export const SYMBOLS_A_REQUEST_MAX = 100;

/** What stands beside every figure of a provider. Currencies are whole ones: pence have become pounds. */
export interface Quoted {
  readonly symbol: string;
  /** ISO 4217 or a crypto currency's code; null where the source states none: the instrument's counts. */
  readonly currency: string | null;
  /** The provider's name. */
  readonly source: string;
}

/** A price and the instant it is of. */
export interface MarketPrice extends Quoted {
  /** Exact decimal text: what was paid then, not adjusted for later splits. */
  readonly price: string;
  /** The exchange's day of that instant. */
  readonly day: Day;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
}

/** Prices within a time, exact decimal text, not adjusted for later splits. Null: the provider does not say. */
interface Prices {
  readonly open: string | null;
  readonly high: string | null;
  readonly low: string | null;
  readonly close: string;
}

/** A session of an instrument, by its exchange's day. */
export interface DailyBar extends Quoted, Prices {
  readonly day: Day;
}

export const BAR_MINUTES = [1, 5, 15, 30, 60] as const;
export type BarMinutes = (typeof BAR_MINUTES)[number];

/** A part of a session. */
export interface IntradayBar extends Quoted, Prices {
  /** Its beginning, milliseconds since 1970, UTC. */
  readonly from: number;
}

export interface MarketSplit {
  readonly symbol: string;
  /** First session on the new basis. */
  readonly day: Day;
  /** New units per old, exact decimal text. */
  readonly ratio: string;
  readonly source: string;
}

export interface MarketDividend extends Quoted {
  /** First session without the right to it. */
  readonly exDay: Day;
  /** Null where the provider does not say. */
  readonly payDay: Day | null;
  /** For one unit as they were before the ex-day's session, gross, exact decimal text. */
  readonly amount: string;
}

/** A rate of a day: units of the second currency for one of the first. */
export interface MarketRate {
  /** `EURUSD`. */
  readonly pair: string;
  readonly day: Day;
  /** Exact decimal text. */
  readonly rate: string;
  readonly source: string;
}

export interface MarketSession {
  readonly day: Day;
  /** Milliseconds since 1970, UTC. */
  readonly open: number;
  readonly close: number;
}

export interface MarketClock {
  /** The provider's time; milliseconds since 1970, UTC, as the others. */
  readonly at: number;
  readonly isOpen: boolean;
  readonly nextOpen: number;
  readonly nextClose: number;
}

/** Why a symbol has no answer: it is not known there, it has none, or what was wrong with the provider. */
export type SymbolFailureReason = 'unknown_symbol' | 'no_data' | ProviderErrorKind;

export interface SymbolFailure {
  readonly symbol: string;
  readonly reason: SymbolFailureReason;
  /** In words, without secrets. */
  readonly message: string;
}

/** What came, and of which symbols nothing did. Every symbol asked for is in one of them. */
export interface Answer<Row> {
  readonly rows: readonly Row[];
  readonly failures: readonly SymbolFailure[];
}

export interface CorporateActions {
  readonly splits: readonly MarketSplit[];
  readonly dividends: readonly MarketDividend[];
  readonly failures: readonly SymbolFailure[];
}

/** How often a provider may be asked. */
export interface ProviderLimits {
  readonly requestsAMinute: number;
  /** How many symbols one request for latest prices covers. */
  readonly symbolsARequest: number;
}

/**
 * A source of market data. What it can do it has as a method, and only that: a source without `stream` has no
 * stream. Symbols are those of the ledger; at most SYMBOLS_A_REQUEST_MAX at once. Days and instants include both
 * ends. Each method throws a ProviderError where nothing could be had at all.
 */
export interface MarketData {
  /** 'alpaca', 'yahoo', 'ecb', 'csv'. */
  readonly name: string;
  /** Null: no limit but the machine's. */
  readonly limits: ProviderLimits | null;
  latestPrices?(symbols: readonly string[]): Promise<Answer<MarketPrice>>;
  /** By symbol and day. The bar of a session that goes on is as it stands. */
  dailyBars?(symbols: readonly string[], from: Day, to: Day): Promise<Answer<DailyBar>>;
  /** By symbol and beginning. */
  intradayBars?(
    symbols: readonly string[],
    from: number,
    to: number,
    minutes: BarMinutes,
  ): Promise<Answer<IntradayBar>>;
  /** By symbol and day; a symbol without any is no failure. */
  corporateActions?(symbols: readonly string[], from: Day, to: Day): Promise<CorporateActions>;
  /** By day and pair. Days without rates are left out. */
  rates?(from: Day, to: Day): Promise<readonly MarketRate[]>;
  calendar?(from: Day, to: Day): Promise<readonly MarketSession[]>;
  clock?(): Promise<MarketClock>;
  readonly stream?: OpenTradeStream;
}
