import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'what an account was worth on every day, and why',
  usage: ['value --ledger FILE … [--prices FILE|DIR …] [--fx FILE|DIR …] [flags]'],
  about: [
    'Values the holdings of every day and takes apart what changed them: money that went in or out is no gain, and no ' +
      'gain is money that went in. Without --json or --csv the answer is a page to read; --csv prints the series.',
    'Every amount is exact to the minor unit. A figure that cannot be known is left out, and a problem says why.',
  ],
  examples: [
    {
      does: 'A small portfolio, month by month',
      call: 'tidemark value --ledger examples/portfolio/transactions.csv --prices examples/portfolio/prices.csv --every month',
    },
    {
      does: 'The same as JSON, with what it took',
      call: 'tidemark value --ledger examples/portfolio/transactions.csv --prices examples/portfolio/prices.csv --json --timing',
    },
  ],
};
