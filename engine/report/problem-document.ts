import type { Problem } from '../problems/index.ts';

/** A problem in the names of the outer JSON. */
export interface ProblemDocument {
  readonly code: string;
  readonly severity: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly field: string | null;
  readonly symbol?: string;
  readonly message: string;
  readonly remedy: string;
}

export function problemDocument({
  code,
  severity,
  source,
  symbol,
  message,
  remedy,
}: Problem): ProblemDocument {
  const place = { file: source.file ?? null, line: source.line ?? null, field: source.field ?? null };
  return { code, severity, ...place, ...(symbol !== undefined && { symbol }), message, remedy };
}
