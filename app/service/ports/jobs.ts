export type JobStatus = 'queued' | 'running' | 'done' | 'failed';

export interface JobRecord {
  readonly id: string;
  /** 'backfill', 'capture', 'fees', … */
  readonly kind: string;
  readonly status: JobStatus;
  /** JSON that the job is given. */
  readonly input: string;
  /** How much is done, from 0 to 1; null where that is unknown. */
  readonly progress: number | null;
  /** JSON of what it has done so far; null before it is known. */
  readonly output: string | null;
  /** Why it failed, in words; null unless it did. */
  readonly error: string | null;
  /** How often it was begun. */
  readonly attempts: number;
  /** Milliseconds since 1970, UTC, as all times here: not before this. */
  readonly runAt: number;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Until then a runner has it; a later one may take it over. */
  readonly leasedUntil: number | null;
}

export interface JobReads {
  /** The latest first. */
  list(limit: number, status?: JobStatus): Promise<readonly JobRecord[]>;
  find(id: string): Promise<JobRecord | null>;
}

export interface JobWrites extends JobReads {
  /** False where a job of that id is there: adding twice is harmless. */
  add(job: Pick<JobRecord, 'id' | 'kind' | 'input' | 'runAt' | 'createdAt'>): Promise<boolean>;
  /** Tells of a running job how far it is, and keeps it until then; false where it is another's by now. */
  report(
    id: string,
    how: {
      readonly attempts: number;
      readonly progress: number;
      readonly output: string;
      readonly leasedUntil: number;
    },
  ): Promise<boolean>;
  /** The end of a running job, or (`queued`) its return to the queue for `runAt`. */
  finish(
    id: string,
    end:
      | { readonly status: 'done'; readonly output: string; readonly at: number }
      | { readonly status: 'failed'; readonly error: string; readonly at: number }
      | { readonly status: 'queued'; readonly error: string; readonly runAt: number },
  ): Promise<boolean>;
  /** Removes jobs that ended before an instant; answers how many. */
  purge(before: number): Promise<number>;
}

/** The queue over all owners. */
export interface JobQueue {
  /**
   * Takes the job that has waited longest, or whose lease ran out, for one runner alone: `running` until
   * `now + leaseMs`. Null where nothing waits. Two nodes never get the same.
   */
  claim(
    kinds: readonly string[],
    now: number,
    leaseMs: number,
  ): Promise<(JobRecord & { readonly owner: string }) | null>;
}
