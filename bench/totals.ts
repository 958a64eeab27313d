/** Whole programs side by side: from the start of the process to its end, with its peak memory. */
import type { Figures } from './baseline.ts';
import type { Verdicts } from './budgets.ts';
import { Contestant, type Total } from './contestant.ts';
import { type Dataset, megabytes } from './datasets.ts';
import type { Options, Size } from './options.ts';
import { findPeers, SLOW_SIZES } from './peers.ts';
import { mb, ms, print, tableLines, times } from './print.ts';
import { outputOf, runOnce } from './processes.ts';
import { baseline, launchedTidemark, type Timing, tidemark, valueAnswer } from './programs.ts';
import { progress } from './progress.ts';
import { checkPublished, difference, roundedPositions } from './published.ts';

export interface Totals {
  readonly dataset: string;
  readonly rows: readonly Total[];
  /** Of the faster of the two JavaScript baselines. */
  readonly baselineMs: number;
  readonly timing: Timing;
}

const RUNS: Readonly<Record<string, number>> = { S: 11, M: 9, L: 7, goal: 11 };
const LIMIT_MS = 60_000;
const LONG_LIMIT_MS = 600_000;

export async function measureTotals(dataset: Dataset, options: Options, verdicts: Verdicts): Promise<Totals> {
  const limitMs = options.all ? LONG_LIMIT_MS : LIMIT_MS;
  const { figures, timing } = await checkedFigures(dataset, limitMs);
  const contestants = [
    new Contestant('Tidemark', tidemark(dataset), false, null),
    new Contestant('JS (ours)', baseline(dataset), false, null),
  ];
  const left: Total[] = [];
  for (const peer of dataset.fromPeers ? findPeers() : []) {
    const isLeftOut = peer.isSlow && !options.all && !SLOW_SIZES.includes(dataset.name as Size);
    const note = isLeftOut ? 'only with --all' : peer.missing;
    if (note !== null) left.push({ program: peer.name, wall: null, peakMegabytes: null, note });
    else {
      const check = { figures: peer.figures, expected: figures };
      contestants.push(new Contestant(peer.name, peer.program(dataset), peer.isSlow, check));
    }
  }
  const runs = options.runs ?? (options.quick ? 3 : RUNS[dataset.name]);
  for (const one of contestants) await one.warmUp(limitMs);
  for (let run = 0; run < runs; run++) {
    progress(`${dataset.name}: whole programs`, `${run + 1} of ${runs}`);
    for (const one of contestants) await one.measure(limitMs);
  }
  const rows = [...contestants.map((one) => one.total()), ...left];
  const result = { dataset: dataset.name, rows, baselineMs: fasterBaseline(rows), timing };
  if (dataset.name === 'L') {
    verdicts.add('totalRatio', medianOf(rows, 'Tidemark') / result.baselineMs);
    const peak = rows[0].peakMegabytes;
    if (peak !== null) verdicts.add('peakMemory', peak);
  }
  if (dataset.name === 'goal') verdicts.add('goalTotal', medianOf(rows, 'Tidemark'));
  await printTotals(dataset, result, limitMs);
  return result;
}

/** Figures of both, compared with each other and with what is published; this run also fills the caches. */
async function checkedFigures(
  dataset: Dataset,
  limitMs: number,
): Promise<{ figures: Figures; timing: Timing }> {
  progress(`${dataset.name}: checking figures`);
  const figures: Figures = JSON.parse(await outputOf(baseline(dataset), limitMs));
  checkPublished(dataset, figures);
  const { figures: ours, timing } = valueAnswer(await outputOf(tidemark(dataset), limitMs));
  const wrong = difference(ours, figures, roundedPositions(dataset));
  if (wrong !== null) throw new Error(`Tidemark on ${dataset.name}: ${wrong}`);
  return { figures, timing };
}

function medianOf(rows: readonly Total[], program: string): number {
  return rows.find((row) => row.program === program)?.wall?.median ?? Number.POSITIVE_INFINITY;
}

function fasterBaseline(rows: readonly Total[]): number {
  return Math.min(medianOf(rows, 'JS (ours)'), medianOf(rows, 'JS (peer)'));
}

async function printTotals(
  dataset: Dataset,
  { rows, baselineMs, timing }: Totals,
  limitMs: number,
): Promise<void> {
  const { events, symbols, years } = dataset.shape;
  const cells = rows.map(({ program, wall, peakMegabytes, note }) => [
    program,
    ...(wall === null
      ? ['–', '', '', '']
      : [
          ms(wall.median),
          `${ms(wall.min)} – ${ms(wall.max)}`,
          times(wall.median / baselineMs),
          mb(peakMegabytes),
        ]),
    note,
  ]);
  const launched = await runOnce(launchedTidemark(dataset), limitMs);
  const tidemarkMs = medianOf(rows, 'Tidemark');
  print(
    `${dataset.name}: ${events} events × ${symbols} symbols × ${years} years, ${megabytes(dataset).toFixed(1)} MB. Whole process.`,
    '',
    ...tableLines(['program', 'median', 'range', 'to JS', 'peak', ''], cells),
    '',
    `Of Tidemark's first run: reading ${ms(timing.read_ms)}, parsing ${ms(timing.parse_ms)}, computing ${ms(timing.compute_ms)}, ${ms(timing.total_ms)} since its start.`,
    `Through the launcher once: ${ms(launched.wallMs)}, ${ms(launched.wallMs - tidemarkMs)} more than without.`,
    '',
  );
}
