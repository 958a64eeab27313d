import { type Problem, problem, problemDocument, xirr as solveXirr } from '@tidemark/engine';
import type { Command } from '../command.ts';
import { DONE } from '../exit-codes.ts';
import { JSON_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';
import { readDatedFile } from '../inputs/dated-file.ts';
import { printJson } from '../json-output.ts';
import { printProblems } from '../problem-output.ts';
import { Refusal } from '../refusal.ts';
import { printTiming, Stopwatch, TIMING_FLAG, timingOf } from '../stopwatch.ts';
import { percent, rate } from '../terminal/numbers.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MANUAL } from './xirr.manual.ts';

export const xirr: Command = {
  name: 'xirr',
  manual: MANUAL,
  flags: [JSON_FLAG, TIMING_FLAG],
  operands: ['FILE'],
  run,
};

const LAYOUT = {
  required: ['amount'],
  optional: [],
  unknownColumns: 'refuse',
  repeatedDays: 'allow',
} as const;

function run(given: Given, terminal: Terminal): number {
  given.check();
  const [file] = given.operands;
  const watch = new Stopwatch(terminal);
  const rows = readDatedFile(file, LAYOUT, watch.readChunks);
  watch.parsed();
  const amounts = (rows.columns.get('amount') ?? []).map((amount) => amount ?? 0);
  const found = solveXirr({ days: rows.days, amounts });
  const problems = [
    ...rows.problems,
    ...found.problems.map(({ code }) => xirrProblem(code, file, found.roots)),
  ];
  if (problems.some(({ severity }) => severity === 'error')) throw new Refusal(problems);
  const timing = watch.timing();
  if (given.has('json')) {
    const answer = { xirr: found.rate, roots: found.roots, problems: problems.map(problemDocument) };
    printJson({ ...answer, ...timingOf(given, timing) }, terminal);
    return DONE;
  }
  printProblems(problems, terminal);
  if (found.rate === null) terminal.out('xirr  –\n');
  else terminal.out(`xirr  ${rate(found.rate)}  (${percent(found.rate)} a year, act/365)\n`);
  printTiming(given, timing, terminal);
  return DONE;
}

function xirrProblem(code: Problem['code'], file: string, roots: readonly number[]): Problem {
  switch (code) {
    case 'xirr_one_sign':
      return problem(
        code,
        { file, field: 'amount' },
        'the amounts are not of both signs: there is no payment, or no receipt',
      );
    case 'xirr_several_roots':
      return problem(
        code,
        { file },
        `several rates solve the equation: ${roots.map(rate).join(', ')}; the one nearest 0.10 is given`,
      );
    default:
      return problem(
        'xirr_no_root',
        { file },
        'no yearly rate above -100 % discounts these payments to zero',
      );
  }
}
