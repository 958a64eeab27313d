import type { FlowTiming, LotMethod } from '@tidemark/engine';

/** A named set of accounts in one base currency, with the conventions its figures are made by. */
export interface PortfolioRecord {
  readonly id: string;
  readonly name: string;
  readonly baseCurrency: string;
  /** The basis of its risk figures. */
  readonly riskBasis: 'realized' | 'market';
  readonly flows: FlowTiming;
  readonly fees: 'expense' | 'capitalize';
  /** Overrides the accounts' own methods; null: each account's own. */
  readonly lotMethod: LotMethod | null;
  /** A symbol. */
  readonly benchmark: string | null;
  /** The one that `default` names. Each owner has one at most. */
  readonly isDefault: boolean;
  /** Holds every account of the owner, those opened later too; `accounts` is then their list as it is now. */
  readonly allAccounts: boolean;
  /** Account ids in text order. */
  readonly accounts: readonly string[];
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number;
}

export interface PortfolioReads {
  /**
   * The default one first, then by id. `asKnownAt` (ms since 1970): those that had been made by then, as they were, with
   * the accounts of then.
   */
  list(asKnownAt?: number): Promise<readonly PortfolioRecord[]>;
  /** By id; `default` finds the default one. At an instant before it was made: as it began. */
  find(id: string, asKnownAt?: number): Promise<PortfolioRecord | null>;
}

export interface PortfolioWrites extends PortfolioReads {
  /** StorageError `constraint` where the id is taken, an account is unknown, or a second default one. */
  add(portfolio: PortfolioRecord): Promise<void>;
  /** Replaces all of it; false where there is no such portfolio. */
  replace(portfolio: PortfolioRecord): Promise<boolean>;
  /** Removes it, for ever; its accounts stay. False where there is no such portfolio. */
  delete(id: string): Promise<boolean>;
}
