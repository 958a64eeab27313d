import type { Command } from '../command.ts';
import type { FindDatabase } from '../database/database.ts';
import { DATABASE_FLAG } from '../database/database-flags.ts';
import { JSON_FLAG } from '../flags.ts';

export const restore = (find: FindDatabase): Command => ({
  name: 'restore',
  manual: {
    summary: 'a backup in the place of the database',
    usage: ['restore FILE [--database URL|FILE] [--force]'],
    about: [
      'Verifies the backup, then puts it in the place of the database: a file or PostgreSQL, whatever it came from. Stop ' +
        'the server first. A database that has rows is only replaced with --force, and is then kept aside: the file under a ' +
        'name with the time, the tables of PostgreSQL in a schema of their own. Where anything fails, all is as before.',
      'From a file to PostgreSQL: tidemark backup move.db, then tidemark restore move.db --database postgres://…',
    ],
    examples: [{ does: 'Into a new file', call: 'tidemark restore backup.db --database restored.db' }],
    exits: ['3  the database cannot be reached or is in use, or the disk is full'],
  },
  flags: [
    DATABASE_FLAG,
    { name: 'force', kind: 'switch', help: 'Also where the database has rows, which are kept aside.' },
    JSON_FLAG,
  ],
  operands: ['FILE'],
  run: async (given, terminal) => {
    const { restoreBackup } = await import('../database/restore-backup.ts');
    return restoreBackup(given, terminal, find);
  },
});
