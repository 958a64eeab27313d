import { ApiRefusal } from '../api-refusal.ts';
import { EventStream, type StreamWorld } from './event-stream.ts';
import { nothingSeen, readEventId } from './seen.ts';

/** Of one user at once: pages, devices, programs. */
const OF_A_USER_MAX = 32;
const LOOK_EVERY_MS = 1_000;
/** Whoever is signed out, or whose key is revoked, is told nothing after so many milliseconds. */
const ALLOWED_FOR_MS = 2_000;

export interface StreamRequest {
  readonly user: string;
  readonly portfolio: string;
  /** Of Last-Event-ID. */
  readonly lastEventId: string | undefined;
  /** Whether the credentials that it was opened with are still good. */
  readonly isAllowed: () => Promise<boolean>;
}

interface Open {
  readonly request: StreamRequest;
  checkedAt: number;
  isChecking: boolean;
}

/** The event streams that are open in this process. */
export class Streams {
  private readonly world: StreamWorld;
  private readonly fault: (error: unknown) => void;
  private readonly databaseId: () => string;
  private readonly open = new Map<EventStream, Open>();
  private readonly byUser = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;

  constructor(world: StreamWorld, databaseId: () => string, fault: (error: unknown) => void) {
    this.world = world;
    this.databaseId = databaseId;
    this.fault = fault;
  }

  /** Throws ApiRefusal `rate_limited`; Refusal where the portfolio cannot be valued. */
  async begin(request: StreamRequest): Promise<EventStream> {
    const { user, portfolio: id, lastEventId } = request;
    if ((this.byUser.get(user) ?? 0) >= OF_A_USER_MAX)
      throw new ApiRefusal(
        'rate_limited',
        `A user may have ${OF_A_USER_MAX} streams at once. Close one.`,
        [],
        5,
      );
    const stream = new EventStream(this.world);
    this.add(stream, request);
    try {
      const portfolio = await this.world.hub.watch(user, id, stream);
      const database = this.databaseId();
      stream.begin(portfolio, readEventId(lastEventId, database) ?? nothingSeen(database, portfolio.value));
      return stream;
    } catch (error) {
      stream.destroy();
      throw error;
    }
  }

  get count(): number {
    return this.open.size;
  }

  /** Ends all of them. */
  close(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.world.hub.close();
    for (const stream of this.open.keys()) stream.end();
  }

  private add(stream: EventStream, request: StreamRequest): void {
    const { user } = request;
    this.open.set(stream, { request, checkedAt: this.world.elapsed(), isChecking: false });
    this.byUser.set(user, (this.byUser.get(user) ?? 0) + 1);
    stream.once('close', () => {
      this.open.delete(stream);
      const left = (this.byUser.get(user) ?? 1) - 1;
      if (left > 0) this.byUser.set(user, left);
      else this.byUser.delete(user);
    });
    this.timer ??= setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  private look(): void {
    const now = this.world.elapsed();
    for (const [stream, open] of this.open) {
      stream.look();
      if (open.isChecking || now - open.checkedAt < ALLOWED_FOR_MS) continue;
      open.isChecking = true;
      open.checkedAt = now;
      open.request
        .isAllowed()
        .then((isAllowed) => {
          open.isChecking = false;
          if (!isAllowed) stream.end();
        })
        // Where that cannot be known the client shows its credentials again.
        .catch((error) => {
          this.fault(error);
          stream.end();
        });
    }
  }
}
