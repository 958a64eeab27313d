import { randomUUID } from 'node:crypto';
import type { Synced } from '@tidemark/contract';
import type { ConnectionRecord, JobRecord, OwnerWrites } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import { findingOf } from './connection-documents.ts';
import type { ConnectionWorld } from './connection-world.ts';
import { type SyncOutcome, syncConnection } from './sync-connection.ts';

/** The kind of its jobs. */
const KIND = 'sync';
/** A runner that has said nothing for so long is taken to be dead. */
const LEASE_MS = 60 * 60_000;
/** So many are under way in one process: one slow provider keeps nobody else waiting. */
const AT_ONCE = 4;
/** So many of the latest jobs are looked at for one that waits already. */
const LOOKED_AT = 1_000;
/** After a failure: a minute, then twice as long each time, at most an hour. */
const [RETRY_MS, RETRY_MS_MAX] = [60_000, 3_600_000];
/** A failure of the program's own is tried again so often. */
const ATTEMPTS_MAX = 5;

/**
 * Syncs of connections as jobs: one at a time for each connection, run by whichever node is first, taken up again
 * after a pause that a provider has asked for or a node that died.
 */
export class ConnectionSyncs {
  readonly world: ConnectionWorld;
  private readonly fault: (error: unknown) => void;
  private readonly running = new Set<Promise<void>>();
  private isStopped = false;

  constructor(world: ConnectionWorld, fault: (error: unknown) => void) {
    this.world = world;
    this.fault = fault;
  }

  /** Asks for a sync; answers its job, which is there already where one waits or runs. Throws Refusal `not_found`. */
  request(
    owner: string,
    connection: string,
    keep: (tx: OwnerWrites, job: string) => Promise<void> = async () => {},
  ): Promise<string> {
    return this.world.store.write(owner, async (tx) => {
      if ((await tx.connections.find(connection)) === null) throw unknownId('connection', connection);
      const id = await this.queued(tx, connection);
      await keep(tx, id);
      return id;
    });
  }

  /** Asks for the syncs of everybody's connections that are due, and has them done. */
  async lookForDue(): Promise<void> {
    for (const owner of await this.world.store.users.withConnections()) await this.syncDue(owner);
    this.start();
  }

  /** Has done what waits: a sync that was asked for, and one whose pause is over or whose node died. */
  async lookForWaiting(): Promise<void> {
    this.start();
  }

  /** Asks for the syncs of an owner's connections that are due; answers their jobs. Calling it again adds none. */
  async syncDue(owner: string): Promise<readonly string[]> {
    const { store } = this.world;
    if (!(await store.of(owner).connections.list()).some((one) => this.isDue(one))) return [];
    const jobs = await store.write(owner, async (tx) => {
      const ids: string[] = [];
      // Another node may have been first.
      for (const one of await tx.connections.list())
        if (this.isDue(one)) ids.push(await this.queued(tx, one.id));
      return ids;
    });
    for (const _ of jobs) this.start();
    return jobs;
  }

  private isDue({ provider, state, restUntil, lastSyncedAt }: ConnectionRecord): boolean {
    const { brokers, clock, realClock } = this.world;
    const pauseMs = brokers.get(provider)?.pauseMs;
    if (pauseMs === undefined || state === 'needs_attention' || state === 'revoked') return false;
    const isResting = restUntil !== null && restUntil > realClock.now();
    return !isResting && (lastSyncedAt === null || clock.now() - lastSyncedAt >= pauseMs);
  }

  private async queued(tx: OwnerWrites, connection: string): Promise<string> {
    const waiting = [
      ...(await tx.jobs.list(LOOKED_AT, 'queued')),
      ...(await tx.jobs.list(LOOKED_AT, 'running')),
    ].find(({ kind, input }) => kind === KIND && inputOf(input) === connection);
    if (waiting !== undefined) return waiting.id;
    const now = this.world.clock.now();
    const id = `${KIND}.${randomUUID()}`;
    await tx.jobs.add({ id, kind: KIND, input: JSON.stringify({ connection }), runAt: now, createdAt: now });
    return id;
  }

