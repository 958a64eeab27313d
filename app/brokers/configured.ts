import type { ProviderWorld } from '../providers/index.ts';
import type { Broker, BrokerProvider } from '../service/ports/index.ts';
import { alpacaBroker } from './alpaca/alpaca.ts';

/** What the environment says of providers of brokers; absent where it says nothing. */
export interface BrokerSettings {
  readonly ALPACA_BASE_URL?: string;
}

/** The providers that users can connect through. */
export function configuredBrokers(
  { ALPACA_BASE_URL }: BrokerSettings,
  world: ProviderWorld,
): ReadonlyMap<BrokerProvider, Broker> {
  const brokers = [alpacaBroker(ALPACA_BASE_URL === undefined ? {} : { tradingUrl: ALPACA_BASE_URL }, world)];
  return new Map(brokers.map((broker) => [broker.provider, broker]));
}
