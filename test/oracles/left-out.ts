/**
 * Published cases that no test runs, each with its reason. `figure` names the one figure of a case that is
 * left out where the others are run.
 */
export type LeftOut = { readonly id: string; readonly figure?: string; readonly reason: string };

export const LEFT_OUT: readonly LeftOut[] = [
  { id: 'xirr-mathworks-act360', reason: 'XIRR is act/365, as in spreadsheets; act/360 is not offered' },
  { id: 'risk-bacon-mean-absolute-deviation', reason: 'mean absolute deviation is not among the measures' },
  { id: 'risk-bacon-pain-index', reason: 'the pain index is not among the measures' },
  {
    id: 'risk-bacon-downside-deviation',
    figure: 'downsidePotential',
    reason: 'downside potential is not among the measures',
  },
  {
    id: 'risk-pp-volatility',
    figure: 'semiDeviation',
    reason:
      'semi-deviation about the mean is not among the measures; downside deviation is about a given rate',
  },
  {
    id: 'dietz-wikipedia-cash-component',
    figure: 'weightInPortfolio, contribution',
    reason: 'contributions are gains over the capital of the whole, not weights of components',
  },
  {
    id: 'wash-irs-example',
    figure: 'disallowedLoss, newBasis',
    reason: 'wash sales defer a deduction for tax; no lot method of ours moves a loss into a later lot',
  },
  {
    id: 'wash-scottrade-xyz',
    figure: 'disallowedLoss, newBasis',
    reason: 'wash sales defer a deduction for tax; no lot method of ours moves a loss into a later lot',
  },
];
