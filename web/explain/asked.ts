/** A figure whose way is asked for, in the words of the explain endpoint. */
export interface Asked {
  /**
   * `equity`, `pnl`, `cash`, `fees`, `twr_index` …, with `symbol` a figure of a position: `value`, `quantity`, `price`,
   * `realized_pnl` …; of a period `twr`, `xirr`, `volatility`, `trading_growth_percent` …; or `change`: from the value before the day `from` to that of `date`.
   */
  readonly figure: string;
  /** The day at whose end it is; today where absent. */
  readonly date?: string;
  /** Of a figure of a period: its first day. */
  readonly from?: string;
  readonly symbol?: string;
  readonly account?: string;
  /** Of account value and growth; `realized` where absent. */
  readonly basis?: 'realized' | 'market';
}
