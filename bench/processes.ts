/** Whole programs measured from outside: wall time by the monotonic clock, peak memory by the operating system. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { endGroup, ownGroup, removeFolder, scratchFolder } from './scratch.ts';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Run {
  readonly wallMs: number;
  /** Of the largest process, in MB of 10^6 bytes; null where nothing here can tell. */
  readonly peakMegabytes: number | null;
  readonly exitCode: number | null;
  readonly timedOut: boolean;
}

const GNU_TIME = '/usr/bin/time';
const hasGnuTime = process.platform === 'linux' && existsSync(GNU_TIME);
const KIBIBYTE = 1024;

/** Runs a program once, with its output thrown away or written to a file. */
export async function runOnce(
  program: Program,
  timeLimitMs: number,
  outputFile: string = devNull,
): Promise<Run> {
  const folder = scratchFolder();
  const memoryFile = path.join(folder, 'peak');
  const output = openSync(outputFile, 'w');
  try {
    const [command, args] = withMemory(program, memoryFile);
    const started = performance.now();
    const { exitCode, timedOut } = await finished(program, command, args, memoryFile, output, timeLimitMs);
    const wallMs = performance.now() - started;
    return { wallMs, peakMegabytes: timedOut ? null : peakIn(memoryFile), exitCode, timedOut };
  } finally {
    closeSync(output);
    removeFolder(folder);
  }
}

/** What a program prints, apart from all measuring. Throws where it fails. */
export async function outputOf(program: Program, timeLimitMs: number): Promise<string> {
  const folder = scratchFolder();
  const file = path.join(folder, 'out');
  try {
    const { exitCode } = await runOnce(program, timeLimitMs, file);
    const text = readFileSync(file, 'utf8');
    if (exitCode !== 0)
      throw new Error(
        `${program.command} ${program.args.join(' ')} ended with ${exitCode}: ${text.slice(0, 500)}`,
      );
    return text;
  } finally {
    removeFolder(folder);
  }
}

/** GNU time says what the kernel counted; without it a Node program says it of itself at its end. */
function withMemory({ command, args }: Program, memoryFile: string): [string, readonly string[]] {
  if (hasGnuTime) return [GNU_TIME, ['-f', '%M', '-o', memoryFile, command, ...args]];
  if (command !== process.execPath) return [command, args];
  return [command, ['--import', new URL('./report-memory.mjs', import.meta.url).href, ...args]];
}

function peakIn(memoryFile: string): number | null {
  if (!existsSync(memoryFile)) return null;
  const lines = readFileSync(memoryFile, 'utf8').trim().split('\n');
  const kibibytes = Number(lines[lines.length - 1]);
  return Number.isFinite(kibibytes) ? (kibibytes * KIBIBYTE) / 1e6 : null;
}

function finished(
  { env, cwd }: Program,
  command: string,
  args: readonly string[],
  memoryFile: string,
  output: number,
  timeLimitMs: number,
): Promise<{ exitCode: number | null; timedOut: boolean }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env, TIDEMARK_BENCH_PEAK: memoryFile },
      stdio: ['ignore', output, 'ignore'],
      // A group of its own, so that a time limit ends the program and not only what started it.
      detached: true,
    });
    const ended = ownGroup(child.pid);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) endGroup(child.pid);
    }, timeLimitMs);
    child.on('error', (error) => {
      ended();
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (exitCode) => {
      ended();
      clearTimeout(timer);
      resolve({ exitCode, timedOut });
    });
  });
}
