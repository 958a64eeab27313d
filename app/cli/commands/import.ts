import type { Command } from '../command.ts';
import type { FindDatabase } from '../database/database.ts';
import { DATABASE_FLAG, USER_FLAG } from '../database/database-flags.ts';
import { JSON_FLAG } from '../flags.ts';

export const importCommand = (find: FindDatabase): Command => ({
  name: 'import',
  manual: {
    summary: 'a ledger file, or a complete export, into the database',
    usage: ['import FILE|DIR [--account NAME] [--dry-run] [--user EMAIL] [--database URL|FILE]'],
    about: [
      'Records what is new of a file of transactions, all of it or nothing; what is known already is skipped, so that a ' +
        'file can be imported again. A row with an error is named by its line, and nothing is written. --dry-run says what ' +
        'would be recorded, and what it would do to the figures. Works while the server runs.',
      'An account that is named and is not there is made: New York time, FIFO, in the base currency. In a database that ' +
        'nobody has signed up to, what is imported waits for the first user who signs up.',
      'A complete export (tidemark export, or GET /export) is restored into a user who has nothing yet.',
    ],
    examples: [
      {
        does: 'Say what a file would do, then record it',
        call: 'tidemark import examples/portfolio/transactions.csv --account main --dry-run',
      },
      { does: 'Record it', call: 'tidemark import examples/portfolio/transactions.csv --account main' },
    ],
    exits: ['3  the database cannot be reached'],
  },
  flags: [
    {
      name: 'account',
      kind: 'one',
      value: 'NAME',
      help: 'For rows of a file that names no accounts. Default main.',
    },
    {
      name: 'format',
      kind: 'one',
      value: 'NAME',
      help: 'What the file is: neutral, tidemark, a broker. Default auto.',
    },
    { name: 'answer', kind: 'many', value: 'ID=VALUE', help: 'Answers to the questions of a preview.' },
    { name: 'dry-run', kind: 'switch', help: 'Say what would be done; write nothing.' },
    USER_FLAG,
    DATABASE_FLAG,
    JSON_FLAG,
  ],
  operands: ['FILE'],
  run: async (given, terminal) => {
    const { importInto } = await import('../database/import-into.ts');
    return importInto(given, terminal, find);
  },
});
