import { type ValueReport, valueDocument, valueDocumentInParts, valueReport } from '@tidemark/engine';
import type { Command } from '../command.ts';
import { DONE } from '../exit-codes.ts';
import { JSON_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';
import { readBenchmark } from '../inputs/benchmark-file.ts';
import { LEDGER_FLAGS } from '../inputs/ledger-flags.ts';
import { openFromFiles } from '../inputs/open-history.ts';
import { REPORT_FLAGS, reportRequest } from '../inputs/report-request.ts';
import { printJson } from '../json-output.ts';
import { printProblems } from '../problem-output.ts';
import { Refusal } from '../refusal.ts';
import { valueScreen } from '../screens/value-screen.ts';
import { printTiming, TIMING_FLAG, type Timing, timingOf } from '../stopwatch.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MANUAL } from './value.manual.ts';

export const value: Command = {
  name: 'value',
  manual: MANUAL,
  flags: [
    ...LEDGER_FLAGS,
    ...REPORT_FLAGS,
    JSON_FLAG,
    { name: 'csv', kind: 'switch', help: 'The series as CSV.' },
    TIMING_FLAG,
  ],
  operands: [],
  run,
};

function run(given: Given, terminal: Terminal): number {
  const asked = reportRequest(given);
  if (given.has('json') && given.has('csv')) given.refuse('csv', '--json and --csv do not go together');
  const opened = openFromFiles(given, terminal, asked.to);
  const file = given.text('benchmark');
  const request = { ...asked, benchmark: file === null ? null : readBenchmark(file) };
  const { conventions } = opened.settings;
  const { report, problems } = valueReport(opened.history, { ...opened.facts, conventions }, request);
  if (report === null) throw new Refusal([...opened.problems, ...problems]);
  print({ ...report, problems: [...opened.problems, ...problems] }, opened.timing(), given, terminal);
  return DONE;
}

function print(report: ValueReport, timing: Timing, given: Given, terminal: Terminal): void {
  if (given.has('json'))
    return printJson({ ...valueDocumentInParts(report), ...timingOf(given, timing) }, terminal);
  // What is too short to be known has a dash on the page.
  printProblems(
    report.problems.filter(({ code }) => code !== 'history_too_short'),
    terminal,
  );
  terminal.out(given.has('csv') ? csvOf(report) : valueScreen(report, terminal));
  printTiming(given, timing, terminal);
}

/** The series, one row for each date; columns as in the JSON. */
function csvOf(report: ValueReport): string {
  const { series } = valueDocument(report);
  const columns: readonly (readonly (string | number)[])[] = Object.values(series);
  const rows = series.date.map((_, i) => columns.map((column) => column[i]).join(','));
  return `${[Object.keys(series).join(','), ...rows].join('\n')}\n`;
}
