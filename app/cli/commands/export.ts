import type { Command } from '../command.ts';
import type { FindDatabase } from '../database/database.ts';
import { DATABASE_FLAG, USER_FLAG } from '../database/database-flags.ts';
import { JSON_FLAG } from '../flags.ts';

export const exportCommand = (find: FindDatabase): Command => ({
  name: 'export',
  manual: {
    summary: 'everything of a user as files of open formats',
    usage: [
      'export --out DIR|FILE.json [--user EMAIL] [--database URL|FILE]',
      'export --format beancount|hledger [--out FILE] [--user EMAIL] [--database URL|FILE]',
    ],
    about: [
      'Into a folder it writes CSV files (transactions, accounts, instruments, prices, rates, splits), which tidemark value ' +
        'and other programs read, and tidemark.json, which has everything: also portfolios, fee schedules, what brokers ' +
        'reported, settings and every revision. Into a FILE.json it writes that alone, as GET /export answers it.',
      'tidemark import takes the folder or tidemark.json into a user who has nothing yet, and the figures are equal. The ' +
        'folder must be new or empty. Works while the server runs.',
      'With --format it writes one journal of beancount or hledger: every event as a transaction, with lots, costs, fees and ' +
        'prices. Its assets are worth on any day what the ledger is worth here. Without --out it goes to stdout.',
    ],
    examples: [
      { does: 'Write everything into a new folder', call: 'tidemark export --out my-data' },
      { does: 'Write a journal', call: 'tidemark export --format hledger --out my.journal' },
    ],
    exits: ['3  the database cannot be reached'],
  },
  flags: [
    {
      name: 'out',
      kind: 'one',
      value: 'DIR|FILE.json',
      help: 'Where to write: a new folder, or a new file.',
    },
    {
      name: 'format',
      kind: 'one',
      value: 'beancount|hledger',
      help: 'A journal of that program, in place of everything.',
    },
    USER_FLAG,
    DATABASE_FLAG,
    JSON_FLAG,
  ],
  operands: [],
  run: async (given, terminal) => {
    const { exportFrom } = await import('../database/export-from.ts');
    return exportFrom(given, terminal, find);
  },
});
