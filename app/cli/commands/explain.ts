import {
  DAILY_FIGURES,
  type Day,
  type ExplainRequest,
  explain as explainFigure,
  explanationDocument,
  formatDay,
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
      help: `Of a day: ${DAILY_FIGURES.join(', ')}. With --symbol: ${POSITION_FIGURES.join(', ')}.`,
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
  } as const;
  const opened = openFromFiles(given, terminal, null);
  if (day === null) return DONE;
  const request: ExplainRequest = {
    ...asked,
    day,
    ...(symbol !== null && { symbol }),
    ...(account !== null && { account }),
    ...(from !== null && { from }),
    ...(asked.figure === 'drawdown' && { days: seriesDays(opened, from) }),
  };
  const { explanation, problems } = explainFigure(opened.history, request);
  if (explanation === null) throw new Refusal(problems);
  const others = [...opened.problems, ...opened.history.problems, ...startsEarly(opened.history, from)];
  const timing = opened.timing();
  if (given.has('json')) {
    const document = { date: formatDay(day), figure: asked.figure, symbol, account };
    printJson(
      {
        ...document,
        explanation: explanationDocument(explanation),
        problems: others.map(problemDocument),
        ...timingOf(given, timing),
      },
      terminal,
    );
    return DONE;
  }
  printProblems(others, terminal);
  terminal.out(`${explanationTree(explanation, terminal.columns, painter(terminal.colour)).join('\n')}\n`);
  printTiming(given, timing, terminal);
  return DONE;
}

/** The days that a value report takes its drawdown over. */
function seriesDays({ facts, history }: Opened, from: Day | null): Day[] {
  const first = from === null || from < history.first ? history.first : from;
  const { days } = seriesDates({ ...facts, symbols: history.symbols }, first, history.last, 'auto', 'day');
  return Array.from(days, (index) => (first + index) as Day);
}
