import { type Day, formatDay, parseDay } from '@tidemark/engine';
import { type CaptureAnswer, type CaptureControl, type JobRecord, SHARED_OWNER } from '../service/index.ts';
import type { CaptureWorld, Days } from './capture-world.ts';
import { type DailyRun, runSteps, type StepResults } from './daily-run.ts';
import { bringMarketData, symbolsHeld } from './market-data-step.ts';
import { ownersBehind, reconcile } from './reconcile.ts';
import { takeSnapshot } from './snapshot.ts';
import { STEPS, type StepName } from './step-names.ts';
import { thin } from './thinning.ts';

/** Kinds of its jobs. */
const DAILY = 'daily_snapshot';
const BACKFILL = 'backfill';

/** A runner that says nothing for so long is taken to be dead. */
const LEASE_MS = 10 * 60_000;
/** After a failure: a minute, then twice as long each time, at most an hour. */
const [RETRY_MS, RETRY_MS_MAX] = [60_000, 3_600_000];
/** A job that has failed so often is given up until somebody asks again. */
const ATTEMPTS_MAX = 8;
const LOOKBACK_DAYS = 30;
/** Owners whose corrections are followed in one turn; what is left has its turn the next time. */
const HEALED_MAX = 200;
/** Jobs that are looked through for the last close. */
const LISTED_MAX = 1_000;

export type ClaimedJob = JobRecord & { readonly owner: string };

/**
 * Brings what is sealed to what should be: for each account the value of every session that has closed. What starts
 * it (the clock, the start of the program, a request) says only when; what is to be done is seen from what is there.
 */
export class Capture implements CaptureControl {
  readonly world: CaptureWorld;

  constructor(world: CaptureWorld) {
    this.world = world;
  }

  /** Makes jobs of the closes that nobody has captured: one a calendar and session, whichever node sees it first. */
  async addDue(): Promise<void> {
    const { store, clock, calendars, delayMs } = this.world;
    const now = clock.now();
    for (const calendar of await store.captures.calendars()) {
      const { day } = calendars.lastClosed(calendar, now, delayMs);
      const id = `${DAILY}.${calendar}.${formatDay(day)}`;
      if ((await store.of(SHARED_OWNER).jobs.find(id)) !== null) continue;
      const lookback_days = await this.sinceLast(calendar);
      await this.add(SHARED_OWNER, id, DAILY, { calendar, date: formatDay(day) });
      // What was slept through comes with it.
      await this.add(SHARED_OWNER, `${BACKFILL}.${calendar}.${formatDay(day)}`, BACKFILL, { lookback_days });
    }
  }

  /** Does the jobs that wait. Answers how many there were. */
  async runJobs(): Promise<number> {
    for (let count = 0; ; count++) {
      const job = await this.world.store.queue.claim([DAILY, BACKFILL], this.world.clock.now(), LEASE_MS);
      if (job === null) return count;
      await this.run(job);
    }
  }

  /**
   * Seals again what corrections have touched of the last days, and derives again what is held: of owners whose facts
   * have moved. Answers how many there were.
   */
  async heal(): Promise<number> {
    const days = this.lookback(LOOKBACK_DAYS);
    const day = this.world.portfolios.today();
    const owners = await this.world.store.captures.behind(
      { day, checkedFrom: null, compared: true },
      HEALED_MAX,
    );
    await reconcile(this.world, owners, days);
    return owners.length;
  }

  /** Seals the last session's values of one owner, or of all; now, with a job to look at. */
  async daily(owner: string | null, steps: readonly StepName[] = STEPS): Promise<CaptureAnswer> {
    const { store, clock, calendars, delayMs } = this.world;
    const now = clock.now();
    const names = new Set(
      owner === null
        ? await store.captures.calendars()
        : (await store.of(owner).accounts.list()).map(({ calendar }) => calendar),
    );
    const problems: string[] = [];
    let created = 0;
    const days: number[] = [];
    for (const calendar of names) {
      const { day } = calendars.lastClosed(calendar, now, delayMs);
      days.push(day);
      const run = { calendar, day, ...(owner !== null && { owner }) };
      const results = await runSteps(this.world, run, steps);
      created += Number(results.snapshot?.sealed ?? 0);
      problems.push(...problemsOf(results));
    }
    const span = days.length === 0 ? null : { from: Math.min(...days), to: Math.max(...days) };
    return { created, days: span, jobId: null, problems };
  }

  /** Fills what is missing of the last days of one owner, or of all. */
  async backfill(owner: string | null, lookbackDays: number): Promise<CaptureAnswer> {
    const id = `${BACKFILL}.${crypto.randomUUID()}`;
    const of = owner ?? SHARED_OWNER;
    await this.add(of, id, BACKFILL, { lookback_days: lookbackDays, ...(owner !== null && { owner }) });
    // By the clock of now: the job waits since a moment ago.
    const job = await this.world.store.queue.claim([BACKFILL], this.world.clock.now(), LEASE_MS);
    // Another node, or the loop, has taken it.
    if (job === null) return { created: 0, days: this.lookback(lookbackDays), jobId: id, problems: [] };
    await this.run(job);
    if (job.id !== id) await this.runJobs();
    const done = await this.world.store.of(of).jobs.find(id);
    const output = JSON.parse(done?.output ?? '{}') as { sealed?: number; missing?: string[] };
    const problems = done?.error === null || done === null ? [] : [done.error];
    return { created: output.sealed ?? 0, days: this.lookback(lookbackDays), jobId: id, problems };
  }

