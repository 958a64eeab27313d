import type { Benchmark } from '@tidemark/engine';
import { readDatedFile } from './dated-file.ts';

/** Reads a benchmark in the form of a price file: date and close (or price, or value); other columns are ignored. */
export function readBenchmark(file: string): Benchmark {
  const { days, columns } = readDatedFile(file, {
    required: ['close'],
    optional: [],
    aliases: { price: 'close', value: 'close' },
    unknownColumns: 'ignore',
    repeatedDays: 'refuse',
  });
  return { days, levels: (columns.get('close') ?? []).map((level) => level ?? 0) };
}
