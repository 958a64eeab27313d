/**
 * Computing alone, from what is parsed to daily equity, TWR and XIRR, in one process:
 * `node bench/compute.ts tidemark|baseline FOLDER RUNS` prints the first, cold run and the warm ones as JSON.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { type Facts, History, readFacts, timeWeighted, xirr } from '../engine/index.ts';
import { Baseline, type Figures, readBaseline } from './baseline.ts';
import { isMain } from './main-module.ts';

export interface Computed {
  readonly figures: Figures;
  readonly firstMs: number;
  readonly warmMs: readonly number[];
}

export const CONVENTIONS = { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 } as const;

const CHUNK_BYTES = 1 << 20;

/** Prices and transactions of a folder, read as the command line reads them. Throws where they have a problem. */
export function readFolder(folder: string): Facts {
  const source = (name: string) => ({
    name,
    read: (take: (bytes: Uint8Array) => void) => {
      const fd = openSync(path.join(folder, name), 'r');
      const buffer = new Uint8Array(CHUNK_BYTES);
      for (let size = readSync(fd, buffer); size > 0; size = readSync(fd, buffer))
        take(buffer.subarray(0, size));
      closeSync(fd);
      return null;
    },
  });
  const prices = [{ source: source('prices.csv'), kind: 'long' as const }];
  const files = {
    accounts: [],
    instruments: [],
    rates: [],
    splits: [],
    prices,
    ledger: [source('transactions.csv')],
  };
  const { output, problems } = readFacts(files, CONVENTIONS.base, false);
  if (problems.length > 0) throw new Error(`${folder}: ${problems[0].message}`);
  return output;
}

/** What Tidemark's baseline counterpart is: the history opened, its columns, TWR with flows at the end, XIRR. */
export function tidemarkFigures(history: History): Figures {
  const { equity, netFlow, deposits, withdrawals, opening, length } = history.columns();
  const index = timeWeighted(
    { values: equity, inflows: deposits, outflows: withdrawals, opening },
    'end',
  ).index;
  const days: number[] = [];
  const amounts: number[] = [];
  for (let day = 0; day < length; day++) {
    if (netFlow[day] === 0) continue;
    days.push(day);
    amounts.push(-netFlow[day]);
  }
  days.push(length - 1);
  amounts.push(equity[length - 1]);
  const unit = 10 ** history.decimals;
  return {
    final: equity[length - 1] / unit,
    twr: index[length - 1] - 1,
    xirr: xirr({ days, amounts }).rate ?? Number.NaN,
  };
}

function computeTidemark(folder: string): () => Figures {
  const input = { ...readFolder(folder), conventions: CONVENTIONS };
  return () => tidemarkFigures(History.open(input));
}

function computeBaseline(folder: string): () => Figures {
  const baseline = new Baseline(readBaseline(folder));
  return () => baseline.run();
}

function measured(compute: () => Figures, runs: number): Computed {
  const timed = (): number => {
    const started = performance.now();
    compute();
    return performance.now() - started;
  };
  const firstMs = timed();
  for (let warming = 0; warming < Math.min(runs, 10); warming++) compute();
  const warmMs = Array.from({ length: runs }, timed);
  return { figures: compute(), firstMs, warmMs };
}

if (isMain(import.meta.url)) {
  const [, , which, folder, runs] = process.argv;
  const compute = which === 'baseline' ? computeBaseline(folder) : computeTidemark(folder);
  process.stdout.write(JSON.stringify(measured(compute, Number(runs))));
}
