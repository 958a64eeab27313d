import type { LotMethod } from '../ledger/instrument.ts';

/** The choices that figures depend on; each is stated by the caller and echoed in the answer. */
export interface Conventions {
  /** Base currency. */
  readonly base: string;
  /** Of accounts that state none. */
  readonly lots: LotMethod;
  /** Whether fees and taxes of trades are lines of their own or part of cost and proceeds. */
  readonly fees: 'expense' | 'capitalize';
  /** A price counts as stale when it is older than so many calendar days. */
  readonly staleAfterDays: number;
}
