import type { ProblemCode } from '../problems/index.ts';
import type { Column } from './fields.ts';

/** Takes note of a problem of the row being read; the caller knows file and line. */
export type Report = (
  code: ProblemCode,
  field: Column | null,
  message: string,
  more?: { remedy?: string; symbol?: string },
) => void;
