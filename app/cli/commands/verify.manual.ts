import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'derive everything anew and check every law',
  usage: ['verify [--database URL|FILE]', 'verify --ledger FILE … [--prices FILE|DIR …] [flags]'],
  about: [
    'Computes the whole history and checks on every day, for the portfolio and for each account, that the figures add up ' +
      'to the minor unit; that accounts and instruments sum to the whole; that lots sum to positions; and, with a few random ' +
      'edits that are taken back, that a history which is changed equals one that is derived anew.',
    'Without --ledger it checks the database that tidemark serve uses, also while that runs: the soundness of the file, the ' +
      'hash chain of every account, that events, changes and imports fit, and all of the laws for every user and portfolio.',
  ],
  examples: [
    {
      does: 'Check a small portfolio',
      call: 'tidemark verify --ledger examples/portfolio/transactions.csv --prices examples/portfolio/prices.csv',
    },
  ],
  exits: ['1  something does not hold; the places are listed'],
};
