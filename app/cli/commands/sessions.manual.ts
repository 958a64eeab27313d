import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'when a market was open',
  usage: ['sessions --calendar XNYS --from 2024-01-01 --to 2024-12-31'],
  about: [
    'Lists the trading days of an exchange with the moments of opening and closing in UTC; half days close early. ' +
      'The output is CSV: session,open_utc,close_utc.',
  ],
  examples: [
    {
      does: 'The last trading days of 2024 in New York, with the half day before Christmas',
      call: 'tidemark sessions --calendar XNYS --from 2024-12-23 --to 2024-12-31',
    },
  ],
};
