import { ProviderHttp, type ProviderWorld } from '../../providers/index.ts';
import type { ProviderErrorKind } from '../../service/ports/index.ts';

export const ALPACA = 'alpaca';

export interface AlpacaOptions {
  readonly keyId: string;
  readonly secretKey: string;
  /** Prices, bars, corporate actions and the stream. */
  readonly dataUrl?: string;
  /** Calendar and clock. */
  readonly tradingUrl?: string;
  /** The exchange, or the tape, that latest trades are of. */
  readonly feed?: 'iex' | 'sip' | 'delayed_sip';
  /** By the plan: 200 for Basic, 10,000 for Algo Trader Plus. */
  readonly requestsAMinute?: number;
  /** How many symbols the plan streams. */
  readonly streamSymbolsMax?: number;
}

export const ALPACA_DEFAULTS = {
  dataUrl: 'https://data.alpaca.markets',
  tradingUrl: 'https://api.alpaca.markets',
  feed: 'iex',
  requestsAMinute: 200,
  streamSymbolsMax: 30,
} as const;

/** What all requests to Alpaca share. */
export interface AlpacaConnection {
  readonly options: AlpacaOptions & Required<Omit<AlpacaOptions, 'keyId' | 'secretKey'>>;
  readonly data: ProviderHttp;
  readonly trading: ProviderHttp;
  readonly world: ProviderWorld;
}

export function connectAlpaca(given: AlpacaOptions, world: ProviderWorld): AlpacaConnection {
  const options = { ...ALPACA_DEFAULTS, ...given };
  const headers = { 'APCA-API-KEY-ID': options.keyId, 'APCA-API-SECRET-KEY': options.secretKey };
  const http = (baseUrl: string, requestsAMinute: number) =>
    new ProviderHttp({ provider: ALPACA, baseUrl, headers, requestsAMinute, judge }, world);
  return {
    options,
    data: http(options.dataUrl, options.requestsAMinute),
    // The trading API has a limit of its own.
    trading: http(options.tradingUrl, ALPACA_DEFAULTS.requestsAMinute),
    world,
  };
}

/** 403 stands for a wrong key as well as for a plan that does not cover the question: only its words tell. */
function judge(status: number, body: string): ProviderErrorKind | null {
  if (status !== 403) return null;
  return /subscription|permit|entitle|upgrade/i.test(body) ? 'not_entitled' : 'auth';
}

/** Pairs of crypto currencies have endpoints of their own. */
export const isCrypto = (symbol: string): boolean => symbol.includes('/');

/** A symbol that a list of symbols can carry. */
export const canBeAsked = (symbol: string): boolean => /^[A-Za-z0-9.\-/]{1,24}$/.test(symbol);
