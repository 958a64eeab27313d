import type { Command } from '../command.ts';
import type { FindDatabase } from '../database/database.ts';
import { DATABASE_FLAG } from '../database/database-flags.ts';
import { JSON_FLAG } from '../flags.ts';

export const backup = (find: FindDatabase): Command => ({
  name: 'backup',
  manual: {
    summary: 'the whole database as one file, verified',
    usage: ['backup FILE [--database URL|FILE]'],
    about: [
      'Copies every row of every user, as of one instant, into one new file, also while the server runs. The copy is then ' +
        'opened and checked: its soundness, the number of rows of each table, the hash chain of every account. Nothing ' +
        'is overwritten.',
      'The file is the same whether the database is a file or PostgreSQL: tidemark restore takes it into either. What is ' +
        'encrypted in it can only be read with the file secret of TIDEMARK_HOME: keep that as well, in another place.',
    ],
    examples: [{ does: 'Copy the database of this computer', call: 'tidemark backup backup.db' }],
    exits: ['3  the database cannot be reached, or the disk is full'],
  },
  flags: [DATABASE_FLAG, JSON_FLAG],
  operands: ['FILE'],
  run: async (given, terminal) => {
    const { backUp } = await import('../database/back-up.ts');
    return backUp(given, terminal, find);
  },
});
