import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'how a figure came about: events, prices, rates and rules',
  usage: ['explain --ledger FILE … --date DATE [--figure NAME] [--symbol S] [flags]'],
  about: [
    'Takes one figure of one day apart into what it was made from, down to rows of files and quotes, each with the rule ' +
      'that joins them. What was so the day before is taken as it was; --depth all goes back to the first event.',
    'Without --figure it is the equity, or with --symbol the value of that position.',
  ],
  examples: [
    {
      does: 'Why a day had the result that it had',
      call: 'tidemark explain --ledger examples/portfolio/transactions.csv --prices examples/portfolio/prices.csv --date 2024-03-15 --figure pnl',
    },
    {
      does: 'What a position cost',
      call: 'tidemark explain --ledger examples/portfolio/transactions.csv --prices examples/portfolio/prices.csv --date 2024-06-28 --symbol ACME --figure cost_basis',
    },
  ],
};
