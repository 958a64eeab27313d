import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { problem } from '@tidemark/engine';
import { BENCH_PARTS, BENCH_SIZES } from '../bench-parts.ts';
import type { Command } from '../command.ts';
import type { Given } from '../given.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MANUAL } from './bench.manual.ts';

export const bench: Command = {
  name: 'bench',
  manual: MANUAL,
  flags: [
    { name: 'quick', kind: 'switch', help: 'Size S and few runs: whether everything works, not how fast.' },
    {
      name: 'size',
      kind: 'one',
      value: 'LIST',
      help: `Of the sizes ${BENCH_SIZES.join(', ')}, with commas. Default: all.`,
    },
    {
      name: 'only',
      kind: 'one',
      value: 'LIST',
      help: `Of the parts ${BENCH_PARTS.join(', ')}, with commas. Default: all.`,
    },
    { name: 'runs', kind: 'one', value: 'N', help: 'Runs of each whole program. Default: by the size.' },
    { name: 'all', kind: 'switch', help: 'Slow peers at size L too, with ten minutes each.' },
    {
      name: 'json',
      kind: 'switch',
      help: 'All measurements as one JSON document on stdout, tables on stderr.',
    },
  ],
  operands: [],
  run,
};

/** Runs the workloads in a process of their own, so that nothing of the command line is measured along. */
function run(given: Given, terminal: Terminal): Promise<number> {
  const args = [
    ...['quick', 'all', 'json'].filter((flag) => given.has(flag)).map((flag) => `--${flag}`),
    ...listOf(given, 'size', BENCH_SIZES),
    ...listOf(given, 'only', BENCH_PARTS),
    ...runsOf(given),
  ];
  given.check();
  const program = path.join(terminal.root, 'bench', 'run.ts');
  if (!existsSync(program)) {
    const message = 'the workloads are not part of this installation';
    const remedy = 'Run it in a checkout of the project.';
    throw new Refusal([problem('file_missing', { file: 'bench/run.ts' }, message, { remedy })]);
  }
  return finished(program, args);
}

/** A process that is told to end lets the workloads end first: they have programs to stop and folders to remove. */
function finished(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  }).finally(() => process.off('SIGINT', forward).off('SIGTERM', forward));
}

/** The flag as it goes on; names that there are not are noted in `given`. */
function listOf(given: Given, flag: string, known: readonly string[]): string[] {
  const text = given.text(flag);
  if (text === null) return [];
  const unknown = text.split(',').find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = `--${flag} cannot be ${JSON.stringify(unknown)}`;
    given.refuse(flag, message, `Use one or more of: ${known.join(', ')}, with commas.`);
  }
  return [`--${flag}`, text];
}

function runsOf(given: Given): string[] {
  const runs = given.number('runs', 1);
  if (runs === null) return [];
  if (!Number.isInteger(runs)) given.refuse('runs', `--runs is ${runs}, which is no whole number`);
  return ['--runs', String(runs)];
}
