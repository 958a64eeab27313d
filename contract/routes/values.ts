import { z } from 'zod';
import { CREATE, created, endpoints, FIGURE, LIVE, ok } from '../route.ts';
import { EquityHistory, EquityTransaction, EquityTransactionInput } from '../schemas/equity.ts';
import { AccountValue, Growth } from '../schemas/growth.ts';
import { BUCKETS, Current, Performance, StreamEvent, Timeframe, ValueHistory } from '../schemas/live.ts';
import { basis } from '../schemas/portfolio.ts';
import { AS_KNOWN_AT, DRY_RUN, ON_DATE, PERIOD } from '../schemas/queries.ts';
import { date, id } from '../schemas/scalars.ts';
import { Complete, Summary } from '../schemas/summary.ts';

const ofPortfolio = z.object({ id: id('Of the portfolio; `default` always is one.') });
const asKnownAt = z.object(AS_KNOWN_AT);
const realizedUnlessAsked = basis.default('realized');

export const valueRoutes = endpoints('Values', {
  current: {
    ...FIGURE,
    path: '/portfolios/{id}/current',
    summary: 'What it is worth now',
    params: ofPortfolio,
    query: asKnownAt,
    answers: ok(Current, 'Value, cash and positions of now.'),
  },
  performance: {
    ...FIGURE,
    path: '/portfolios/{id}/performance',
    summary: 'The chart of a range',
    params: ofPortfolio,
    query: z.object({
      timeframe: Timeframe.default('1D'),
      benchmark: z.string().optional().describe('A symbol with prices, drawn beside it.'),
      ...AS_KNOWN_AT,
    }),
    answers: ok(Performance, 'Points, and the gain free of flows.'),
  },
  history: {
    ...FIGURE,
    path: '/portfolios/{id}/history',
    summary: 'Values with what each of them is',
    description: 'Either `period`, or `from` and `to`.',
    params: ofPortfolio,
    query: z.object({
      period: Timeframe.optional().describe('The range; 1M where neither it nor `from` is given.'),
      ...PERIOD,
      bucket: z.enum(BUCKETS).optional().describe("The distance of points; the range's own where absent."),
      ...AS_KNOWN_AT,
    }),
    answers: ok(ValueHistory, "Points; today's live value beside, where the last point is older."),
  },
  equityHistory: {
    ...FIGURE,
    path: '/portfolios/{id}/equity-history',
    summary: 'The daily roll-forward of equity',
    params: ofPortfolio,
    query: z.object({
      start_date: date('First day; the first event where absent.').optional(),
      end_date: date('Last day; today where absent.').optional(),
      ...AS_KNOWN_AT,
    }),
    answers: ok(EquityHistory, 'A row for each session, and for any other day with a flow.'),
  },
  recordEquityTransaction: {
    ...CREATE,
    path: '/portfolios/{id}/equity-transactions',
    summary: 'Record a deposit or withdrawal, in the past too',
    params: ofPortfolio,
    query: z.object(DRY_RUN),
    body: EquityTransactionInput,
    answers: created(EquityTransaction, 'Recorded; every later figure has it.'),
  },
  growth: {
    ...FIGURE,
    path: '/portfolios/{id}/growth',
    summary: 'Growth by trading, and by money paid in',
    params: ofPortfolio,
    query: z.object({
      basis: realizedUnlessAsked,
      by: z
        .enum(['day', 'week', 'month'])
        .optional()
        .describe('Also rows over time, with and without flows.'),
      ...ON_DATE,
      ...AS_KNOWN_AT,
    }),
    answers: ok(Growth, 'The growth metrics.'),
  },
  accountValue: {
    ...FIGURE,
    path: '/portfolios/{id}/account-value',
    summary: 'The account value of any day',
    params: ofPortfolio,
    query: z.object({ ...ON_DATE, basis: realizedUnlessAsked, ...AS_KNOWN_AT }),
    answers: ok(AccountValue, 'One value.'),
  },
  summary: {
    ...FIGURE,
    path: '/portfolios/{id}/summary',
    summary: 'The figures that it is known by',
    params: ofPortfolio,
    query: asKnownAt,
    answers: ok(Summary, 'Equity, result, growth, returns.'),
  },
  complete: {
    ...FIGURE,
    path: '/portfolios/{id}/complete',
    summary: 'All that a dashboard needs',
    params: ofPortfolio,
    query: asKnownAt,
    answers: ok(Complete, 'The summary, with positions, exposures, growth, the chart of 1M and problems.'),
  },
  stream: {
    ...LIVE,
    path: '/portfolios/{id}/stream',
    summary: 'Values and prices as they come',
    description: 'Server-sent events; resumable by Last-Event-ID.',
    params: ofPortfolio,
    headers: z.object({
      'last-event-id': z.string().max(200).optional().describe('`id` of the last event that was seen.'),
    }),
    answers: {
      200: { schema: StreamEvent, type: 'text/event-stream', description: 'Events until the client leaves.' },
    },
  },
});
