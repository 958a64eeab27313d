import type { RiskFigure } from '../returns/index.ts';

/** The names of risk figures in the outer JSON. */
export const FIGURE_NAMES = {
  volatility: 'volatility',
  downsideDeviation: 'downside_deviation',
  sharpe: 'sharpe',
  sortino: 'sortino',
  calmar: 'calmar',
  valueAtRisk: 'var_95',
  expectedShortfall: 'expected_shortfall_95',
  beta: 'beta',
  alpha: 'alpha',
  correlation: 'correlation',
  trackingError: 'tracking_error',
  informationRatio: 'information_ratio',
  upCapture: 'up_capture',
  downCapture: 'down_capture',
} as const satisfies Record<RiskFigure, string>;
