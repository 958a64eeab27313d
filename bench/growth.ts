/** How cost grows with the number of events: the same market of 200 symbols and 20 years under each ledger. */
import type { Verdicts } from './budgets.ts';
import type { Computed } from './compute.ts';
import { ownDataset } from './datasets.ts';
import type { Options } from './options.ts';
import { ms, print, tableLines } from './print.ts';
import { outputOf, runOnce } from './processes.ts';
import { script, tidemark, valueAnswer } from './programs.ts';
import { progress } from './progress.ts';
import { lineThrough, spreadOf } from './statistics.ts';

export interface GrowthPoint {
  readonly events: number;
  readonly wholeMs: number;
  readonly parseMs: number;
  readonly computeMs: number;
}

const EVENTS = [1_000, 10_000, 100_000, 1_000_000];
const MARKET = { symbols: 200, years: 20 };
const LIMIT_MS = 300_000;
const PLOT_WIDTH = 60;

export async function measureGrowth(options: Options, verdicts: Verdicts): Promise<readonly GrowthPoint[]> {
  const events = options.quick ? EVENTS.slice(0, 2) : EVENTS;
  const points: GrowthPoint[] = [];
  for (const count of events) points.push(await pointOf(count, options.quick ? 1 : 5));
  const slope = slopeOf(points);
  if (!options.quick) verdicts.add('growth', slope);
  printGrowth(points, slope);
  return points;
}

async function pointOf(events: number, runs: number): Promise<GrowthPoint> {
  const dataset = ownDataset(`${events} events`, { events, ...MARKET });
  progress(`${events} events`);
  const { timing } = valueAnswer(await outputOf(tidemark(dataset), LIMIT_MS));
  const walls: number[] = [];
  for (let run = 0; run < runs; run++) walls.push((await runOnce(tidemark(dataset), LIMIT_MS)).wallMs);
  const computed: Computed = JSON.parse(
    await outputOf(script('compute.ts', 'tidemark', dataset.folder, '11'), LIMIT_MS),
  );
  return {
    events,
    wholeMs: spreadOf(walls).median,
    parseMs: timing.parse_ms,
    computeMs: spreadOf(computed.warmMs).median,
  };
}

/**
 * Of the logarithms: 1 is linear. What 1,000 events cost is taken off first, for it is almost all prices and days,
 * which are the same for every ledger.
 */
function slopeOf(points: readonly GrowthPoint[]): number {
  const [base, ...larger] = points;
  const logs = larger.map(
    ({ events, computeMs }) =>
      [Math.log(events - base.events), Math.log(Math.max(0.001, computeMs - base.computeMs))] as const,
  );
  return lineThrough(logs).slope;
}

function printGrowth(points: readonly GrowthPoint[], slope: number): void {
  const rows = points.map((point, i) => {
    const before = points[i - 1];
    const added =
      before === undefined
        ? ''
        : `${((1e6 * (point.computeMs - before.computeMs)) / (point.events - before.events)).toFixed(0)} ns`;
    return [
      point.events.toLocaleString('en'),
      ms(point.wholeMs),
      ms(point.parseMs),
      ms(point.computeMs),
      added,
    ];
  });
  print(
    `Cost against size, ${MARKET.symbols} symbols × ${MARKET.years} years.`,
    '',
    ...tableLines(['events', 'whole process', 'parsing', 'computing', 'per event more'], rows),
    '',
    ...plot(points),
    '',
    `Computing beyond that of ${points[0].events.toLocaleString('en')} events grows as events to the power of ${slope.toFixed(2)}.`,
    '',
  );
}

/** Bars on a logarithmic scale: a tenfold ledger that costs tenfold is longer by the same length each time. */
function plot(points: readonly GrowthPoint[]): string[] {
  const series = [
    ['whole process', (point: GrowthPoint) => point.wholeMs],
    ['computing', (point: GrowthPoint) => point.computeMs],
  ] as const;
  const decades = (value: number): number => Math.max(0, Math.log10(value)) + 0.05;
  const longest = Math.max(...points.flatMap((point) => series.map(([, of]) => decades(of(point)))));
  return series.flatMap(([name, of]) =>
    points.map((point) => {
      const bar = '█'.repeat(Math.round((decades(of(point)) / longest) * PLOT_WIDTH));
      return `${name.padEnd(13)}  ${point.events.toLocaleString('en').padStart(9)}  ${bar} ${ms(of(point))}`;
    }),
  );
}
