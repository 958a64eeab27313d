import { ApiRefusal } from '../api-refusal.ts';
import { RateLimit } from './rate-limit.ts';

/** How often what may be done. Kept in the memory of this process, of bounded size: each node counts for itself. */
export interface Limits {
  /** Of a user, signed in or by key: far beyond any use by a person. */
  readonly requests: RateLimit;
  /** Of a user; a batch, an import and a dry run are one each. */
  readonly writes: RateLimit;
  /** Of an API key. */
  readonly keyRequests: RateLimit;
  /** Of an address: requests without usable credentials, the public ones among them. */
  readonly strangers: RateLimit;
  /** Of an address. */
  readonly signUps: RateLimit;
  /** Of an address: attempts at proving who one is that failed. */
  readonly failures: RateLimit;
  /** Of an account, from all addresses together, by devices that were never signed in to it. */
  readonly accountFailures: RateLimit;
  /** Of an account and a device that was signed in to it. */
  readonly deviceFailures: RateLimit;
}

/** `elapsed`: milliseconds since any beginning, never going back; no clock that a setting can stop. */
export function createLimits(writesPerMinute: number, elapsed: () => number): Limits {
  return {
    requests: new RateLimit({ perMinute: 600_000 }, elapsed),
    writes: new RateLimit({ perMinute: writesPerMinute }, elapsed),
    keyRequests: new RateLimit({ perMinute: 120_000 }, elapsed),
    strangers: new RateLimit({ perMinute: 6_000 }, elapsed),
    signUps: new RateLimit({ perMinute: 300 }, elapsed),
    failures: new RateLimit({ perMinute: 10 }, elapsed),
    accountFailures: new RateLimit({ perMinute: 10, burst: 30 }, elapsed),
    deviceFailures: new RateLimit({ perMinute: 10 }, elapsed),
  };
}

/** Takes one of a limit. Throws ApiRefusal `rate_limited` where none is left. */
export function takeOne(limit: RateLimit, key: string, what: string): void {
  refuseAfter(limit.take(key), what);
}

/** Throws ApiRefusal `rate_limited` where there is a time to wait, in seconds. */
export function refuseAfter(seconds: number, what: string): void {
  if (seconds > 0)
    throw new ApiRefusal('rate_limited', `${what}. Try again in ${seconds} seconds.`, [], seconds);
}
