import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'derive everything anew and check every law',
  usage: ['verify --ledger FILE … [--prices FILE|DIR …] [flags]'],
  about: [
    'Computes the whole history and checks on every day, for the portfolio and for each account, that the figures add up ' +
      'to the minor unit; that accounts and instruments sum to the whole; that lots sum to positions; and, with a few random ' +
      'edits that are taken back, that a history which is changed equals one that is derived anew.',
  ],
  examples: [
    {
      does: 'Check a small portfolio',
      call: 'tidemark verify --ledger examples/portfolio/transactions.csv --prices examples/portfolio/prices.csv',
    },
  ],
  exits: ['1  something does not hold; the places are listed'],
};
