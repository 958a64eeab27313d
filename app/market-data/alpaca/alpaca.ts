import type { ProviderWorld } from '../../providers/index.ts';
import { type MarketData, SYMBOLS_A_REQUEST_MAX } from '../../service/ports/index.ts';
import { corporateActions } from './actions.ts';
import { dailyBars, intradayBars } from './bars.ts';
import { ALPACA, type AlpacaOptions, connectAlpaca } from './connection.ts';
import { latestPrices } from './latest.ts';
import { calendar, clock } from './sessions.ts';
import { AlpacaStream } from './stream.ts';

/** Alpaca's market data: US stocks and ETFs, and pairs of crypto currencies as BTC/USD. */
export function alpaca(options: AlpacaOptions, world: ProviderWorld): MarketData {
  const connection = connectAlpaca(options, world);
  const { requestsAMinute } = connection.options;
  return {
    name: ALPACA,
    limits: { requestsAMinute, symbolsARequest: SYMBOLS_A_REQUEST_MAX },
    latestPrices: (symbols) => latestPrices(connection, symbols),
    dailyBars: (symbols, from, to) => dailyBars(connection, symbols, from, to),
    intradayBars: (symbols, from, to, minutes) => intradayBars(connection, symbols, from, to, minutes),
    corporateActions: (symbols, from, to) => corporateActions(connection, symbols, from, to),
    calendar: (from, to) => calendar(connection, from, to),
    clock: () => clock(connection),
    stream: (listener) => new AlpacaStream(connection, listener),
  };
}
