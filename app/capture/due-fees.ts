import { createHash } from 'node:crypto';
import type { Clock, JobRecord, LedgerEditor, Store } from '../service/index.ts';
import { today } from '../service/index.ts';
import { automaticFees, recordDueFees } from '../service/records/index.ts';

/** The kind of its jobs. */
const KIND = 'fees';
/** A runner that has not ended by then is taken to be dead. */
const LEASE_MS = 10 * 60_000;
/** After a failure: a minute, then twice as long each time, at most an hour. */
const [RETRY_MS, RETRY_MS_MAX] = [60_000, 3_600_000];

/**
 * Records the fees that automatic schedules make due. Each turn compares what is there with what should be: what
 * nobody has recorded becomes a job, which any node may run, and which finds nothing to do where another was first.
 */
export class DueFees {
  private readonly store: Store;
  private readonly editor: LedgerEditor;
  private readonly clock: Clock;
  /** What each account was looked at under; the same again has nothing new. */
  private readonly seen = new Map<string, string>();

  constructor(store: Store, editor: LedgerEditor, clock: Clock) {
    this.store = store;
    this.editor = editor;
    this.clock = clock;
  }

  async turn(): Promise<void> {
    for (const owner of await this.store.users.withAutomaticFees()) await this.look(owner);
    for (;;) {
      const job = await this.store.queue.claim([KIND], this.clock.now(), LEASE_MS);
      if (job === null) return;
      await this.run(job);
    }
  }

  /** Makes a job of what is due in each account of an owner, unless nothing has changed since the last look. */
  private async look(owner: string): Promise<void> {
    const day = today(this.clock);
    const state = JSON.stringify([await this.store.of(owner).versions(), day]);
    if (this.seen.get(owner) === state) return;
    for (const account of await this.store.of(owner).accounts.list()) {
      const due = await this.store
        .read(owner, (tx) => automaticFees(tx, account, day))
        // Facts that contradict each other are the job's to tell.
        .then((fees) => fees.map(({ id }) => id))
        .catch((error: unknown) => [String(error)]);
      if (due.length > 0) await this.enqueue(owner, account.id, due);
    }
    this.seen.set(owner, state);
  }

  /** Named after what is due: two nodes that see the same make one job. */
  private async enqueue(owner: string, account: string, due: readonly string[]): Promise<void> {
    const name = createHash('sha256')
      .update(JSON.stringify([account, due]))
      .digest('base64url');
    const now = this.clock.now();
    const job = { id: `${KIND}.${name.slice(0, 22)}`, kind: KIND, input: JSON.stringify({ account }) };
    await this.store.write(owner, (tx) => tx.jobs.add({ ...job, runAt: now, createdAt: now }));
  }

  private async run({ owner, id, input, attempts }: JobRecord & { readonly owner: string }): Promise<void> {
    const { account } = JSON.parse(input) as { account: string };
    const end = await recordDueFees(this.editor, owner, account, today(this.clock)).then(
      (recorded) => ({ status: 'done', output: JSON.stringify({ account, recorded }) }) as const,
      (error: unknown) => ({ status: 'queued', error: textOf(error) }) as const,
    );
    const now = this.clock.now();
    const pause = Math.min(RETRY_MS * 2 ** Math.min(attempts - 1, 10), RETRY_MS_MAX);
    await this.store.write(owner, (tx) =>
      tx.jobs.finish(id, end.status === 'done' ? { ...end, at: now } : { ...end, runAt: now + pause }),
    );
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
