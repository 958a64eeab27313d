import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Store } from '../../app/service/index.ts';
import { auditEnd, auditHoles, Findings, historyOf } from './auditor.ts';
import { SESSIONS_BEFORE } from './market.ts';
import { operate } from './operate.ts';
import { type Plan, withoutFaults } from './plan.ts';
import type { Counts } from './report.ts';
import { SimulatedWorld } from './world.ts';

const YEAR_DAYS = 365.25;
/** In memory where that is possible: what a disk does to a database is not the question here, test/storage asks it. */
const FAST = '/dev/shm';

export interface Run {
  readonly plan: Plan;
  readonly counts: Counts;
  /** What is wrong, in words; empty where nothing is. */
  readonly findings: readonly string[];
}

export interface SimulationOptions {
  /** Makes an empty database of its own and answers its address; absent: a file that is removed afterwards. */
  readonly database?: () => Promise<string>;
  /** What nodes see of the store: where a canary plants its fault. */
  readonly seen?: (store: Store) => Store;
}

/** Lets a plan happen twice, with its faults and without, and looks at both. */
export async function simulate(plan: Plan, options: SimulationOptions = {}): Promise<Run> {
  const findings = new Findings();
  const faulty = await happened(plan, { ...options, nodes: 2 }, findings);
  const { seen: _, ...plain } = options;
  const faultless = await happened(withoutFaults(plan), { ...plain, nodes: 1 }, new Findings());
  for (const [moment, value] of faultless.history) {
    const own = faulty.history.get(moment);
    if (own !== value) findings.add(`${moment}: ${own ?? 'no value'}; in a run without faults ${value}`);
  }
  if (faulty.history.size !== faultless.history.size)
    findings.add(`${faulty.history.size} values; in a run without faults ${faultless.history.size}`);
  return { plan, counts: { ...faulty.counts, values: faulty.history.size }, findings: findings.texts() };
}

interface Happened {
  readonly counts: Omit<Counts, 'values'>;
  readonly history: ReadonlyMap<string, string>;
}

async function happened(
  plan: Plan,
  { database, nodes, seen }: SimulationOptions & { readonly nodes: number },
  findings: Findings,
): Promise<Happened> {
  const folder = mkdtempSync(path.join(existsSync(FAST) ? FAST : tmpdir(), 'tidemark-simulation-'));
  const address = (await database?.()) ?? path.join(folder, 'facts.db');
  const world = await SimulatedWorld.begin(plan, { database: address, nodes, ...(seen && { seen }) });
  try {
    await operate(world, () => auditHoles(world, findings));
    for (const error of world.faults) findings.add(`a turn failed: ${String(error)}`);
    await auditEnd(world, findings);
    return { counts: countsOf(world), history: await historyOf(world) };
  } finally {
    await world.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function countsOf({ plan, tally }: SimulatedWorld): Omit<Counts, 'values'> {
  const sessions = plan.market.sessions.slice(SESSIONS_BEFORE);
  const days = sessions[sessions.length - 1].day - sessions[0].day + 1;
  const { outages, kills, storms, corrections } = tally;
  const accounts = plan.accounts.length;
  return {
    runs: 1,
    months: plan.size.months,
    accounts,
    sessions: sessions.length,
    outages,
    kills,
    storms,
    corrections,
    accountYears: (accounts * days) / YEAR_DAYS,
  };
}
