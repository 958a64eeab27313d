import type { Command } from './command.ts';
import { risk } from './commands/risk.ts';
import { sessions } from './commands/sessions.ts';
import { twr } from './commands/twr.ts';
import { xirr } from './commands/xirr.ts';

/** Every command, in the order in which the overview lists them. */
export const COMMANDS: readonly Command[] = [xirr, twr, risk, sessions];
