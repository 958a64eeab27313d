import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROGRAM } from '../cli/tidemark.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
}

/** `tidemark serve` in a process of its own, as an operator has it. */
export class ServeProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  out = '';
  err = '';

  constructor(env: Readonly<Record<string, string>>, args: readonly string[] = []) {
    this.child = spawn(process.execPath, [PROGRAM, 'serve', ...args], {
      env: { ...inherited(), NO_COLOR: '1', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text) => {
      this.out += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text) => {
      this.err += text;
    });
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  /** Once it has printed its address. Throws where it ended instead. */
  async address(): Promise<string> {
    await this.until(() => this.out.includes('Stop'));
    return /http:\/\/\S+/.exec(this.out)?.[0] ?? '';
  }

  /** Waits until something holds of what was printed. Throws where the process ended first. */
  async until(holds: () => boolean): Promise<void> {
    let isOver = false;
    const over = this.ended.then(() => {
      isOver = true;
    });
    while (!holds()) {
      if (isOver) throw new Error(`tidemark serve ended: ${this.out}${this.err}`);
      await Promise.race([
        over,
        once(this.child.stdout as NodeJS.ReadableStream, 'data'),
        once(this.child.stderr as NodeJS.ReadableStream, 'data'),
      ]);
    }
  }

  async stop(): Promise<Ended> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  /** The log, line by line. */
  get log(): { readonly msg: string; readonly [field: string]: unknown }[] {
    return this.err
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }
}

/** Without what a run of the tests sets for itself. */
function inherited(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => !/^(TIDEMARK_|FORCE_COLOR|LOG_LEVEL)/.test(name));
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

/** A folder for a database; `remove` takes it away. */
export function newHome(): { readonly home: string; readonly remove: () => void } {
  const home = mkdtempSync(path.join(tmpdir(), 'tidemark-serve-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}
