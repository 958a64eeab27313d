import type { ProviderWorld } from '../providers/index.ts';
import type { MarketData } from '../service/ports/index.ts';
import { alpaca } from './alpaca/alpaca.ts';
import { csvFolder } from './csv-folder/csv-folder.ts';
import { ecb } from './ecb/ecb.ts';
import { yahoo } from './yahoo/yahoo.ts';

/** What the environment says of sources of market data; absent where it says nothing. */
export interface MarketDataSettings {
  readonly ALPACA_API_KEY?: string;
  readonly ALPACA_SECRET_KEY?: string;
  readonly ALPACA_BASE_URL?: string;
  readonly ALPACA_DATA_URL?: string;
  readonly YAHOO_BASE_URL?: string;
  readonly ECB_BASE_URL?: string;
  readonly PRICE_FOLDER?: string;
}

/**
 * The sources that are set up, in the order in which they are asked: a folder of files, Alpaca where there is a key,
 * Yahoo where its address is set (it is unofficial, so nobody asks it unbidden), the ECB.
 */
export function configuredSources(settings: MarketDataSettings, world: ProviderWorld): readonly MarketData[] {
  const { ALPACA_API_KEY: keyId, ALPACA_SECRET_KEY: secretKey } = settings;
  const { ALPACA_BASE_URL, ALPACA_DATA_URL, YAHOO_BASE_URL, ECB_BASE_URL, PRICE_FOLDER } = settings;
  const sources: MarketData[] = [];
  if (PRICE_FOLDER !== undefined) sources.push(csvFolder(PRICE_FOLDER));
  if (keyId !== undefined && secretKey !== undefined) {
    const urls = {
      ...(ALPACA_BASE_URL !== undefined && { tradingUrl: ALPACA_BASE_URL }),
      ...(ALPACA_DATA_URL !== undefined && { dataUrl: ALPACA_DATA_URL }),
    };
    sources.push(alpaca({ keyId, secretKey, ...urls }, world));
  }
  if (YAHOO_BASE_URL !== undefined) sources.push(yahoo({ baseUrl: YAHOO_BASE_URL }, world));
  sources.push(ecb(ECB_BASE_URL === undefined ? {} : { baseUrl: ECB_BASE_URL }, world));
  return sources;
}
