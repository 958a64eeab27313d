import {
  type Day,
  type Facts,
  type History,
  hasErrors,
  openHistory,
  type Problem,
  readFacts,
} from '@tidemark/engine';
import type { Given } from '../given.ts';
import { Refusal } from '../refusal.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { FileMeter } from './file-sources.ts';
import { type LedgerSettings, ledgerSettings } from './ledger-flags.ts';
import { neutralFiles } from './neutral-files.ts';

/** Milliseconds by the monotonic clock. */
export interface Timing {
  readonly read_ms: number;
  readonly parse_ms: number;
  readonly compute_ms: number;
  /** Since the process began. */
  readonly total_ms: number;
}

/** A history opened from the files of the command line. */
export interface Opened {
  readonly history: History;
  readonly facts: Facts;
  readonly settings: LedgerSettings;
  /** Of the files; those of the history are in the history. */
  readonly problems: readonly Problem[];
  /** What it has taken up to now. */
  timing(): Timing;
}

/**
 * Reads the files and derives the history. Throws Refusal with every problem of every file, and of the ledger, when
 * there is an error among them.
 */
export function openFromFiles(given: Given, terminal: Terminal, to: Day | null): Opened {
  const settings = ledgerSettings(given);
  given.check();
  const progress = new Progress(terminal);
  const meter = new FileMeter(terminal, progress);
  const missing: Problem[] = [];
  const files = neutralFiles(given, meter, missing);
  const parsing = terminal.now();
  const read = readFacts(files, settings.conventions.base, settings.pricesAdjusted);
  const computing = terminal.now();
  const problems = [...missing, ...read.problems];
  progress.done();
  if (hasErrors(problems)) throw new Refusal(problems);
  progress.at('computing', null);
  const { output: history } = openHistory(read.output, settings.conventions, to);
  if (hasErrors(history.problems)) throw new Refusal([...problems, ...history.problems]);
  progress.done();
  const timing = (): Timing => ({
    read_ms: rounded(meter.readMs),
    parse_ms: rounded(computing - parsing - meter.readMs),
    compute_ms: rounded(terminal.now() - computing),
    total_ms: rounded(terminal.now()),
  });
  return { history, facts: read.output, settings, problems, timing };
}

/** Thousandths of a millisecond are noise. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
