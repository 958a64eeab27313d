/** Where prices, rates, splits and dividends come from, behind the port MarketData. */
export { alpaca } from './alpaca/alpaca.ts';
export type { AlpacaOptions } from './alpaca/connection.ts';
export { configuredSources, type MarketDataSettings } from './configured.ts';
export { csvFolder } from './csv-folder/csv-folder.ts';
export { ecb } from './ecb/ecb.ts';
export { yahoo } from './yahoo/yahoo.ts';
