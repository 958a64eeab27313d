import { type Clock, ProviderError } from '../service/ports/index.ts';

/** So many failures in a row open it. */
const FAILURES_MAX = 5;
const OPEN_MS = 30_000;
const OPEN_MS_MAX = 600_000;

/**
 * Keeps a provider that fails from being asked again and again: after FAILURES_MAX failures in a row nothing goes
 * through for a time that doubles with each trial that fails; then one request goes through, and decides.
 */
export class Breaker {
  private readonly clock: Clock;
  private failures = 0;
  private openings = 0;
  private openUntil = 0;
  private last: ProviderError | null = null;
  private isTrying = false;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** To be called before each request. Throws a ProviderError while it is open. */
  enter(): void {
    if (this.last === null || this.failures < FAILURES_MAX) return;
    if (!this.isTrying && this.clock.now() >= this.openUntil) {
      this.isTrying = true;
      return;
    }
    const { provider, kind, message } = this.last;
    const said = message.slice(provider.length + 2);
    throw new ProviderError(
      provider,
      kind,
      `not asked after ${FAILURES_MAX} failures: ${said}`,
      this.openUntil,
    );
  }

  /** The provider answered, whatever it said. */
  succeeded(): void {
    this.failures = 0;
    this.openings = 0;
    this.isTrying = false;
  }

  failed(error: ProviderError): void {
    this.failures += 1;
    this.last = error;
    this.isTrying = false;
    if (this.failures < FAILURES_MAX) return;
    this.openUntil = this.clock.now() + Math.min(OPEN_MS_MAX, OPEN_MS * 2 ** this.openings);
    this.openings = Math.min(this.openings + 1, 10);
  }
}
