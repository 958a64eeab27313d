import {
  addDays,
  type DatedRows,
  type Day,
  type Drawdowns,
  drawdowns,
  hasErrors,
  type Problem,
  ProblemList,
  problem,
} from '@tidemark/engine';
import { Refusal } from '../refusal.ts';
import type { ReadChunks } from './chunks.ts';
import { lookThrough } from './dated-file.ts';

/** Returns of consecutive periods, and the levels they lead through. */
export interface Periods {
  readonly returns: readonly number[];
  readonly benchmark: readonly number[] | null;
  readonly drawdowns: Drawdowns;
  /** The first day of the file; null where it has no rows. */
  readonly first: Day | null;
  readonly problems: readonly Problem[];
}

type Kind = 'value' | 'return';

const LAYOUT = {
  required: [],
  optional: ['value', 'return', 'benchmark'],
  unknownColumns: 'refuse',
  repeatedDays: 'refuse',
} as const;

/** Reads a file of values or of returns. Throws Refusal, with every bad row, unless each has what the header promises. */
export function readPeriods(file: string, readChunks: ReadChunks): Periods {
  const rows = lookThrough(file, LAYOUT, readChunks);
  const kind = kindOf(rows, file);
  const { days, columns, problems } = rows;
  const own = columns.get(kind) ?? [];
  const besides = columns.get('benchmark') ?? null;
  const found = [
    ...rowProblems(rows, own, kind, kind, file),
    ...(besides === null ? [] : rowProblems(rows, besides, 'benchmark', kind, file)),
  ];
  const all = [...problems, ...found].sort((a, b) => (a.source.line ?? 0) - (b.source.line ?? 0));
  if (hasErrors(all)) throw new Refusal(all);
  const levels = kind === 'value' ? known(own) : compounded(known(own));
  const reference = kind === 'value' || days.length === 0 ? null : { day: addDays(days[0], -1), level: 1 };
  const returnsOf = (column: readonly (number | null)[]): readonly number[] =>
    kind === 'value' ? changes(known(column)) : known(column);
  return {
    returns: returnsOf(own),
    benchmark: besides === null ? null : returnsOf(besides),
    drawdowns: drawdowns({ days, levels, reference }),
    first: days[0] ?? null,
    problems,
  };
}

/** Which of the two columns the file has. Throws Refusal unless it has one of them. */
function kindOf({ columns, problems }: DatedRows, file: string): Kind {
  const kinds = (['value', 'return'] as const).filter((name) => columns.has(name));
  if (kinds.length === 1) return kinds[0];
  // A header that cannot be read may hold either.
  if (hasErrors(problems)) throw new Refusal(problems);
  const message =
    kinds.length === 0 ? 'the header has neither value nor return' : 'the header has both value and return';
  throw new Refusal([
    problem('header_missing_column', { file, line: 1, field: 'value' }, message, {
      remedy: 'Keep one of the columns value and return.',
    }),
  ]);
}

/** What is wrong with the rows of a column, beyond what does not read as a number. */
function rowProblems(
  { lines, problems }: DatedRows,
  column: readonly (number | null)[],
  name: string,
  kind: Kind,
  file: string,
): readonly Problem[] {
  const found = new ProblemList(file);
  const unread = new Set(
    problems.filter(({ source }) => source.field === name).map(({ source }) => source.line),
  );
  column.forEach((value, i) => {
    const line = lines[i];
    if (value === null) {
      if (!unread.has(line)) found.add('field_required', line, name, `the row has no ${name}`);
      return;
    }
    const remedy = remedyOf(value, kind, i === column.length - 1);
    if (remedy !== null) found.add('value_not_finite', line, name, messageOf(value, kind), { remedy });
  });
  return found.all();
}

/** What to do about a number that no return can be made of; null where one can. From a last level no return starts: it may be 0. */
function remedyOf(value: number, kind: Kind, isLast: boolean): string | null {
  if (kind === 'return') return value < -1 ? 'Give returns of -1 and above.' : null;
  return value > 0 || (value === 0 && isLast) ? null : 'Give levels above zero, or returns.';
}

function messageOf(value: number, kind: Kind): string {
  return kind === 'return'
    ? `a return of ${value} loses more than there was`
    : `the level is ${value}, and returns are measured from levels above zero`;
}

/** Once the rows are checked, each has its number. */
function known(column: readonly (number | null)[]): readonly number[] {
  return column.filter((value) => value !== null);
}

/** Simple returns from one level to the next. */
function changes(levels: readonly number[]): readonly number[] {
  return levels.slice(1).map((level, i) => level / levels[i] - 1);
}

/** The levels that returns lead through, from 1 on. */
function compounded(returns: readonly number[]): readonly number[] {
  let level = 1;
  return returns.map((change) => {
    level *= 1 + change;
    return level;
  });
}
