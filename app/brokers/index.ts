/** Providers of brokers' accounts, behind the port Broker. */
export { type AlpacaBrokerOptions, alpacaBroker } from './alpaca/alpaca.ts';
export { type BrokerSettings, configuredBrokers } from './configured.ts';
export { type PlaidOptions, plaidBroker } from './plaid/plaid.ts';
export { type SnapTradeOptions, snapTradeBroker } from './snaptrade/snaptrade.ts';
