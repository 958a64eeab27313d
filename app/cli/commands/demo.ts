import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Conventions,
  fileInMemory,
  openHistory,
  type Problem,
  problem,
  type ReportRequest,
  readFacts,
  type NeutralFiles as Sources,
  valueDocument,
  valueReport,
} from '@tidemark/engine';
import type { Command } from '../command.ts';
import { demoFiles, type NeutralFiles } from '../demo/neutral-files.ts';
import { DONE } from '../exit-codes.ts';
import { JSON_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';
import { printJson } from '../json-output.ts';
import { printProblems } from '../problem-output.ts';
import { Refusal } from '../refusal.ts';
import { valueScreen } from '../screens/value-screen.ts';
import { grouped } from '../terminal/numbers.ts';
import { painter } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/text-width.ts';
import { MANUAL } from './demo.manual.ts';

export const demo: Command = {
  name: 'demo',
  manual: MANUAL,
  flags: [
    { name: 'seed', kind: 'one', value: 'N', help: 'Another life with other prices. Default 11.' },
    { name: 'write', kind: 'one', value: 'DIR', help: 'Write the files into this folder, and nothing else.' },
    JSON_FLAG,
  ],
  operands: [],
  run,
};

const CONVENTIONS: Conventions = { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 };

const REQUEST: ReportRequest = {
  from: null,
  to: null,
  every: 'day',
  account: null,
  positionsBy: 'symbol',
  flows: 'in-start-out-end',
  calendar: 'auto',
  riskFree: 0.02,
  volatilityOf: 'simple',
  benchmark: null,
};

function run(given: Given, terminal: Terminal): number {
  const seed = given.number('seed', 0) ?? 11;
  given.check();
  const started = terminal.now();
  const files = demoFiles(seed);
  const folder = given.text('write');
  if (folder !== null) return write(files, folder, terminal);
  const generated = terminal.now();
  const read = readFacts(sources(files), CONVENTIONS.base, false);
  const parsed = terminal.now();
  const { output: history } = openHistory(read.output, CONVENTIONS, null);
  const { report, problems } = valueReport(history, { ...read.output, conventions: CONVENTIONS }, REQUEST);
  const computed = terminal.now();
  if (report === null) throw new Refusal(problems);
  if (given.has('json')) {
    printJson(valueDocument(report), terminal);
    return DONE;
  }
  const paint = painter(terminal.colour);
  const count = (n: number): string => grouped(String(n));
  const took = (since: number, until: number): string => `${(until - since).toFixed(0)} ms`;
  const prices = lineCount(files.get('prices.csv') ?? '') - 1;
  const days = history.last - history.first + 1;
  const note = (text: string): string =>
    wrap(text, terminal.columns)
      .map((line) => paint('faint', line))
      .join('\n');
  terminal.out(
    `${note('Ten years of a generated portfolio: no person, company or price in it is real.')}\n\n`,
  );
  terminal.out(valueScreen(report, terminal));
  printProblems(read.problems, terminal);
  const lines = [
    `${count(read.output.table.count)} events and ${count(prices)} prices made in ${took(started, generated)}, ` +
      `read in ${took(generated, parsed)};`,
    `${count(days)} days computed in ${took(parsed, computed)}.`,
    'The files behind it, to play with: tidemark demo --write DIR',
  ];
  terminal.out(`\n${lines.map(note).join('\n')}\n`);
  return DONE;
}

function lineCount(text: string): number {
  return text.split('\n').length - 1;
}

function sources(files: NeutralFiles): Sources {
  const encoder = new TextEncoder();
  const file = (name: string) => fileInMemory(name, encoder.encode(files.get(name) ?? ''));
  return {
    accounts: [file('accounts.csv')],
    instruments: [file('instruments.csv')],
    prices: [{ source: file('prices.csv'), kind: 'long' }],
    rates: [{ source: file('fx/EURUSD.csv'), kind: 'named' }],
    splits: [file('splits.csv')],
    ledger: [file('transactions.csv')],
  };
}

/** Writes the files into a new or empty folder and says how to value them. */
function write(files: NeutralFiles, folder: string, terminal: Terminal): number {
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      const message = `the folder ${folder} is not empty, and nothing there is overwritten`;
      throw new Refusal([
        problem('setting_invalid', { field: '--write' }, message, { remedy: 'Name a new folder.' }),
      ]);
    }
    for (const [name, text] of files) {
      makeFolder(path.dirname(path.join(folder, name)));
      writeFileSync(path.join(folder, name), text);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal([unwritable(folder, error)]);
  }
  const at = (name: string): string => path.posix.join(folder.replaceAll('\\', '/'), name);
  const flags = [
    `--ledger ${at('transactions.csv')}`,
    `--prices ${at('prices.csv')}`,
    `--fx ${at('fx')}`,
    `--splits ${at('splits.csv')}`,
    `--accounts ${at('accounts.csv')}`,
    `--instruments ${at('instruments.csv')}`,
  ];
  terminal.out(`${files.size} files written to ${folder} (generated data). To value them:\n\n`);
  terminal.out(`tidemark value ${flags.join(' \\\n  ')}\n`);
  return DONE;
}

/** Why the folder cannot be written; an error that is not of the file system is thrown on. */
function unwritable(folder: string, error: unknown): Problem {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
  const reason = NOT_WRITTEN[String(error.code)] ?? `the system says ${error.code}`;
  const remedy = 'Name a new folder inside one that you may write to.';
  return problem('setting_invalid', { field: '--write' }, `${folder} cannot be written: ${reason}`, {
    remedy,
  });
}

const NOT_WRITTEN: Readonly<Record<string, string>> = {
  ENOTDIR: 'a file stands in its path',
  EACCES: 'that is not permitted',
  EPERM: 'that is not permitted',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** One level after the other: in a folder of the system, making several at once may never return. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}
