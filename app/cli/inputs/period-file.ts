import { addDays, type Day, type Drawdowns, drawdowns, type Problem, problem } from '@tidemark/engine';
import { Refusal } from '../refusal.ts';
import { readDatedFile } from './dated-file.ts';

/** Returns of consecutive periods, and the levels they lead through. */
export interface Periods {
  readonly returns: readonly number[];
  readonly benchmark: readonly number[] | null;
  readonly drawdowns: Drawdowns;
  /** The first day of the file; null where it has no rows. */
  readonly first: Day | null;
  readonly problems: readonly Problem[];
}

/** Reads a file of values or of returns. Throws Refusal unless every row has what the header promises. */
export function readPeriods(file: string): Periods {
  const layout = {
    required: [],
    optional: ['value', 'return', 'benchmark'],
    unknownColumns: 'refuse',
    repeatedDays: 'refuse',
  } as const;
  const { days, columns, problems } = readDatedFile(file, layout);
  const kinds = ['value', 'return'].filter((name) => columns.has(name));
  if (kinds.length !== 1) {
    const message =
      kinds.length === 0 ? 'the header has neither value nor return' : 'the header has both value and return';
    throw new Refusal([
      problem('header_missing_column', { file, line: 1, field: 'value' }, message, {
        remedy: 'Keep one of the columns value and return.',
      }),
    ]);
  }
  const [kind] = kinds;
  const own = filled(columns.get(kind) ?? [], kind, file);
  const besides = columns.get('benchmark');
  const benchmark = besides === undefined ? null : filled(besides, 'benchmark', file);
  const common = { first: days[0] ?? null, problems };
  if (kind === 'value') {
    return {
      returns: changes(own, 'value', file),
      benchmark: benchmark === null ? null : changes(benchmark, 'benchmark', file),
      drawdowns: drawdowns({ days, levels: own, reference: null }),
      ...common,
    };
  }
  own.forEach((change, i) => {
    if (change >= -1) return;
    const message = `a return of ${change} in row ${i + 1} by date loses more than there was`;
    throw new Refusal([
      problem('value_not_finite', { file, field: 'return' }, message, {
        remedy: 'Give returns of -1 and above.',
      }),
    ]);
  });
  let level = 1;
  const levels = own.map((change) => {
    level *= 1 + change;
    return level;
  });
  const reference = days.length === 0 ? null : { day: addDays(days[0], -1), level: 1 };
  return { returns: own, benchmark, drawdowns: drawdowns({ days, levels, reference }), ...common };
}

function filled(column: readonly (number | null)[], name: string, file: string): number[] {
  return column.map((value, i) => {
    if (value !== null) return value;
    throw new Refusal([
      problem('field_required', { file, field: name }, `${name} is empty in row ${i + 1} by date`),
    ]);
  });
}

/** Simple returns from one level to the next. */
function changes(levels: readonly number[], name: string, file: string): number[] {
  return levels.slice(1).map((level, i) => {
    if (levels[i] > 0) return level / levels[i] - 1;
    const message = `a return is measured from ${levels[i]}, which is not above zero`;
    throw new Refusal([
      problem('value_not_finite', { file, field: name }, message, {
        remedy: 'Give levels above zero, or returns.',
      }),
    ]);
  });
}
