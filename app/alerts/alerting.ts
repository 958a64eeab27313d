import type { Clock, OwnedIncident, Portfolios, Store } from '../service/index.ts';
import { incidentKindOf as kindOf } from '../service/records/index.ts';
import { type DeliveryWorld, deliver } from './deliveries.ts';
import { failedCaptures, type Look, lostConnections, providersDown } from './faults.ts';
import { figureLooks } from './figure-alerts.ts';
import type { ProviderHealth } from './provider-health.ts';
import { tell, type Ways } from './telling.ts';

export interface AlertingWorld extends DeliveryWorld {
  readonly store: Store;
  readonly portfolios: Portfolios;
  readonly clock: Clock;
  readonly health: ProviderHealth;
  /** So long a provider fails before it is told. */
  readonly patienceMs: number;
  readonly ways: Ways;
  /** Told, once for each beginning and end, on the node that was first. */
  readonly log: (incident: OwnedIncident) => void;
}

/**
 * Sees what is wrong, keeps it as incidents, and has them told: each once when it begins and once when it is over. It
 * looks at what is there, so a turn that comes late, twice or on two nodes does no harm; nothing waits for it.
 */
export class Alerting {
  private readonly world: AlertingWorld;
  private openCount = 0;
  private capturedAt: number | null = null;

  constructor(world: AlertingWorld) {
    this.world = world;
  }

  /** Incidents that are open, as of the last turn. */
  get open(): number {
    return this.openCount;
  }

  /** When a close was captured last, as of the last turn; null where none was. */
  get lastCaptureAt(): number | null {
    return this.capturedAt;
  }

  async turn(): Promise<void> {
    const { store, health, clock, patienceMs } = this.world;
    const now = clock.now();
    await this.settle(await failedCaptures(store));
    await this.settle(await lostConnections(store));
    await this.settle(await providersDown(store, health, now, patienceMs));
    for (const look of await figureLooks(this.world)) await this.settle(look);
    await this.tellAll();
    await deliver(this.world);
    this.openCount = (await store.watch.openIncidents()).length;
    this.capturedAt = await store.watch.lastCaptureAt();
  }

  /** Begins what is wrong and was not before; ends what is over. */
  private async settle({ kind, wrong, isOver }: Look): Promise<void> {
    const { store, clock } = this.world;
    const now = clock.now();
    const open = (await store.watch.openIncidents()).filter(({ subject }) => kindOf(subject) === kind);
    const keyOf = ({ owner, subject }: { owner: string; subject: string }) => `${owner}\n${subject}`;
    const known = new Map(open.map((one) => [keyOf(one), one]));
    for (const one of wrong) {
      const before = known.get(keyOf(one));
      known.delete(keyOf(one));
      if (before?.message === one.message) continue;
      await store.write(one.owner, (tx) => tx.incidents.begin(one.subject, one.message, now));
    }
    for (const one of known.values())
      if (isOver(one)) await store.write(one.owner, (tx) => tx.incidents.end(one.subject, now));
  }

  private async tellAll(): Promise<void> {
    const { store, ways, clock, log } = this.world;
    for (const incident of await store.watch.untold())
      if (await tell(store, incident, ways, clock.now())) log(incident);
  }
}
