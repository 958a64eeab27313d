/** Computing alone: from what is parsed to daily equity, TWR and XIRR, cold and warm, each in a process of its own. */
import type { Verdicts } from './budgets.ts';
import type { Computed } from './compute.ts';
import type { Dataset } from './datasets.ts';
import type { Options } from './options.ts';
import { findPeers } from './peers.ts';
import { ms, print, tableLines, times } from './print.ts';
import { outputOf } from './processes.ts';
import { node, script } from './programs.ts';
import { progress } from './progress.ts';
import { type Spread, spreadOf } from './statistics.ts';

export interface Computing {
  readonly dataset: string;
  readonly rows: readonly ComputedRow[];
  readonly baselineMs: number;
}

interface ComputedRow {
  readonly program: string;
  /** Of the processes: the first run in each. */
  readonly cold: Spread;
  /** Of the processes: the median of the warm runs in each. */
  readonly warm: Spread;
}

const LIMIT_MS = 300_000;
const TIDEMARK = 'Tidemark';

export async function measureComputing(
  dataset: Dataset,
  options: Options,
  verdicts: Verdicts,
): Promise<Computing> {
  const processes = options.quick ? 1 : 5;
  const repeats = options.quick ? 5 : 31;
  const found = new Map<string, { cold: number[]; warm: number[] }>();
  const note = (program: string, coldMs: number, warmMs: number): void => {
    const of = found.get(program) ?? { cold: [], warm: [] };
    found.set(program, of);
    of.cold.push(coldMs);
    of.warm.push(warmMs);
  };
  for (let n = 0; n < processes; n++) {
    progress(`${dataset.name}: computing`, `${n + 1} of ${processes}`);
    for (const [which, name] of [
      ['tidemark', TIDEMARK],
      ['baseline', 'JS (ours)'],
    ] as const) {
      const text = await outputOf(script('compute.ts', which, dataset.folder, String(repeats)), LIMIT_MS);
      const { firstMs, warmMs }: Computed = JSON.parse(text);
      note(name, firstMs, spreadOf(warmMs).median);
    }
    for (const { name, coldMs, warmMs } of await peerKernels(dataset, repeats)) note(name, coldMs, warmMs);
  }
  const rows = [...found].map(([program, { cold, warm }]) => ({
    program,
    cold: spreadOf(cold),
    warm: spreadOf(warm),
  }));
  const plain = rows.filter(({ program }) => program.startsWith('JS'));
  const baselineMs = Math.min(...plain.map(({ warm }) => warm.median));
  if (dataset.name === 'L')
    verdicts.add('computeRatio', (rows[0]?.warm.median ?? Number.POSITIVE_INFINITY) / baselineMs);
  if (dataset.name === 'goal') verdicts.add('goalCompute', rows[0]?.warm.median ?? Number.POSITIVE_INFINITY);
  printComputing(dataset, rows, baselineMs);
  return { dataset: dataset.name, rows, baselineMs };
}

/** The peer prints a line for each of its kernels; of the plain ones the fastest counts, the one in WebAssembly is apart. */
async function peerKernels(
  dataset: Dataset,
  repeats: number,
): Promise<{ name: string; coldMs: number; warmMs: number }[]> {
  const peer = findPeers().find(({ name, missing }) => name === 'JS (peer)' && missing === null);
  if (peer === undefined || !dataset.fromPeers) return [];
  const [pta] = peer.program(dataset).args;
  const text = await outputOf(node(pta, dataset.folder, String(repeats)), LIMIT_MS);
  const coldMs = Number(/first \(cold JIT\) compute ([\d.]+) ms/.exec(text)?.[1]);
  const kernels = [...text.matchAll(/FULL compute (.+?)\s+first\s+[\d.]+\s+median\s+([\d.]+)/g)];
  const fastest = (isWasm: boolean): number =>
    Math.min(
      ...kernels.filter(([, name]) => name.includes('WASM') === isWasm).map(([, , warm]) => Number(warm)),
    );
  const wasmMs = fastest(true);
  const plain = { name: 'JS (peer)', coldMs, warmMs: fastest(false) };
  return Number.isFinite(wasmMs) ? [plain, { name: 'WebAssembly (peer)', coldMs, warmMs: wasmMs }] : [plain];
}

function printComputing(dataset: Dataset, rows: readonly ComputedRow[], baselineMs: number): void {
  const cells = rows.map(({ program, cold, warm }) => [
    program,
    ms(warm.median),
    `${ms(warm.min)} – ${ms(warm.max)}`,
    times(warm.median / baselineMs),
    ms(cold.median),
  ]);
  print(
    `${dataset.name}: computing alone.`,
    '',
    ...tableLines(['program', 'warm', 'range', 'to JS', 'first run'], cells),
    '',
  );
}
