/** From the call of the program to the address that it prints. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { program } from '../../bin/program.mjs';
import { ownGroup } from '../scratch.ts';

const root = path.dirname(path.dirname(import.meta.dirname));
const BARE = path.join(import.meta.dirname, 'bare.ts');

/** Starts the program as the launcher runs it, as often as asked; ms from the call to its address, each. */
export async function timesToReady(home: string, runs: number): Promise<number[]> {
  const entry = await program(root);
  const env = { ...process.env, TIDEMARK_HOME: home, PORT: '0', LOG_LEVEL: 'warn' };
  return repeated(runs, () => timeToLine([entry, 'serve', '--json'], env));
}

/** The same of a program that only makes a bare server of the files of a folder. */
export async function timesOfBare(folder: string, runs: number): Promise<number[]> {
  return repeated(runs, () => timeToLine([BARE, folder], process.env));
}

async function repeated(runs: number, once: () => Promise<number>): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < runs; n++) took.push(await once());
  return took;
}

async function timeToLine(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env, detached: true });
  const forget = ownGroup(child.pid);
  const ended = once(child, 'exit');
  if (child.stdout === null) throw new Error('a program without an output');
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, 'line').then(() => true),
    ended.then(([code]) => Promise.reject(new Error(`it ended with ${code} before it was ready`))),
  ]);
  const ms = performance.now() - started;
  if (first) child.kill('SIGTERM');
  await ended;
  forget();
  return ms;
}
