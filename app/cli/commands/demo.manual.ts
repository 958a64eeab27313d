import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'ten years of a generated portfolio, valued and shown',
  usage: ['demo [--seed N] [--write DIR]', 'demo --json'],
  about: [
    'Three accounts in two currencies with deposits, withdrawals, trades, a short, dividends, a split, fees, transfers and ' +
      'an option. All of it is generated: no person, company or price in it is real. The same seed gives the same data.',
    '--write puts the files into a folder, to be changed and valued again with tidemark value.',
  ],
  examples: [
    { does: 'Look', call: 'tidemark demo' },
    { does: 'Keep the files to play with', call: 'tidemark demo --write demo-files' },
  ],
};
