import type { Clock, JobRecord, OwnedIncident, Store } from '../service/index.ts';
import { type Channel, ChannelError, noticeOf } from './notice.ts';
import { TELL, type Telling } from './telling.ts';

/** A runner that has not ended by then is taken to be dead. */
const LEASE_MS = 5 * 60_000;
/** After a failure: half a minute, then twice as long each time, at most an hour; given up after some twelve hours. */
const [RETRY_MS, RETRY_MS_MAX, ATTEMPTS_MAX] = [30_000, 3_600_000, 18];
/** So many at the most in one turn. */
const AT_ONCE = 100;

export interface DeliveryWorld {
  readonly store: Store;
  readonly clock: Clock;
  readonly channels: Readonly<Partial<Record<Telling['channel'], Channel>>>;
  /** Told of what could not be told. */
  readonly failed: (message: string) => void;
}

type Claimed = JobRecord & { readonly owner: string };

/** Sends what waits, on whichever node is first; what fails is tried again later. */
export async function deliver(world: DeliveryWorld): Promise<void> {
  for (let n = 0; n < AT_ONCE; n++) {
    const job = await world.store.queue.claim([TELL], world.clock.now(), LEASE_MS);
    if (job === null) return;
    await send(world, job);
  }
}

async function send(world: DeliveryWorld, job: Claimed): Promise<void> {
  const { store, clock, failed } = world;
  const telling = JSON.parse(job.input) as Telling;
  const error = await sent(world, job.id, telling).then(
    () => null,
    (one: unknown) => {
      if (one instanceof ChannelError) return one.message;
      throw one;
    },
  );
  const now = clock.now();
  const { channel, subject, what } = telling;
  if (error === null) {
    const output = JSON.stringify({ channel, subject, what });
    await store.write(job.owner, (tx) => tx.jobs.finish(job.id, { status: 'done', output, at: now }));
    return;
  }
  failed(`${subject}: ${error}`);
  const pause = Math.min(RETRY_MS * 2 ** (job.attempts - 1), RETRY_MS_MAX);
  const isGivenUp = job.attempts >= ATTEMPTS_MAX;
  await store.write(job.owner, (tx) =>
    tx.jobs.finish(
      job.id,
      isGivenUp ? { status: 'failed', error, at: now } : { status: 'queued', error, runAt: now + pause },
    ),
  );
}

async function sent({ store, channels }: DeliveryWorld, id: string, telling: Telling): Promise<void> {
  const { channel: name, to, owner, subject, beganAt, what } = telling;
  const channel = channels[name];
  if (channel === undefined) throw new ChannelError(`${name} is not set up any more`);
  const incident = (await store.of(owner).incidents.list()).find(
    (one) => one.subject === subject && one.beganAt === beganAt,
  );
  const user = to === null ? null : await store.users.find(to);
  // Whoever it was about or for is not here any more.
  if (incident === undefined || (to !== null && user === null)) return;
  const told: OwnedIncident = { ...incident, owner, ...(what === 'began' && { endedAt: null }) };
  await channel.send(noticeOf(told, what, id), user?.email ?? null);
}
