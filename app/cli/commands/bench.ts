import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { problem } from '@tidemark/engine';
import type { Command } from '../command.ts';
import { OUR_FAULT } from '../exit-codes.ts';
import type { Given } from '../given.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MANUAL } from './bench.manual.ts';

export const bench: Command = {
  name: 'bench',
  manual: MANUAL,
  flags: [],
  operands: [],
  passesOn: true,
  run,
};

/** Runs the workloads in a process of their own, so that nothing of the command line is measured along. */
function run(given: Given, terminal: Terminal): Promise<number> {
  const program = path.join(terminal.root, 'bench', 'run.ts');
  if (!existsSync(program)) {
    const message = 'the workloads are not part of this installation';
    const remedy = 'Run it in a checkout of the project.';
    throw new Refusal([problem('file_missing', { file: 'bench/run.ts' }, message, { remedy })]);
  }
  const child = spawn(process.execPath, [program, ...given.operands], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? OUR_FAULT));
  });
}
