import type { Benchmark } from '@tidemark/engine';
import { readChunks } from './chunks.ts';
import { readDatedFile } from './dated-file.ts';

/** Reads a benchmark in the form of a price file: date and close (or price, or value); other columns are ignored. */
export function readBenchmark(file: string): Benchmark {
  const layout = {
    required: ['close'],
    optional: [],
    aliases: { price: 'close', value: 'close' },
    unknownColumns: 'ignore',
    repeatedDays: 'refuse',
  } as const;
  const { days, columns } = readDatedFile(file, layout, readChunks);
  return { days, levels: (columns.get('close') ?? []).map((level) => level ?? 0) };
}
