/** The numbers of an owner that what he holds was derived from. */
export interface HoldingsVersion {
  readonly ledger: number;
  readonly prices: number;
  readonly settings: number;
}

/** A symbol of an owner's ledger. */
export interface OwnedSymbol {
  readonly symbol: string;
  /** Whether any account has units of it, long or short. */
  readonly held: boolean;
  /** The day of the last event that names it, days since 1970: what is not held now was held then at the latest. */
  readonly lastDay: number;
}

/** What an owner holds, as derived from these versions. */
export interface OwnerHoldings {
  readonly owner: string;
  readonly version: HoldingsVersion;
  readonly symbols: readonly OwnedSymbol[];
}

/** What is held, over all owners: derived from their ledgers, kept with the versions that it was derived from. */
export interface Holdings {
  /** Every symbol that somebody holds, or may have held on a day since `since`, once, in text order. */
  symbols(since?: number): Promise<readonly string[]>;
  /** Owners whose facts have moved since their holdings were derived. */
  outdated(limit: number): Promise<readonly ({ readonly owner: string } & HoldingsVersion)[]>;
  /**
   * Has the holdings of all who ever had one of these symbols, and the states of their accounts, derived again: a split
   * of it became known.
   */
  forget(symbols: readonly string[]): Promise<void>;
  /** Replaces what each of these owners holds, in one transaction. */
  put(holdings: readonly OwnerHoldings[]): Promise<void>;
}
