export interface Rate {
  /** How many are earned back in a minute, one after the other. */
  readonly perMinute: number;
  /** How many can be had at once after a rest; `perMinute` where absent. */
  readonly burst?: number;
}

const MINUTE_MS = 60_000;
/** Keys that are remembered. Beyond these the ones that were quiet for longest are forgotten. */
const KEYS_MAX = 20_000;

/**
 * A rate for each key (a user, an address), by the generic cell rate algorithm (ITU-T I.371): one number a key, and
 * no window at whose edge twice as many get through.
 */
export class RateLimit {
  /** By key, the longest quiet first: the instant at which everything taken is earned back. */
  private readonly paidAt = new Map<string, number>();
  private readonly step: number;
  private readonly depth: number;
  private readonly keysMax: number;
  private readonly elapsed: () => number;

  /** `elapsed`: milliseconds since any beginning, never going back. */
  constructor({ perMinute, burst = perMinute }: Rate, elapsed: () => number, keysMax = KEYS_MAX) {
    this.step = MINUTE_MS / perMinute;
    this.depth = this.step * burst;
    this.keysMax = keysMax;
    this.elapsed = elapsed;
  }

  /** Takes one; answers 0, or, where none is left, takes nothing and answers after how many seconds there is one. */
  take(key: string): number {
    const wait = this.wait(key);
    if (wait === 0) this.put(key, this.owed(key) + this.step);
    return wait;
  }

  /** After how many whole seconds one can be taken; 0: now. */
  wait(key: string): number {
    const beyond = this.owed(key) + this.step - this.elapsed() - this.depth;
    // A millionth of a millisecond is rounding.
    return beyond > 1e-6 ? Math.ceil(beyond / 1000) : 0;
  }

  /** What was taken did no harm. */
  giveBack(key: string): void {
    this.put(key, this.owed(key) - this.step);
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.paidAt.size;
  }

  private owed(key: string): number {
    return Math.max(this.paidAt.get(key) ?? 0, this.elapsed());
  }

  private put(key: string, paidAt: number): void {
    this.paidAt.delete(key);
    if (paidAt <= this.elapsed()) return;
    if (this.paidAt.size >= this.keysMax) this.paidAt.delete(this.paidAt.keys().next().value as string);
    this.paidAt.set(key, paidAt);
  }
}