  /** Seals the values of now. */
  async snapshot(owner: string | null): Promise<CaptureAnswer> {
    const { store, clock } = this.world;
    const at = Math.floor(clock.now() / 1000) * 1000;
    const calendars = new Set(await store.captures.calendars());
    const of = owner === null ? { all: true } : { owner, all: true };
    const { sealed } = await takeSnapshot(this.world, at, calendars, of);
    const day = Math.floor(at / 86_400_000);
    return { created: sealed, days: { from: day, to: day }, jobId: null, problems: [] };
  }

  /** Seals the values of a moment of accounts whose market is open; old ones are thinned by and by. */
  async snapshotOpen(at: number): Promise<number> {
    const all = await this.world.store.captures.calendars();
    const open = new Set(all.filter((name) => this.world.calendars.openAt(name, at) !== null));
    return open.size === 0 ? 0 : (await takeSnapshot(this.world, at, open)).sealed;
  }

  /** Days back to the last close that was captured, at least those that are always looked at. */
  private async sinceLast(calendar: string): Promise<number> {
    const done = await this.world.store.of(SHARED_OWNER).jobs.list(LISTED_MAX, 'done');
    const last = done.find(({ id }) => id.startsWith(`${DAILY}.${calendar}.`));
    if (last === undefined) return LOOKBACK_DAYS;
    const { date } = JSON.parse(last.input) as { date: string };
    return Math.max(LOOKBACK_DAYS, this.world.portfolios.today() - (parseDay(date) as Day));
  }

  private lookback(days: number): Days {
    const today = this.world.portfolios.today();
    return { from: today - days, to: today };
  }

  private async add(owner: string, id: string, kind: string, input: object): Promise<void> {
    const now = this.world.clock.now();
    const job = { id, kind, input: JSON.stringify(input), runAt: now, createdAt: now };
    await this.world.store.write(owner, (tx) => tx.jobs.add(job));
  }

  private async run(job: ClaimedJob): Promise<void> {
    const { store, clock } = this.world;
    const end = await (job.kind === DAILY ? this.runDaily(job) : this.runBackfill(job)).catch(
      (error: unknown) => ({ output: null, error: error instanceof Error ? error.message : String(error) }),
    );
    if (job.kind === BACKFILL) this.world.counted?.backfilled(end.error === null ? 'done' : 'failed');
    const now = clock.now();
    const pause = Math.min(RETRY_MS * 2 ** Math.min(job.attempts - 1, 10), RETRY_MS_MAX);
    await store.write(job.owner, (tx) => {
      if (end.error === null)
        return tx.jobs.finish(job.id, { status: 'done', output: end.output ?? '{}', at: now });
      if (job.attempts >= ATTEMPTS_MAX)
        return tx.jobs.finish(job.id, { status: 'failed', error: end.error, at: now });
      return tx.jobs.finish(job.id, { status: 'queued', error: end.error, runAt: now + pause });
    });
  }

  private async runDaily(job: ClaimedJob): Promise<{ output: string | null; error: string | null }> {
    const input = JSON.parse(job.input) as { calendar: string; date: string; steps?: StepName[] };
    const run: DailyRun = { calendar: input.calendar, day: parseDay(input.date) as Day };
    const steps = input.steps ?? STEPS;
    const results = await runSteps(this.world, run, steps, async (soFar) => {
      await this.report(job, Object.keys(soFar).length / steps.length, { ...input, steps: soFar });
    });
    const failed = problemsOf(results);
    if (failed.length > 0) return { output: null, error: failed.join('; ') };
    await thin(this.world);
    return { output: JSON.stringify({ ...input, steps: results }), error: null };
  }

  private async runBackfill(job: ClaimedJob): Promise<{ output: string; error: null }> {
    const input = JSON.parse(job.input) as { lookback_days: number; owner?: string };
    const days = this.lookback(input.lookback_days);
    const { owner } = input;
    const symbols = await symbolsHeld(this.world, days, owner);
    const { missing, ...market } = await bringMarketData(this.world, symbols, days, owner);
    const owners = owner === undefined ? await ownersBehind(this.world, days) : [owner];
    const done = await reconcile(this.world, owners, days, (share) => this.report(job, share, input));
    const output = { from: formatDay(days.from as Day), to: formatDay(days.to as Day), market_data: market };
    return {
      output: JSON.stringify({ ...input, ...output, ...done, missing: missing.slice(0, 100) }),
      error: null,
    };
  }

  private async report(job: ClaimedJob, progress: number, output: object): Promise<void> {
    const leasedUntil = this.world.clock.now() + LEASE_MS;
    const how = { attempts: job.attempts, progress, output: JSON.stringify(output), leasedUntil };
    await this.world.store.write(job.owner, (tx) => tx.jobs.report(job.id, how));
  }
}

const problemsOf = (results: StepResults): string[] =>
  Object.entries(results).flatMap(([name, result]) =>
    result.status === 'failed' ? [`${name}: ${result.error}`] : [],
  );
