import type { Store } from '../../app/service/index.ts';
import { addAccount, newUser } from '../../app/service/records/index.ts';
import { alpacaStandIn, KEYS } from '../stand-ins/alpaca.ts';
import { ecbStandIn } from '../stand-ins/ecb.ts';
import type { StandIn } from '../stand-ins/http.ts';
import { Draw } from './draw.ts';
import type { PlannedKill } from './faults.ts';
import type { Plan } from './plan.ts';
import { type NodeWorld, ProgramNode } from './program-node.ts';
import { faultOf } from './provider-faults.ts';
import { toldOf } from './told-market.ts';
import type { PlannedStatement } from './workload.ts';

const MINUTE_MS = 60_000;
/** After it another node takes up what a dead one has begun. */
const LEASE_MS = 10 * MINUTE_MS;
/** Of turns, in per cent, that both nodes take at the same time. */
const TOGETHER = 10;

const NEW_ACCOUNT = {
  type: 'margin',
  time_zone: 'America/New_York',
  lot_method: 'fifo',
  allow_short: true,
} as const;

export interface WorldOptions {
  readonly database: string;
  readonly nodes: number;
  /** What nodes see of the store; the store itself unless a test plants a fault. */
  readonly seen?: (store: Store) => Store;
}

export interface Tally {
  turns: number;
  outages: number;
  kills: number;
  storms: number;
  corrections: number;
}

/** The program at work by a plan: nodes over one database, providers that fail, users, and the clock of them all. */
export class SimulatedWorld {
  now: number;
  readonly plan: Plan;
  readonly tally: Tally = { turns: 0, outages: 0, kills: 0, storms: 0, corrections: 0 };
  readonly faults: unknown[] = [];
  private readonly options: WorldOptions;
  private readonly draw: Draw;
  private readonly accountIds = new Map<string, string>();
  private readonly ids = new Map<string, string>();
  private readonly stormsMet = new Set<number>();
  private turnedAt = 0;
  private servers: StandIn[] = [];
  private nodeWorld: NodeWorld | null = null;
  nodes: ProgramNode[] = [];

  private constructor(plan: Plan, options: WorldOptions) {
    this.plan = plan;
    this.options = options;
    this.draw = new Draw(plan.seed + 1);
    this.now = Math.min(plan.turns[0], plan.statements[0].at) - 60 * MINUTE_MS;
  }

  static async begin(plan: Plan, options: WorldOptions): Promise<SimulatedWorld> {
    const world = new SimulatedWorld(plan, options);
    const told = toldOf(plan.market, () => world.now);
    const alpaca = await alpacaStandIn(told, (request) => {
      const fault = faultOf(plan.faults.provider, world.now, request);
      if (fault !== null) world.noteStorm(request.path);
      return fault;
    });
    world.servers = [alpaca, await ecbStandIn(told)];
    const [prices, rates] = world.servers.map(({ address }) => address);
    const settings = {
      ALPACA_API_KEY: KEYS.keyId,
      ALPACA_SECRET_KEY: KEYS.secretKey,
      ALPACA_DATA_URL: prices,
      ALPACA_BASE_URL: prices,
      ECB_BASE_URL: rates,
    };
    world.nodeWorld = {
      database: options.database,
      clock: { now: () => world.now },
      settings,
      random: () => world.draw.below(1_000) / 1_000,
      sleep: async (ms) => {
        world.now += ms;
      },
      fault: (error) => world.faults.push(error),
      seen: options.seen ?? ((store) => store),
    };
    await world.wake();
    await world.settle();
    // As a program does when it begins.
    await world.turn();
    return world;
  }

  /** Everybody and his accounts. */
  private async settle(): Promise<void> {
    const [{ store }] = this.nodes;
    const clock = { now: () => this.now };
    for (const owner of new Set(this.plan.accounts.map((one) => one.owner))) {
      await newUser(store, owner, clock);
      for (const { id, ...own } of this.plan.accounts.filter((one) => one.owner === owner)) {
        const { currency, calendar } = own;
        const body = { ...NEW_ACCOUNT, name: id, currency, calendar };
        const made = await store.write(owner, (tx) => addAccount(body, this.now).apply(tx));
        this.accountIds.set(`${owner} ${id}`, made.id);
      }
    }
  }

  get isAsleep(): boolean {
    return this.nodes.length === 0;
  }

  /** Starts nodes over the database as it is. */
  async wake(): Promise<void> {
    while (this.nodes.length < this.options.nodes)
      this.nodes.push(await ProgramNode.start(this.nodeWorld as NodeWorld));
  }

  async sleep(): Promise<void> {
    this.tally.outages++;
    for (const node of this.nodes.splice(0)) await node.close();
  }

  arm(kill: PlannedKill): void {
    this.nodes[kill.node % this.nodes.length].kill.arm(kill);
  }

  /** All nodes do what is due, the one that is to be killed first; a dead one is replaced, and its work taken up. */
  async turn(): Promise<void> {
    this.tally.turns++;
    // A node looks for what is due once a minute.
    this.now = Math.max(this.now, this.turnedAt + MINUTE_MS);
    this.turnedAt = this.now;
    const order = [...this.nodes].sort((a, b) => Number(b.kill.isArmed) - Number(a.kill.isArmed));
    const isOnce = this.draw.isOnce(TOGETHER);
    const alive = isOnce ? await Promise.all(order.map((node) => node.turn())) : await this.oneByOne(order);
    if (alive.every((one) => one)) return;
    for (const node of this.nodes.filter(({ kill }) => kill.isDead)) {
      this.tally.kills++;
      this.nodes.splice(this.nodes.indexOf(node), 1, await ProgramNode.start(this.nodeWorld as NodeWorld));
      await node.close();
    }
    this.now += LEASE_MS + MINUTE_MS;
    await this.turn();
  }

  private async oneByOne(nodes: readonly ProgramNode[]): Promise<boolean[]> {
    const alive: boolean[] = [];
    for (const node of nodes) alive.push(await node.turn());
    return alive;
  }

  /** The id that an account was given. */
  readonly accountId = (owner: string, name: string): string => this.accountIds.get(`${owner} ${name}`) ?? '';

  /** What a user says, to any node. */
  async state({ owner, account: name, kind, key, event, isLate }: PlannedStatement): Promise<void> {
    const account = this.accountId(owner, name);
    const { editor } = this.draw.oneOf(this.nodes);
    const author = { owner, by: owner };
    if (isLate) this.tally.corrections++;
    if (kind === 'append' || kind === 'repeat') {
      const statement = { account, event, source: 'file', sourceId: key };
      await editor.append(author, [statement], false, async (_, [id]) => this.ids.set(`${owner} ${key}`, id));
      return;
    }
    const id = this.ids.get(`${owner} ${key}`) ?? '';
    if (kind === 'void') await editor.void(author, id, false, async () => null);
    else await editor.correct(author, id, { account, event }, false, async () => null);
  }

  private noteStorm(path: string): void {
    for (const [n, one] of this.plan.faults.provider.entries()) {
      const isMet =
        one.kind === 'storm' && this.now >= one.from && this.now < one.to && path.startsWith(one.path);
      if (isMet) this.stormsMet.add(n);
    }
    this.tally.storms = this.stormsMet.size;
  }

  async end(): Promise<void> {
    for (const node of this.nodes.splice(0)) await node.close();
    for (const server of this.servers) await server.close();
  }
}
