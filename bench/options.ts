import { parseArgs } from 'node:util';
import type { Size } from './datasets.ts';

/** The parts of a run, in their order. */
export const SECTIONS = ['totals', 'compute', 'goal', 'edit', 'growth', 'micro'] as const;

export type Section = (typeof SECTIONS)[number];

export interface Options {
  readonly sizes: readonly Size[];
  readonly sections: readonly Section[];
  /** Whole-process runs of each program; null for as many as the size makes sensible. */
  readonly runs: number | null;
  readonly quick: boolean;
  /** Slow peers at the large size too, and with a longer time limit. */
  readonly all: boolean;
  readonly jsonFile: string | null;
}

export const USAGE = `npm run bench -- [--quick] [--size S,M,L] [--runs N] [--only ${SECTIONS.join(',')}] [--all] [--json FILE]

  --quick      size S, few runs: whether everything works, not how fast it is
  --size LIST  of the sizes S, M and L
  --runs N     whole-process runs of each program
  --only LIST  of the parts ${SECTIONS.join(', ')}
  --all        slow peers at size L too, with ten minutes each
  --json FILE  all measurements as JSON
`;

const ALL_SIZES: readonly Size[] = ['S', 'M', 'L'];

/** Reads the flags; a string is what is wrong with them. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        size: { type: 'string' },
        runs: { type: 'string' },
        only: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return USAGE;
    const runs = values.runs === undefined ? null : Number(values.runs);
    if (runs !== null && !(Number.isInteger(runs) && runs > 0))
      return `--runs ${values.runs} is not a number of runs\n\n${USAGE}`;
    return {
      sizes: chosen('--size', values.size, values.quick ? ['S'] : ALL_SIZES, ALL_SIZES),
      sections: chosen('--only', values.only, SECTIONS, SECTIONS),
      runs,
      quick: values.quick,
      all: values.all,
      jsonFile: values.json ?? null,
    };
  } catch (error) {
    return `${error instanceof Error ? error.message : error}\n\n${USAGE}`;
  }
}

function chosen<Name extends string>(
  flag: string,
  text: string | undefined,
  otherwise: readonly Name[],
  known: readonly Name[],
): readonly Name[] {
  if (text === undefined) return otherwise;
  const names = text.split(',');
  const unknown = names.find((name) => !known.includes(name as Name));
  if (unknown !== undefined) throw new Error(`${flag} ${unknown}: there are ${known.join(', ')}`);
  return known.filter((name) => names.includes(name));
}
