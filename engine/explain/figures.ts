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

export type FigureName = DailyFigure | PositionFigure;
