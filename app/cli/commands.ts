import type { Command } from './command.ts';
import { backup } from './commands/backup.ts';
import { bench } from './commands/bench.ts';
import { demo } from './commands/demo.ts';
import { explain } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { restore } from './commands/restore.ts';
import { risk } from './commands/risk.ts';
import { sessions } from './commands/sessions.ts';
import { trades } from './commands/trades.ts';
import { twr } from './commands/twr.ts';
import { value } from './commands/value.ts';
import { verify } from './commands/verify.ts';
import { xirr } from './commands/xirr.ts';
import type { FindDatabase } from './database/database.ts';

/** Every command, in the order in which the overview lists them. `find` finds the database of those that need one. */
export const commandsOver = (find: FindDatabase): readonly Command[] => [
  demo,
  value,
  explain,
  trades,
  xirr,
  twr,
  risk,
  sessions,
  importCommand(find),
  exportCommand(find),
  verify(find),
  backup(find),
  restore(find),
  bench,
];
