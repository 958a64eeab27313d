import {
  annualizeOver,
  FIGURE_NAMES,
  Findings,
  formatDay,
  linkReturns,
  needsBenchmark,
  problemDocument,
  type RiskFigure,
  riskSummary,
} from '@tidemark/engine';
import type { Command } from '../command.ts';
import { DONE } from '../exit-codes.ts';
import { JSON_FLAG, RISK_FREE_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';
import { type Periods, readPeriods } from '../inputs/period-file.ts';
import { printJson } from '../json-output.ts';
import { printProblems } from '../problem-output.ts';
import { printTiming, Stopwatch, TIMING_FLAG, timingOf } from '../stopwatch.ts';
import { percent, ratio, unsignedPercent } from '../terminal/numbers.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { padEnd, wrapBehind } from '../terminal/text-width.ts';
import { MANUAL } from './risk.manual.ts';

export const risk: Command = {
  name: 'risk',
  manual: MANUAL,
  flags: [
    { name: 'periods-per-year', kind: 'one', value: 'N', help: 'How many rows make a year. Default 252.' },
    RISK_FREE_FLAG,
    { name: 'log-returns', kind: 'switch', help: 'Volatility of logarithmic returns.' },
    JSON_FLAG,
    TIMING_FLAG,
  ],
  operands: ['FILE'],
  run,
};

function run(given: Given, terminal: Terminal): number {
  const periodsPerYear = given.number('periods-per-year', 1e-9) ?? 252;
  const riskFree = given.number('risk-free') ?? 0;
  given.check();
  const [file] = given.operands;
  const watch = new Stopwatch(terminal);
  const periods = readPeriods(file, watch.readChunks);
  watch.parsed();
  const findings = new Findings();
  const twr = linkReturns(periods.returns);
  const years = periods.returns.length / periodsPerYear;
  const { figures, problems: unknown } = riskSummary(
    {
      returns: periods.returns,
      benchmark: periods.benchmark,
      total: twr,
      depth: periods.drawdowns.depth ?? 0,
      years,
    },
    {
      periodsPerYear,
      riskFree: { yearly: riskFree },
      volatilityOf: given.has('log-returns') ? 'logarithmic' : 'simple',
      tail: 0.05,
    },
  );
  for (const { figure, code } of unknown) findings.note(FIGURE_NAMES[figure], code, null);
  const annualized = years >= 1 ? annualizeOver(twr, years) : null;
  if (periods.returns.length === 0) findings.note('twr', 'history_too_short', null);
  if (annualized === null) findings.note('twr_annualized', 'history_too_short', null);
  const problems = [...periods.problems, ...findings.problems()];
  const answer = {
    periods: periods.returns.length,
    periods_per_year: periodsPerYear,
    risk_free: riskFree,
    twr: periods.returns.length === 0 ? null : twr,
    twr_annualized: annualized,
    ...outerNames(figures, periods.benchmark !== null),
    max_drawdown: drawdownDocument(periods),
  };
  const timing = watch.timing();
  if (given.has('json')) {
    printJson({ ...answer, problems: problems.map(problemDocument), ...timingOf(given, timing) }, terminal);
  } else {
    printProblems(problems, terminal);
    terminal.out(`${lines(answer, terminal.columns).join('\n')}\n`);
    printTiming(given, timing, terminal);
  }
  return DONE;
}

function outerNames(
  figures: Readonly<Record<RiskFigure, number | null>>,
  compared: boolean,
): Record<string, number | null> {
  const names = (Object.keys(figures) as RiskFigure[]).filter((name) => compared || !needsBenchmark(name));
  return Object.fromEntries(names.map((name) => [FIGURE_NAMES[name], figures[name]]));
}

function drawdownDocument({ drawdowns: { depth, deepest }, first }: Periods) {
  // Of returns alone, a drawdown from the very start has no day on which it began.
  const fromStart = deepest !== null && first !== null && deepest.peak < first;
  return {
    depth,
    peak: deepest === null || fromStart ? null : formatDay(deepest.peak),
    trough: deepest === null ? null : formatDay(deepest.trough),
    recovered: deepest === null || deepest.recovered === null ? null : formatDay(deepest.recovered),
  };
}

const CHANGES = ['twr', 'twr_annualized', 'alpha'];
const SIZES = ['volatility', 'downside_deviation', 'var_95', 'expected_shortfall_95', 'tracking_error'];

function lines(answer: Record<string, unknown>, columns: number): string[] {
  const width = Math.max(...Object.keys(answer).map((name) => name.length));
  return Object.entries(answer).flatMap(([name, value]) =>
    wrapBehind(`${padEnd(name, width)}  `, shown(name, value), columns),
  );
}

function shown(name: string, value: unknown): string {
  if (name === 'max_drawdown') {
    const { depth, peak, trough, recovered } = value as ReturnType<typeof drawdownDocument>;
    if (depth === null || depth === 0) return depth === null ? '–' : 'none';
    return `${percent(depth)}  (${peak ?? 'start'} → ${trough}, ${recovered === null ? 'not recovered' : `recovered ${recovered}`})`;
  }
  if (value === null) return '–';
  if (CHANGES.includes(name)) return percent(value as number);
  if (SIZES.includes(name)) return unsignedPercent(value as number);
  return name.startsWith('periods') || name === 'risk_free' ? String(value) : ratio(value as number);
}
