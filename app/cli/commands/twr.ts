import {
  annualize,
  type DatedRows,
  type Day,
  Findings,
  type FlowTiming,
  formatDay,
  modifiedDietz,
  problemDocument,
  timeWeighted,
} from '@tidemark/engine';
import type { Command } from '../command.ts';
import { DONE } from '../exit-codes.ts';
import { FLOW_TIMINGS, FLOWS_FLAG, JSON_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';
import { readDatedFile } from '../inputs/dated-file.ts';
import { printJson } from '../json-output.ts';
import { printProblems } from '../problem-output.ts';
import { printTiming, Stopwatch, TIMING_FLAG, timingOf } from '../stopwatch.ts';
import { percent, percentCell } from '../terminal/numbers.ts';
import { painter } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MANUAL } from './twr.manual.ts';

export const twr: Command = {
  name: 'twr',
  manual: MANUAL,
  flags: [FLOWS_FLAG, JSON_FLAG, TIMING_FLAG],
  operands: ['FILE'],
  run,
};

const LAYOUT = {
  required: ['value'],
  optional: ['flow'],
  unknownColumns: 'refuse',
  repeatedDays: 'refuse',
} as const;

interface Measured {
  readonly twr: number | null;
  readonly annualized: number | null;
  readonly dietz: number | null;
  readonly returns: readonly number[];
  readonly index: readonly number[];
}

function run(given: Given, terminal: Terminal): number {
  const flows = given.choice('flows', FLOW_TIMINGS) ?? 'in-start-out-end';
  given.check();
  const [file] = given.operands;
  const watch = new Stopwatch(terminal);
  const rows = readDatedFile(file, LAYOUT, watch.readChunks);
  watch.parsed();
  const findings = new Findings();
  const found = measure(rows, flows, findings);
  const problems = [...rows.problems, ...findings.problems()];
  const timing = watch.timing();
  if (given.has('json')) {
    printJson(
      {
        twr: found.twr,
        twr_annualized: found.annualized,
        modified_dietz: found.dietz,
        conventions: { flows, day_count: 'act/365' },
        series: { date: rows.days.map(formatDay), return: found.returns, twr_index: found.index },
        problems: problems.map(problemDocument),
        ...timingOf(given, timing),
      },
      terminal,
    );
    return DONE;
  }
  printProblems(problems, terminal);
  terminal.out(`${tableOf(rows, found, terminal).join('\n')}\n`);
  printTiming(given, timing, terminal);
  return DONE;
}

function measure({ days, columns }: DatedRows, timing: FlowTiming, findings: Findings): Measured {
  if (days.length === 0) {
    for (const figure of ['twr', 'twr_annualized', 'modified_dietz'])
      findings.note(figure, 'history_too_short', null);
    return { twr: null, annualized: null, dietz: null, returns: [], index: [] };
  }
  const values = (columns.get('value') ?? []).map((value) => value ?? 0);
  const flows = (columns.get('flow') ?? values.map(() => 0)).map((flow) => flow ?? 0);
  // A first value that no flow explains was there before: it is the reference, at the end of its day. A first flow is
  // the first money, and came at the start of its day: the reference is the day before.
  const start = flows[0] === 0 ? 1 : 0;
  const opening = start === 1 ? values[0] : 0;
  const inflows = Float64Array.from(flows.slice(start), (flow) => Math.max(flow, 0));
  const outflows = Float64Array.from(flows.slice(start), (flow) => Math.max(-flow, 0));
  const found = timeWeighted(
    { values: Float64Array.from(values.slice(start)), inflows, outflows, opening },
    timing,
  );
  for (const { code, at } of found.problems) findings.note('twr', code, days[start + (at ?? 0)]);
  const total = (found.index.at(-1) ?? 1) - 1;
  const from = (days[0] + start) as Day;
  const to = days[days.length - 1];
  const before = start === 1 ? [0] : [];
  if (to < from) findings.note('modified_dietz', 'history_too_short', null);
  return {
    twr: total,
    annualized: findings.take('twr_annualized', annualize(total, to - from + 1)),
    dietz:
      to < from ? null : dietz(days.slice(start), values, { from, to, opening, inflows, outflows }, findings),
    returns: [...before, ...found.dailyReturns],
    index: [...before.map(() => 1), ...found.index],
  };
}

function dietz(
  days: readonly Day[],
  values: readonly number[],
  period: { from: Day; to: Day; opening: number; inflows: Float64Array; outflows: Float64Array },
  findings: Findings,
): number | null {
  const found = modifiedDietz({ ...period, days, closing: values[values.length - 1] }, 'in-start-out-end');
  for (const { code } of found.problems) findings.note('modified_dietz', code, null);
  return found.value;
}

function tableOf({ days }: DatedRows, found: Measured, terminal: Terminal): string[] {
  const paint = painter(terminal.colour);
  const rows = days.map((day, i) => [
    formatDay(day),
    percentCell(found.returns[i]),
    found.index[i].toFixed(6),
  ]);
  return [
    ...table(
      [
        { title: 'date', align: 'left' },
        { title: 'return', align: 'right' },
        { title: 'index', align: 'right' },
      ],
      rows,
      terminal.columns,
      paint,
    ),
    '',
    `time-weighted return  ${percent(found.twr)}`,
    `annualized            ${percent(found.annualized)}`,
    `modified Dietz        ${percent(found.dietz)}`,
  ];
}
