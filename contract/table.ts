import { z } from 'zod';
import type { Route } from './route.ts';

/** Where the rows of an answer stand, and what each of them has: it can be had as CSV. */
export interface AnswerTable {
  readonly rows: string;
  /** In the order of the schema; those of an object within a row as `outer.inner`. */
  readonly columns: readonly string[];
  /** Whether there may be further pages. */
  readonly isPaged: boolean;
}

/** What lists and tables call their rows. */
const ROWS = ['items', 'rows', 'history', 'points', 'data_points', 'positions'];

/** The table of an answer; null where it has none. */
export function tableOf({ method, answers }: Pick<Route, 'method' | 'answers'>): AnswerTable | null {
  const { schema, type } = answers[200] ?? {};
  if (method !== 'GET' || type !== undefined || !(schema instanceof z.ZodObject)) return null;
  for (const name of ROWS) {
    const rows = bare(schema.shape[name]);
    const kinds = rows instanceof z.ZodArray ? kindsOf(rows.element as z.ZodType) : [];
    if (kinds.length === 0) continue;
    const columns = new Set(kinds.flatMap((row) => columnsOf(row, '')));
    return { rows: name, columns: [...columns], isPaged: 'next_cursor' in schema.shape };
  }
  return null;
}

/** The objects that a row may be; none where it is no object. */
function kindsOf(schema: z.ZodType): z.ZodObject[] {
  const row = bare(schema);
  if (row instanceof z.ZodUnion) return row.options.flatMap((one) => kindsOf(one as z.ZodType));
  return row instanceof z.ZodObject ? [row] : [];
}

function columnsOf(row: z.ZodObject, prefix: string): string[] {
  return Object.entries(row.shape).flatMap(([name, schema]) => {
    const inner = bare(schema as z.ZodType);
    return inner instanceof z.ZodObject ? columnsOf(inner, `${prefix}${name}.`) : [prefix + name];
  });
}

/** What a value is where it is there. */
function bare(schema: z.ZodType | undefined): z.ZodType | undefined {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? bare(schema.unwrap() as z.ZodType)
    : schema;
}
