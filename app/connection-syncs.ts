import type { Log } from './api/index.ts';
import { configuredBrokers } from './brokers/index.ts';
import { realClock } from './clock.ts';
import type { ProviderWorld } from './providers/index.ts';
import { Secrets } from './secrets/index.ts';
import { ConnectionSyncs, type ConnectionWorld } from './service/connections/index.ts';
import type { Settings } from './settings.ts';

/** Connections to brokers over the providers that are set up; their credentials are sealed by the program's secret. */
export function connectionSyncs(
  { store, editor, clock }: Pick<ConnectionWorld, 'store' | 'editor' | 'clock'>,
  settings: Settings,
  secret: string,
  world: ProviderWorld,
  log: Log,
): ConnectionSyncs {
  const brokers = configuredBrokers(settings, world);
  const sealing = new Secrets(secret);
  return new ConnectionSyncs({ store, editor, clock, realClock, brokers, sealing }, (error) =>
    log.error({ err: error }, 'a sync of a connection has failed'),
  );
}
