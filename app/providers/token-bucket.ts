import type { Clock } from '../service/ports/index.ts';

/** Requests that may follow each other without a pause are this share of a minute's. */
const BURST_SHARE = 1 / 10;

/**
 * Lets so many requests through in a minute: a short burst at once, then evenly. Who comes when none is left is
 * told how long to wait, and has his place; the next one waits behind him.
 */
export class TokenBucket {
  private readonly clock: Clock;
  private readonly msEach: number;
  private readonly burst: number;
  /** When the bucket would be full again if nobody else came; in the past where it is full. */
  private fullAt = Number.NEGATIVE_INFINITY;

  constructor(requestsAMinute: number, clock: Clock) {
    this.clock = clock;
    this.msEach = 60_000 / requestsAMinute;
    this.burst = Math.max(1, Math.floor(requestsAMinute * BURST_SHARE));
  }

  /** Takes a place and answers the milliseconds until it is due; null, and no place, where that is over `mostMs`. */
  take(mostMs: number): number | null {
    const now = this.clock.now();
    const fullAt = Math.max(now, this.fullAt) + this.msEach;
    const wait = Math.max(0, Math.ceil(fullAt - this.burst * this.msEach - now));
    if (wait > mostMs) return null;
    this.fullAt = fullAt;
    return wait;
  }
}
