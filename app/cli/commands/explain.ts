import {
  DAILY_FIGURES,
  type Day,
  type ExplainRequest,
  explain as explainFigure,
  explanationDocument,
  folded,
  formatDay,
  PERIOD_FIGURES,
  POSITION_FIGURES,
  problemDocument,
  seriesDates,
  startsEarly,
} from '@tidemark/engine';
import type { Command } from '../command.ts';
import { DONE } from '../exit-codes.ts';
import { FLOW_TIMINGS, FLOWS_FLAG, JSON_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';
import { LEDGER_FLAGS } from '../inputs/ledger-flags.ts';
import { type Opened, openFromFiles } from '../inputs/open-history.ts';
import { printJson } from '../json-output.ts';
import { printProblems } from '../problem-output.ts';
import { Refusal } from '../refusal.ts';
import { explanationTree } from '../screens/explanation-tree.ts';
import { printTiming, TIMING_FLAG, timingOf } from '../stopwatch.ts';
import { painter } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MANUAL } from './explain.manual.ts';

export const explain: Command = {
  name: 'explain',
  manual: MANUAL,
  flags: [
    ...LEDGER_FLAGS,
    { name: 'date', kind: 'one', value: 'DATE', help: 'The day.' },
    {
      name: 'figure',
      kind: 'one',
      value: 'NAME',
      help: `Of a day: ${DAILY_FIGURES.join(', ')}. Of the days from --from on: ${PERIOD_FIGURES.join(', ')}, and the amounts of a day. With --symbol: ${POSITION_FIGURES.join(', ')}.`,
    },
    { name: 'symbol', kind: 'one', value: 'S', help: 'A position’s figure.' },
    { name: 'account', kind: 'one', value: 'NAME', help: 'One account alone.' },
    {
      name: 'from',
      kind: 'one',
      value: 'DATE',
      help: 'Where what runs over days begins. Default: the first event.',
    },
    {
      name: 'depth',
      kind: 'one',
      value: 'day|all',
      help: 'Back to the day before (default), or to the first event.',
    },
    {
      name: 'basis',
      kind: 'one',
      value: 'realized|market',
      help: 'Of account value and growth. Default market, as value has it.',
    },
    FLOWS_FLAG,
    JSON_FLAG,
    TIMING_FLAG,
  ],
  operands: [],
  run,
};

function run(given: Given, terminal: Terminal): number {
  given.required('date', '2024-06-28');
  const day = given.day('date');
  const symbol = given.text('symbol');
  const account = given.text('account');
  const from = given.day('from');
  const asked = {
    figure: given.text('figure') ?? (symbol === null ? 'equity' : 'value'),
    depth: given.choice('depth', ['day', 'all'] as const) ?? 'day',
    flows: given.choice('flows', FLOW_TIMINGS) ?? 'in-start-out-end',
    basis: given.choice('basis', ['realized', 'market'] as const) ?? 'market',
  } as const;
  const opened = openFromFiles(given, terminal, null);
  if (day === null) return DONE;
  const request: ExplainRequest = {
    ...asked,
    day,
    ...(symbol !== null && { symbol }),
    ...(account !== null && { account }),
    ...(from !== null && { from }),
    ...(OVER_SERIES.has(asked.figure) && seriesDays(opened, from, day)),
  };
  const { explanation, problems } = explainFigure(opened.history, request);
  if (explanation === null) throw new Refusal(problems);
  const shown = asked.depth === 'all' ? explanation : folded(explanation);
  const others = [...opened.problems, ...opened.history.problems, ...startsEarly(opened.history, from)];
  const timing = opened.timing();
  if (given.has('json')) {
    const document = { date: formatDay(day), figure: asked.figure, symbol, account };
    printJson(
      {
        ...document,
        explanation: explanationDocument(shown),
        problems: others.map(problemDocument),
        ...timingOf(given, timing),
      },
      terminal,
    );
    return DONE;
  }
  printProblems(others, terminal);
  terminal.out(`${explanationTree(shown, terminal.columns, painter(terminal.colour)).join('\n')}\n`);
  printTiming(given, timing, terminal);
  return DONE;
}

/** What is taken over the days of a report. */
const OVER_SERIES: ReadonlySet<string> = new Set(['drawdown', 'max_drawdown', 'volatility']);

/** The days that a value report takes its drawdown and its risk over. */
function seriesDays({ facts, history }: Opened, from: Day | null, to: Day) {
  const first = from === null || from < history.first ? history.first : from;
  const dates = seriesDates({ ...facts, symbols: history.symbols }, first, to, 'auto', 'day');
  const dayAt = (index: number): Day => (first + index) as Day;
  const isCrypto = history.symbols.every((symbol) => facts.instruments(symbol)?.kind === 'crypto');
  const periodsPerYear = isCrypto && history.symbols.length > 0 ? 365 : 252;
  return {
    days: Array.from(dates.days, dayAt),
    risk: { days: Array.from(dates.risk, dayAt), periodsPerYear },
  };
}
