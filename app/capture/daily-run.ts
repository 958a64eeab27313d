import type { OwnerCapture } from '../service/index.ts';
import { bringAnalytics } from './analytics-step.ts';
import type { CaptureWorld } from './capture-world.ts';
import { closesOf } from './day-prices.ts';
import { bringMarketData, symbolsHeld } from './market-data-step.ts';
import { reconcile } from './reconcile.ts';
import { recordCaptures } from './record-captures.ts';
import { bringStates, valueRound } from './seal-round.ts';
import { STEPS, type StepName } from './step-names.ts';

/** The close that a run is of. */
export interface DailyRun {
  readonly calendar: string;
  readonly day: number;
  /** One owner; absent: all. */
  readonly owner?: string;
}

/** What a step did, and what it had not got. */
export interface StepResult {
  readonly status: 'done' | 'failed';
  readonly missing: readonly string[];
  readonly error?: string;
  readonly [count: string]: unknown;
}

export type StepResults = Partial<Record<StepName, StepResult>>;

/** Names that a result lists; further ones are counted. */
const NAMED_MAX = 20;

/** What one step leaves to the next in memory; a step that is run alone makes it again. */
interface Between {
  values?: { readonly captures: readonly OwnerCapture[]; readonly left: readonly string[] };
}

type Step = (world: CaptureWorld, run: DailyRun, between: Between) => Promise<Omit<StepResult, 'status'>>;

const STEP: Readonly<Record<StepName, Step>> = {
  market_data: async (world, { day, owner }) => {
    const days = { from: day, to: day };
    const { missing, errors, ...found } = await bringMarketData(
      world,
      await symbolsHeld(world, days, owner),
      days,
      owner,
    );
    return { ...found, missing: named(missing), ...(errors.length > 0 && { sources: errors }) };
  },
  position_values: async (world, { owner }) => ({ derived: await bringStates(world, owner), missing: [] }),
  aggregation: async (world, run, between) => {
    const { captures, left } = await valuesOf(world, run);
    between.values = { captures, left };
    return { valued: captures.length, to_derive: left.length, missing: [] };
  },
  snapshot: async (world, run, between) => {
    const { captures, left } = between.values ?? (await valuesOf(world, run));
    const sealed = await recordCaptures(world, captures);
    const rest = await reconcile(world, left, { from: run.day, to: run.day });
    return { sealed: sealed + rest.sealed, missing: named(rest.wrong) };
  },
  analytics: async (world, { day, owner }) => {
    const { missing, ...found } = await bringAnalytics(world, day, owner);
    return { ...found, missing: named(missing) };
  },
};

/** Does steps one after the other: one that fails leaves what the others did, and says what is missing. */
export async function runSteps(
  world: CaptureWorld,
  run: DailyRun,
  steps: readonly StepName[] = STEPS,
  told: (results: StepResults) => Promise<void> = async () => {},
): Promise<StepResults> {
  const between: Between = {};
  const results: StepResults = {};
  for (const name of steps) {
    results[name] = await STEP[name](world, run, between).then(
      (result): StepResult => ({ ...result, missing: result.missing as string[], status: 'done' }),
      (error: unknown): StepResult => ({
        status: 'failed',
        missing: [],
        error: error instanceof Error ? error.message : String(error),
      }),
    );
    await told(results);
  }
  return results;
}

/** Accounts by their states where those say it; the owners of the others are derived. */
async function valuesOf(
  world: CaptureWorld,
  { day, calendar, owner }: DailyRun,
): Promise<{ readonly captures: readonly OwnerCapture[]; readonly left: readonly string[] }> {
  const symbols = await world.store.holdings.symbols();
  const prices = await closesOf(world, symbols, day);
  const calendars = new Set([calendar]);
  // States are of today: a close of an earlier day is derived.
  const isToday = day === world.portfolios.today();
  const moment = { day, at: null, calendars, prices: isToday ? prices : new Map(), ...(owner && { owner }) };
  const { captures, left } = await valueRound(world, moment);
  if (isToday) return { captures, left: [...new Set(left.map((one) => one.owner))] };
  return { captures: [], left: [...new Set([...left, ...captures].map((one) => one.owner))] };
}

const named = (all: readonly string[]): string[] =>
  all.length <= NAMED_MAX ? [...all] : [...all.slice(0, NAMED_MAX), `and ${all.length - NAMED_MAX} more`];