  /** Runs what waits, beside everything else; it does not wait for the end. */
  start(): void {
    if (this.isStopped || this.running.size >= AT_ONCE) return;
    const turn: Promise<void> = this.turn()
      .catch(this.fault)
      .finally(() => this.running.delete(turn));
    this.running.add(turn);
  }

  /** Runs everything that waits, and resolves when nothing does. */
  async turn(): Promise<void> {
    while (!this.isStopped) {
      const job = await this.world.store.queue.claim([KIND], this.world.clock.now(), LEASE_MS);
      if (job === null) return;
      await this.run(job);
    }
  }

  /** Begins nothing more; resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.running);
  }

  /** Resolves when what this process runs has ended, or after so many milliseconds. */
  async settled(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    await Promise.race([Promise.all(this.running), promise]);
    clearTimeout(timer);
  }

  /** What a job has brought in; where it has not ended, that it goes on. */
  async outcome(owner: string, jobId: string): Promise<Synced> {
    const job = await this.world.store.of(owner).jobs.find(jobId);
    if (job?.status !== 'done')
      return { success: job?.status !== 'failed', new: 0, known: 0, job_id: jobId, problems: [] };
    const done = JSON.parse(job.output ?? '{}') as Pick<Synced, 'new' | 'known' | 'problems'>;
    return {
      success: done.problems.length === 0,
      new: done.new,
      known: done.known,
      job_id: jobId,
      problems: done.problems,
    };
  }

  private async run(job: JobRecord & { readonly owner: string }): Promise<void> {
    const { owner, id, input, attempts } = job;
    const { store, clock } = this.world;
    const connection = inputOf(input);
    const report = async (progress: number, at: string) => {
      const output = JSON.stringify({ connection_id: connection, at });
      const leasedUntil = clock.now() + LEASE_MS;
      await store.write(owner, (tx) => tx.jobs.report(id, { attempts, progress, output, leasedUntil }));
    };
    const end = await syncConnection(this.world, owner, connection, report).then(
      (outcome) => this.endOf(connection, outcome, attempts),
      (error: unknown) => this.failed(error, attempts),
    );
    await store.write(owner, async (tx) => {
      await tx.jobs.finish(id, end);
      if (end.status === 'failed') await this.rest(tx, connection);
    });
  }

  /** What the program itself cannot do is left alone for a pause, unless somebody asks for it. */
  private async rest(tx: OwnerWrites, connection: string): Promise<void> {
    const { brokers, realClock } = this.world;
    const record = await tx.connections.find(connection);
    if (record === null) return;
    const pauseMs = brokers.get(record.provider)?.pauseMs ?? 0;
    await tx.connections.put({ ...record, restUntil: realClock.now() + pauseMs });
  }

  private endOf(connection: string, { again, troubles, ...counts }: SyncOutcome, attempts: number): JobEnd {
    const { clock, realClock } = this.world;
    if (again !== null) {
      const runAt = clock.now() + Math.max(again - realClock.now(), retryMs(attempts));
      return { status: 'queued', error: troubles.at(-1)?.message ?? '', runAt };
    }
    const problems = troubles.map(findingOf);
    const output = JSON.stringify({ connection_id: connection, ...counts, problems });
    return { status: 'done', output, at: clock.now() };
  }

  private failed(error: unknown, attempts: number): JobEnd {
    this.fault(error);
    const message = error instanceof Error ? error.message : String(error);
    const now = this.world.clock.now();
    if (attempts >= ATTEMPTS_MAX) return { status: 'failed', error: message, at: now };
    return { status: 'queued', error: message, runAt: now + retryMs(attempts) };
  }
}

const retryMs = (attempts: number): number =>
  Math.min(RETRY_MS * 2 ** Math.min(attempts - 1, 10), RETRY_MS_MAX);

type JobEnd = Parameters<OwnerWrites['jobs']['finish']>[1];

const inputOf = (input: string): string => (JSON.parse(input) as { connection: string }).connection;
