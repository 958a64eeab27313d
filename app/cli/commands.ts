import type { Command } from './command.ts';
import { bench } from './commands/bench.ts';
import { demo } from './commands/demo.ts';
import { explain } from './commands/explain.ts';
import { risk } from './commands/risk.ts';
import { sessions } from './commands/sessions.ts';
import { trades } from './commands/trades.ts';
import { twr } from './commands/twr.ts';
import { value } from './commands/value.ts';
import { verify } from './commands/verify.ts';
import { xirr } from './commands/xirr.ts';

/** Every command, in the order in which the overview lists them. */
export const COMMANDS: readonly Command[] = [
  demo,
  value,
  explain,
  trades,
  xirr,
  twr,
  risk,
  sessions,
  verify,
  bench,
];
