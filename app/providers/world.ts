import type { Clock } from '../service/ports/index.ts';

/** What talking to providers needs of the machine, given so that a test can say what it is. */
export interface ProviderWorld {
  /** Real time, also where the program's clock is simulated: providers' limits run in theirs. */
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of each answer: an HTTP status, or the kind of error that came instead. */
  readonly answered: (provider: string, status: string) => void;
}
