/** What a capture that was asked for came to. */
export interface CaptureAnswer {
  /** Days or moments that were sealed anew, or better than before. */
  readonly created: number;
  /** What was looked at, days since 1970; null where there is nothing to look at. */
  readonly days: { readonly from: number; readonly to: number } | null;
  /** Where work goes on after the answer. */
  readonly jobId: string | null;
  /** What failed, in words. */
  readonly problems: readonly string[];
}

/** Captures on request: of one owner, or (null) of all. Each only fills what is missing; again it changes nothing. */
export interface CaptureControl {
  /** The values of now. */
  snapshot(owner: string | null): Promise<CaptureAnswer>;
  /** The values of the last close. */
  daily(owner: string | null): Promise<CaptureAnswer>;
  /** The closes of so many days back. */
  backfill(owner: string | null, lookbackDays: number): Promise<CaptureAnswer>;
}
