import type { DailyColumns } from '../valuation/daily-columns.ts';

type Column = {
  [K in keyof DailyColumns]: DailyColumns[K] extends Float64Array ? K : never;
}[keyof DailyColumns];

/** The daily figures that are columns of a history, by their outer names. */
export const COLUMN_OF = {
  equity: 'equity',
  cash: 'cash',
  long_value: 'longValue',
  short_value: 'shortValue',
  net_flow: 'netFlow',
  deposits: 'deposits',
  withdrawals: 'withdrawals',
  transfers_in: 'transfersIn',
  transfers_out: 'transfersOut',
  pnl: 'pnl',
  realized_pnl: 'realized',
  unrealized_pnl: 'unrealized',
  transferred_gain: 'transferredGain',
  income: 'income',
  fees: 'fees',
  taxes: 'taxes',
  fx_pnl: 'fx',
  unexplained: 'unexplained',
  unreconciled: 'unreconciled',
  stale: 'stale',
} as const satisfies Record<string, Column>;

export type ColumnFigure = keyof typeof COLUMN_OF;

/** Figures of a day, of an account or of all accounts together. */
export const DAILY_FIGURES = [
  ...(Object.keys(COLUMN_OF) as ColumnFigure[]),
  'cumulative_pnl',
  'twr_index',
  'drawdown',
  'kind',
] as const;

export type DailyFigure = ColumnFigure | 'cumulative_pnl' | 'twr_index' | 'drawdown' | 'kind';

/** Figures of a day that, asked with a first day, are those of all days from it on. */
export const AMOUNT_FIGURES = [
  'net_flow',
  'deposits',
  'withdrawals',
  'transfers_in',
  'transfers_out',
  'pnl',
  'realized_pnl',
  'transferred_gain',
  'income',
  'fees',
  'taxes',
  'fx_pnl',
  'unexplained',
] as const satisfies readonly ColumnFigure[];

export type AmountFigure = (typeof AMOUNT_FIGURES)[number];

/** Figures of a period: of the days from…day, or since the first event. */
export const PERIOD_FIGURES = [
  'twr',
  'twr_annualized',
  'xirr',
  'modified_dietz',
  'volatility',
  'max_drawdown',
  'account_value',
  'trading_growth_percent',
  'total_growth_percent',
] as const;

export type PeriodFigure = (typeof PERIOD_FIGURES)[number];

/** Figures of one instrument; those of a period are of the days from…day. */
export const POSITION_FIGURES = [
  'value',
  'quantity',
  'price',
  'average_cost',
  'cost_basis',
  'unrealized_pnl',
  'realized_pnl',
  'income',
  'fees',
  'taxes',
  'fx_pnl',
] as const;

export type PositionFigure = (typeof POSITION_FIGURES)[number];

export type FigureName = DailyFigure | PeriodFigure | PositionFigure;
