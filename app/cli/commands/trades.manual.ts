import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'round trips with result, risk at entry and R',
  usage: ['trades --ledger FILE … [--starting-balance N] [--basis realized|market] [flags]'],
  about: [
    'Groups fills into round trips, from flat to flat; a flip through zero closes one and opens another. Risk is what ' +
      'would be lost at the stop that the first fill gives, in percent of what the account was worth right before; ' +
      'without a stop, risk and R are unknown.',
    'On the realized basis (default) the account value counts closed trades only, on the market basis open ones too.',
  ],
  examples: [
    {
      does: 'The trades of a small portfolio',
      call: 'tidemark trades --ledger examples/trades.csv',
    },
  ],
};
