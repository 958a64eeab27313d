import { civil, type Day } from '@tidemark/engine';
import { SHARED_OWNER } from '../service/index.ts';
import type { CaptureWorld } from './capture-world.ts';
import { bringMarketData, symbolsHeld } from './market-data-step.ts';

/** So far back the closes of what portfolios are compared with are wanted. */
const COMPARED_DAYS = 366;
/** Correlations and betas of less than so many closes in so many days say nothing. */
const [CLOSES_MIN, CLOSES_DAYS] = [20, 92];

export interface AnalyticsFound {
  /** What portfolios are compared with. */
  readonly benchmarks: number;
  /** Closes of those that were fetched. */
  readonly stored: number;
  /** Held instruments that were looked at. */
  readonly instruments: number;
  /** Benchmarks and held instruments with too few closes to be compared. */
  readonly missing: readonly string[];
}

/**
 * What exposures, correlations, betas and stress need beside the prices of what is held: they are derived when asked
 * for, and nothing of them is stored. Fetches the closes of the benchmarks of portfolios, and says of what there are
 * too few.
 */
export async function bringAnalytics(
  world: CaptureWorld,
  day: number,
  owner?: string,
): Promise<AnalyticsFound> {
  const benchmarks = await world.store.captures.benchmarks(owner);
  const days = { from: day - COMPARED_DAYS, to: day };
  const { stored } =
    benchmarks.length === 0 ? { stored: 0 } : await bringMarketData(world, benchmarks, days, owner);
  const held = await symbolsHeld(world, { from: day, to: day }, owner);
  const names = [...new Set([...benchmarks, ...held])].sort();
  const counts = await closesOf(world, names, day, owner);
  const missing = names.filter((name) => (counts.get(name) ?? 0) < CLOSES_MIN);
  return { benchmarks: benchmarks.length, stored, instruments: held.length, missing };
}

/** How many closes of the last days there are of each. */
async function closesOf(
  { store }: CaptureWorld,
  names: readonly string[],
  day: number,
  owner = SHARED_OWNER,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  if (names.length === 0) return counts;
  const from = day - CLOSES_DAYS;
  const years = { fromYear: civil(from as Day).year, toYear: civil(day as Day).year };
  for (const { name, days } of await store.of(owner).prices.segments({ names, ...years })) {
    const recent = days.filter((one) => one >= from && one <= day).length;
    counts.set(name, (counts.get(name) ?? 0) + recent);
  }
  return counts;
}
