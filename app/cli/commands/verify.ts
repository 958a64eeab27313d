import { checkLaws, problemDocument } from '@tidemark/engine';
import type { Command } from '../command.ts';
import type { FindDatabase } from '../database/database.ts';
import { DATABASE_FLAG } from '../database/database-flags.ts';
import { DOES_NOT_HOLD, DONE } from '../exit-codes.ts';
import { JSON_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';
import { LEDGER_FLAGS } from '../inputs/ledger-flags.ts';
import { openFromFiles } from '../inputs/open-history.ts';
import { printJson } from '../json-output.ts';
import { printProblems } from '../problem-output.ts';
import { lawsScreen } from '../screens/laws-screen.ts';
import { seeded } from '../seeded-random.ts';
import { printTiming, TIMING_FLAG, timingOf } from '../stopwatch.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MANUAL } from './verify.manual.ts';

const AT_FAULT = 'The ledger is not at fault; please report this.';

/** Of files where a ledger is named, else of a database. */
export const verify = (find: FindDatabase): Command => ({
  name: 'verify',
  manual: MANUAL,
  flags: [
    ...LEDGER_FLAGS,
    DATABASE_FLAG,
    {
      name: 'edits',
      kind: 'one',
      value: 'N',
      help: 'How many random edits test the incremental path. Default 10; in a database 2 for each portfolio.',
    },
    { name: 'seed', kind: 'one', value: 'N', help: 'Which random edits. Default 1.' },
    JSON_FLAG,
    TIMING_FLAG,
  ],
  operands: [],
  run: async (given, terminal) => {
    const ofFiles = LEDGER_FLAGS.some(({ name }) => given.has(name));
    if (ofFiles && given.has('database'))
      given.refuse(
        'database',
        '--database does not go with the flags of files',
        'Give --ledger or --database.',
      );
    if (ofFiles) return verifyFiles(given, terminal);
    const { verifyDatabase } = await import('../database/verify-database.ts');
    return verifyDatabase(given, terminal, find);
  },
});

function verifyFiles(given: Given, terminal: Terminal): number {
  const edits = given.number('edits', 0) ?? 10;
  const seed = given.number('seed') ?? 1;
  const opened = openFromFiles(given, terminal, null);
  const { conventions } = opened.settings;
  const laws = checkLaws({ ...opened.facts, conventions }, edits, seeded(seed).uniform);
  const problems = [...opened.problems, ...opened.history.problems];
  const timing = opened.timing();
  const holds = laws.every((law) => law.failures === 0);
  if (given.has('json')) {
    printJson(
      { holds, seed, laws, problems: problems.map(problemDocument), ...timingOf(given, timing) },
      terminal,
    );
  } else {
    printProblems(problems, terminal);
    terminal.out(lawsScreen(laws, AT_FAULT, terminal));
    printTiming(given, timing, terminal);
  }
  return holds ? DONE : DOES_NOT_HOLD;
}
