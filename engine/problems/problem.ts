/** Where a problem was found: a place in a file, or an event of the ledger. */
export interface ProblemSource {
  readonly file?: string;
  /** The header is line 1. */
  readonly line?: number;
  readonly field?: string;
  readonly eventId?: string;
}

export type Severity = 'error' | 'warning' | 'info';

/** User data that is wrong is a value, collected over the whole input, never thrown. */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly source: ProblemSource;
  readonly symbol?: string;
  readonly message: string;
  readonly remedy: string;
}
