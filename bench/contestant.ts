/** One program among those that are measured side by side. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import type { Figures } from './baseline.ts';
import { type Program, runOnce } from './processes.ts';
import { difference, UNROUNDED } from './published.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** What one program took; a note says why it was not measured, or what is wrong with it. */
export interface Total {
  readonly program: string;
  readonly wall: Spread | null;
  readonly peakMegabytes: number | null;
  readonly note: string;
}

/** How a program's figures are read from what it prints, and what they must be. */
export interface Check {
  figures(text: string): Partial<Figures>;
  readonly expected: Figures;
}

/** Runs of a program that takes seconds or minutes. */
const SLOW_RUNS = 2;

export class Contestant {
  readonly name: string;
  private readonly program: Program;
  private readonly isSlow: boolean;
  /** Null for what has been checked already. */
  private check: Check | null;
  private note = '';
  private readonly wallsMs: number[] = [];
  private peakMegabytes: number | null = null;

  constructor(name: string, program: Program, isSlow: boolean, check: Check | null) {
    this.name = name;
    this.program = program;
    this.isSlow = isSlow;
    this.check = check;
  }

  /** Fills the caches of whatever is quick, and looks at its figures; what is slow is checked as it is measured. */
  async warmUp(limitMs: number): Promise<void> {
    if (this.isSlow) return;
    await this.run(limitMs);
    this.wallsMs.length = 0;
  }

  async measure(limitMs: number): Promise<void> {
    if (this.note === '' && !(this.isSlow && this.wallsMs.length === SLOW_RUNS)) await this.run(limitMs);
  }

  total(): Total {
    const { name, wallsMs, peakMegabytes, note } = this;
    return { program: name, wall: wallsMs.length === 0 ? null : spreadOf(wallsMs), peakMegabytes, note };
  }

  private async run(limitMs: number): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-bench-'));
    try {
      const output = this.check === null ? devNull : path.join(folder, 'out');
      const { wallMs, peakMegabytes, exitCode, timedOut } = await runOnce(this.program, limitMs, output);
      if (timedOut) this.note = `more than ${limitMs / 1000} s`;
      else if (exitCode !== 0) this.note = `failed with exit code ${exitCode}`;
      else {
        if (this.check !== null) this.note = wrongFigure(this.check, readFileSync(output, 'utf8'));
        this.check = null;
        this.wallsMs.push(wallMs);
        if (peakMegabytes !== null) this.peakMegabytes = Math.max(this.peakMegabytes ?? 0, peakMegabytes);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function wrongFigure({ figures, expected }: Check, text: string): string {
  return difference(figures(text), expected, UNROUNDED) ?? '';
}
