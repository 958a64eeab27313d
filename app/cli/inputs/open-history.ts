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
import { Stopwatch, type Timing } from '../stopwatch.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { FileMeter } from './file-sources.ts';
import { type LedgerSettings, ledgerSettings } from './ledger-flags.ts';
import { neutralFiles } from './neutral-files.ts';

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
  const watch = new Stopwatch(terminal);
  const meter = new FileMeter(watch, progress);
  const missing: Problem[] = [];
  const files = neutralFiles(given, meter, missing);
  const read = readFacts(files, settings.conventions.base, settings.pricesAdjusted);
  watch.parsed();
  const problems = [...missing, ...read.problems];
  progress.done();
  if (hasErrors(problems)) throw new Refusal(problems);
  progress.at('computing', null);
  const { output: history } = openHistory(read.output, settings.conventions, to);
  if (hasErrors(history.problems)) throw new Refusal([...problems, ...history.problems]);
  progress.done();
  return { history, facts: read.output, settings, problems, timing: () => watch.timing() };
}
