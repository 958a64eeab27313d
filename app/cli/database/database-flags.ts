import type { Flag } from '../command.ts';

export const DATABASE_FLAG: Flag = {
  name: 'database',
  kind: 'one',
  value: 'URL|FILE',
  help: 'postgres://… or a file. Default: DATABASE_URL, else tidemark.db in TIDEMARK_HOME (~/.tidemark).',
};

export const USER_FLAG: Flag = {
  name: 'user',
  kind: 'one',
  value: 'EMAIL',
  help: 'Whose; needed where the database has several users.',
};
