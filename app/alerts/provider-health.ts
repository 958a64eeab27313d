import type { Clock } from '../service/index.ts';

/** How a provider has answered lately. */
interface Standing {
  /** The first failure since the last success; null where the last answer was one. */
  failingSince: number | null;
  /** The last success; null before any. */
  workedAt: number | null;
  last: string;
}

/** A provider that this process has heard of: since when it fails, or null where it works. */
export interface ProviderStanding {
  readonly provider: string;
  readonly failingSince: number | null;
  readonly last: string;
}

/** Whose keys a provider is asked with: the refusal of the operator's is a failure of the provider to everybody. */
export type ProviderKeys = "operator's" | "users'";

/** Keeps, of each provider, since when nothing has come from it. */
export class ProviderHealth {
  private readonly clock: Clock;
  private readonly standings = new Map<string, Standing>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Takes what a provider answered: an HTTP status, or the kind of error that came instead. */
  readonly answered = (provider: string, status: string, keys: ProviderKeys): void => {
    const isKey = status === '401' || status === '403';
    if (isKey && keys === "users'") return;
    const standing = this.standings.get(provider) ?? { failingSince: null, workedAt: null, last: status };
    this.standings.set(provider, standing);
    const now = this.clock.now();
    if (isKey || isFailure(status)) {
      standing.failingSince ??= now;
      standing.last = status;
    } else Object.assign(standing, { failingSince: null, workedAt: now });
  };

  all(): readonly ProviderStanding[] {
    return [...this.standings].map(([provider, { failingSince, last }]) => ({
      provider,
      failingSince,
      last,
    }));
  }
}

/** A question that it found wrong was answered. */
const isFailure = (status: string): boolean =>
  !/^\d+$/.test(status) || status === '408' || status === '429' || Number(status) >= 500;
