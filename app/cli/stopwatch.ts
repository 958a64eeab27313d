import type { Flag } from './command.ts';
import type { Given } from './given.ts';
import { type ReadChunks, readChunks } from './inputs/chunks.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Milliseconds by the monotonic clock. */
export interface Timing {
  /** Spent waiting for the disk. */
  readonly read_ms: number;
  readonly parse_ms: number;
  readonly compute_ms: number;
  /** Since the process began. */
  readonly total_ms: number;
}

export const TIMING_FLAG: Flag = {
  name: 'timing',
  kind: 'switch',
  help: 'What reading, parsing and computing took.',
};

/** Times a call: from its making to `parsed` files are read and parsed, from there on figures are computed. */
export class Stopwatch {
  private readonly terminal: Terminal;
  private readonly began: number;
  private computing: number;
  private reading = 0;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
    this.began = terminal.now();
    this.computing = this.began;
  }

  /** As `readChunks`, what is spent outside of `take` counted as reading. */
  readonly readChunks: ReadChunks = (file, take) => {
    let since = this.terminal.now();
    const unreadable = readChunks(file, (bytes) => {
      this.reading += this.terminal.now() - since;
      take(bytes);
      since = this.terminal.now();
    });
    this.reading += this.terminal.now() - since;
    return unreadable;
  };

  /** All files are read and parsed. */
  parsed(): void {
    this.computing = this.terminal.now();
  }

  /** What it has taken up to now. */
  timing(): Timing {
    return {
      read_ms: rounded(this.reading),
      parse_ms: rounded(this.computing - this.began - this.reading),
      compute_ms: rounded(this.terminal.now() - this.computing),
      total_ms: rounded(this.terminal.now()),
    };
  }
}

/** The member `timing` of a JSON document, where the flag asks for it. */
export function timingOf(given: Given, timing: Timing): { readonly timing?: Timing } {
  return given.has(TIMING_FLAG.name) ? { timing } : {};
}

/** The same as a line on stderr, beside an answer that is not JSON. */
export function printTiming(given: Given, timing: Timing, terminal: Terminal): void {
  if (!given.has(TIMING_FLAG.name)) return;
  const parts = Object.entries(timing).map(([name, took]) => `${name} ${took}`);
  terminal.err(`${parts.join('  ')}\n`);
}

/** Digits beyond microseconds are noise; a difference of times may come out a hair below nothing. */
function rounded(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds * 1000) / 1000);
}
