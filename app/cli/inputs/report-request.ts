import { CALENDAR_NAMES, type ReportRequest } from '@tidemark/engine';
import type { Flag } from '../command.ts';
import { FLOW_TIMINGS, FLOWS_FLAG, RISK_FREE_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** The flags that say what a report is about. */
export const REPORT_FLAGS: readonly Flag[] = [
  { name: 'from', kind: 'one', value: 'DATE', help: 'First day. Default: the first event.' },
  { name: 'to', kind: 'one', value: 'DATE', help: 'Last day, included. Default: the last event or price.' },
  { name: 'every', kind: 'one', value: PERIODS.join('|'), help: 'Rows of the series. Default day.' },
  { name: 'account', kind: 'one', value: 'NAME', help: 'One account alone.' },
  {
    name: 'by',
    kind: 'one',
    value: 'account|symbol',
    help: 'Positions for each account, or summed (default).',
  },
  FLOWS_FLAG,
  {
    name: 'calendar',
    kind: 'one',
    value: ['auto', ...CALENDAR_NAMES].join('|'),
    help: 'Which days the series and the risk figures have. Default auto: the days with a price or an event.',
  },
  {
    name: 'benchmark',
    kind: 'one',
    value: 'FILE',
    help: 'date,close to compare with: beta, alpha and their kin.',
  },
  RISK_FREE_FLAG,
  { name: 'log-returns', kind: 'switch', help: 'Volatility of logarithmic returns.' },
];

/** Reads the request but for the benchmark; what cannot be read is noted in `given`. */
export function reportRequest(given: Given): Omit<ReportRequest, 'benchmark'> {
  const [from, to] = [given.day('from'), given.day('to')];
  if (from !== null && to !== null && to < from) given.refuse('to', '--to is before --from');
  if (given.has('account') && given.has('by')) given.refuse('by', '--account and --by do not go together');
  return {
    from,
    to,
    every: given.choice('every', PERIODS) ?? 'day',
    account: given.text('account'),
    positionsBy: given.choice('by', ['account', 'symbol'] as const) ?? 'symbol',
    flows: given.choice('flows', FLOW_TIMINGS) ?? 'in-start-out-end',
    calendar: given.choice('calendar', ['auto', ...CALENDAR_NAMES] as const) ?? 'auto',
    riskFree: given.number('risk-free') ?? 0,
    volatilityOf: given.has('log-returns') ? 'logarithmic' : 'simple',
  };
}
