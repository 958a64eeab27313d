import { Readable } from 'node:stream';
import type { LiveHub, LivePortfolio, Watcher } from '../../service/index.ts';
import { type Told, tell } from './events.ts';
import type { Seen } from './seen.ts';

/** So many bytes may wait for a client; what comes beyond is told as it is once he has read them. */
const WAITING_MAX = 16 * 1024;
/** Without an event a comment shows that the connection is there; in milliseconds. */
const SILENCE_MAX_MS = 15_000;
/** A client who reads nothing for so long has gone. */
const STALLED_MAX_MS = 60_000;
/** Clients connect again after so many milliseconds. */
const RETRY_MS = 2_000;

export interface StreamWorld {
  readonly hub: LiveHub;
  /** Milliseconds since 1970, by the program's clock. */
  readonly now: () => number;
  /** Milliseconds of real time since any beginning. */
  readonly elapsed: () => number;
}

/**
 * The events of one client as bytes, made when the client can take them: of what moves while he cannot, the last state
 * is told, so that a slow client costs no memory.
 */
export class EventStream extends Readable implements Watcher {
  private readonly world: StreamWorld;
  private portfolio: LivePortfolio | null = null;
  private seen: Seen | null = null;
  private mayHaveNews = true;
  private isWanted = false;
  /** When something was sent last, or the client last took something. */
  private movedAt: number;

  constructor(world: StreamWorld) {
    super({ highWaterMark: WAITING_MAX });
    this.world = world;
    this.movedAt = world.elapsed();
    this.push(`retry: ${RETRY_MS}\n\n`);
  }

  begin(portfolio: LivePortfolio, seen: Seen): void {
    this.portfolio = portfolio;
    this.seen = seen;
    this.tellNews();
  }

  wake(): void {
    this.mayHaveNews = true;
    this.tellNews();
  }

  end(): void {
    if (!this.destroyed) this.push(null);
  }

  /** To be called from time to time. */
  look(): void {
    const silentMs = this.world.elapsed() - this.movedAt;
    if (!this.isWanted && silentMs > STALLED_MAX_MS) this.destroy();
    else if (this.isWanted && silentMs >= SILENCE_MAX_MS) this.send(':\n\n');
  }

  override _read(): void {
    this.isWanted = true;
    this.tellNews();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (this.portfolio !== null) this.world.hub.leave(this.portfolio, this);
    this.portfolio = null;
    done(error);
  }

  private tellNews(): void {
    if (!this.isWanted || !this.mayHaveNews || this.portfolio === null || this.seen === null) return;
    this.mayHaveNews = false;
    const told: Told = tell(this.portfolio.value, this.seen, this.world.now());
    this.seen = told.seen;
    if (told.text !== '') this.send(told.text);
  }

  private send(text: string): void {
    this.movedAt = this.world.elapsed();
    this.isWanted = this.push(text);
  }
}
