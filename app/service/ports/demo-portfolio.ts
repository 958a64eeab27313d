/** Generated data in a portfolio of somebody's own. */
export interface DemoPortfolio {
  /** Fills the portfolio of a user whose ledger has no event. Throws Refusal `conflict` where it has one. */
  fill(owner: string): Promise<DemoFilled>;
  /** Takes the generated accounts away, with all that is in them. Throws Refusal `not_found` where there are none. */
  remove(owner: string): Promise<void>;
}

/** What was filled in. */
export interface DemoFilled {
  /** Ids of the accounts that were made for it. */
  readonly accounts: readonly string[];
  readonly events: number;
}
