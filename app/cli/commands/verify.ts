import { checkLaws, type LawCheck, problemDocument } from '@tidemark/engine';
import type { Command } from '../command.ts';
import { DOES_NOT_HOLD, DONE } from '../exit-codes.ts';
import { JSON_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';
import { LEDGER_FLAGS } from '../inputs/ledger-flags.ts';
import { openFromFiles } from '../inputs/open-history.ts';
import { printJson } from '../json-output.ts';
import { printProblems } from '../problem-output.ts';
import { seeded } from '../seeded-random.ts';
import { printTiming, TIMING_FLAG, timingOf } from '../stopwatch.ts';
import { grouped } from '../terminal/numbers.ts';
import { painter } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrapBehind } from '../terminal/text-width.ts';
import { MANUAL } from './verify.manual.ts';

export const verify: Command = {
  name: 'verify',
  manual: MANUAL,
  flags: [
    ...LEDGER_FLAGS,
    {
      name: 'edits',
      kind: 'one',
      value: 'N',
      help: 'How many random edits test the incremental path. Default 10.',
    },
    { name: 'seed', kind: 'one', value: 'N', help: 'Which random edits. Default 1.' },
    JSON_FLAG,
    TIMING_FLAG,
  ],
  operands: [],
  run,
};

function run(given: Given, terminal: Terminal): number {
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
    terminal.out(`${lines(laws, holds, terminal).join('\n')}\n`);
    printTiming(given, timing, terminal);
  }
  return holds ? DONE : DOES_NOT_HOLD;
}

function lines(laws: readonly LawCheck[], holds: boolean, terminal: Terminal): string[] {
  const paint = painter(terminal.colour);
  const count = (n: number): string => grouped(String(n));
  const all = laws.reduce((sum, law) => sum + law.checked, 0);
  const entry = (verdict: string, law: string, checks: string): string[] =>
    wrapBehind(`${verdict}  `, `${law}  ${paint('faint', checks)}`, terminal.columns);
  const broken = laws.reduce((sum, law) => sum + law.failures, 0);
  return [
    ...laws
      .filter((law) => law.checked > 0)
      .flatMap(({ law, checked, failures, examples }) =>
        failures === 0
          ? entry(paint('gain', 'holds '), law, `(${count(checked)} checks)`)
          : [
              ...entry(paint('loss', 'BROKEN'), law, `(${count(failures)} of ${count(checked)} checks)`),
              ...examples.flatMap((example) => wrapBehind('        ', example, terminal.columns)),
            ],
      ),
    '',
    holds
      ? `Every law holds: ${count(all)} checks.`
      : paint(
          'error',
          `${count(broken)} of ${count(all)} checks do not hold. The ledger is not at fault; please report this.`,
        ),
  ];
}
