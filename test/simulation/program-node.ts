import { Log, Metrics } from '../../app/api/index.ts';
import type { Schedule } from '../../app/capture/index.ts';
import { captureBy, scheduleBy } from '../../app/capturing.ts';
import type { ProviderWorld } from '../../app/providers/index.ts';
import { type Clock, LatestPrices, LedgerEditor, Portfolios, type Store } from '../../app/service/index.ts';
import type { Settings } from '../../app/settings.ts';
import { openStore } from '../../app/storage/index.ts';
import { Killed, KillSwitch, killable } from './kill-switch.ts';

/** What nodes share: a database, a clock, providers, settings. */
export interface NodeWorld {
  readonly database: string;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Told of what goes wrong in a turn. */
  readonly fault: (error: unknown) => void;
  /** The store as nodes see it: a canary plants its fault here. */
  readonly seen: (store: Store) => Store;
}

/** The program without its doors: as `serve` puts it together, with a switch that ends it. */
export class ProgramNode {
  readonly kill = new KillSwitch();
  readonly store: Store;
  readonly portfolios: Portfolios;
  readonly editor: LedgerEditor;
  private readonly schedule: Schedule;
  private readonly real: Store;
  private readonly world: NodeWorld;

  private constructor(world: NodeWorld, real: Store) {
    const { clock, settings, sleep, random } = world;
    this.world = world;
    this.real = real;
    this.store = killable(world.seen(real), this.kill);
    const elapsed = () => clock.now();
    this.portfolios = new Portfolios(this.store, clock, new LatestPrices(this.store, elapsed));
    this.editor = new LedgerEditor(this.store, this.portfolios, clock);
    const providers: ProviderWorld = {
      clock,
      random,
      sleep: (ms) => this.kill.call(() => sleep(ms)),
      answered: () => this.kill.check(),
    };
    const capture = captureBy(settings, { store: this.store, portfolios: this.portfolios, clock }, providers);
    const log = new Log({ level: 'silent', write: () => {}, now: clock.now });
    this.schedule = scheduleBy(capture, settings, log, new Metrics());
  }

  static async start(world: NodeWorld): Promise<ProgramNode> {
    const { store } = await openStore({ database: world.database, clock: world.clock });
    return new ProgramNode(world, store);
  }

  /** What the program's loop does again and again. False where it was killed. */
  async turn(): Promise<boolean> {
    try {
      await this.schedule.turn();
    } catch (error) {
      if (!this.kill.isDead) this.world.fault(error);
      else if (!(error instanceof Killed)) this.world.fault(error);
    }
    return !this.kill.isDead;
  }

  close(): Promise<void> {
    return this.real.close();
  }
}
