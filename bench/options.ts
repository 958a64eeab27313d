import { parseArgs } from 'node:util';
import { BENCH_PARTS, BENCH_SIZES } from '../app/cli/bench-parts.ts';

export type Size = (typeof BENCH_SIZES)[number];

export type Section = (typeof BENCH_PARTS)[number];

export interface Options {
  readonly sizes: readonly Size[];
  readonly sections: readonly Section[];
  /** Whole-process runs of each program; null for as many as the size makes sensible. */
  readonly runs: number | null;
  readonly quick: boolean;
  /** Slow peers at the large size too, and with a longer time limit. */
  readonly all: boolean;
  /** One JSON document on stdout, everything else on stderr. */
  readonly json: boolean;
}

/** Reads the arguments as `tidemark bench` hands them on: it has checked them. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      size: { type: 'string' },
      only: { type: 'string' },
      runs: { type: 'string' },
    },
  });
  const { quick, all, json } = values;
  return {
    sizes: chosen(values.size, quick ? ['S'] : BENCH_SIZES, BENCH_SIZES),
    sections: chosen(values.only, BENCH_PARTS, BENCH_PARTS),
    runs: values.runs === undefined ? null : Number(values.runs),
    quick,
    all,
    json,
  };
}

function chosen<Name extends string>(
  text: string | undefined,
  otherwise: readonly Name[],
  known: readonly Name[],
): readonly Name[] {
  const names = text?.split(',');
  return names === undefined ? otherwise : known.filter((name) => names.includes(name));
}
