import type { ProviderWorld } from '../providers/index.ts';
import type { Broker, BrokerProvider } from '../service/ports/index.ts';
import { alpacaBroker } from './alpaca/alpaca.ts';
import { plaidBroker } from './plaid/plaid.ts';
import { snapTradeBroker } from './snaptrade/snaptrade.ts';

/** What the environment says of providers of brokers; absent where it says nothing. */
export interface BrokerSettings {
  readonly ALPACA_BASE_URL?: string;
  readonly SNAPTRADE_CLIENT_ID?: string;
  readonly SNAPTRADE_CONSUMER_KEY?: string;
  readonly SNAPTRADE_BASE_URL?: string;
  readonly PLAID_CLIENT_ID?: string;
  readonly PLAID_SECRET?: string;
  readonly PLAID_BASE_URL?: string;
}

/** The providers that users can connect through. */
export function configuredBrokers(
  settings: BrokerSettings,
  world: ProviderWorld,
): ReadonlyMap<BrokerProvider, Broker> {
  const { ALPACA_BASE_URL: tradingUrl, SNAPTRADE_BASE_URL: baseUrl } = settings;
  const { SNAPTRADE_CLIENT_ID: clientId, SNAPTRADE_CONSUMER_KEY: consumerKey } = settings;
  const keys = clientId !== undefined && consumerKey !== undefined ? { keys: { clientId, consumerKey } } : {};
  const { PLAID_CLIENT_ID, PLAID_SECRET, PLAID_BASE_URL } = settings;
  const brokers = [
    alpacaBroker(tradingUrl === undefined ? {} : { tradingUrl }, world),
    snapTradeBroker({ ...keys, ...(baseUrl !== undefined && { baseUrl }) }, world),
  ];
  if (PLAID_CLIENT_ID !== undefined && PLAID_SECRET !== undefined) {
    const address = PLAID_BASE_URL === undefined ? {} : { baseUrl: PLAID_BASE_URL };
    brokers.push(plaidBroker({ clientId: PLAID_CLIENT_ID, secret: PLAID_SECRET, ...address }, world));
  }
  return new Map(brokers.map((broker) => [broker.provider, broker]));
}
