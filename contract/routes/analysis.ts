import { z } from 'zod';
import { CREATE, created, done, endpoints, FIGURE, ok, REMOVE } from '../route.ts';
import { ATTRIBUTED_BY, Attribution, Explained, PERIODS, Returns, Risk } from '../schemas/analysis.ts';
import { Correlations, Exposures, Scenario, ScenarioInput, Stress } from '../schemas/exposure.ts';
import { Lots, Positions } from '../schemas/holdings.ts';
import { basis } from '../schemas/portfolio.ts';
import {
  AS_KNOWN_AT,
  DRY_RUN,
  OF_ACCOUNT,
  ON_DATE,
  PAGE,
  PERIOD,
  page,
  queryFlag,
  queryNumber,
} from '../schemas/queries.ts';
import { date, id } from '../schemas/scalars.ts';
import { TRADES_SORTED_BY, TradeDetail, Trades } from '../schemas/trade.ts';

const ofPortfolio = z.object({ id: id('Of the portfolio; `default` always is one.') });
const symbol = z.string().optional().describe('One instrument.');
const benchmark = z.string().optional().describe("A symbol with prices; the portfolio's own where absent.");

export const holdingRoutes = endpoints('Holdings', {
  positions: {
    ...FIGURE,
    path: '/portfolios/{id}/positions',
    summary: 'Holdings of any day',
    params: ofPortfolio,
    query: z.object({
      ...ON_DATE,
      from: date('First day of the amounts of a period; the first event where absent.').optional(),
      by: z
        .enum(['symbol', 'account'])
        .default('symbol')
        .describe('Accounts taken together, or each by itself.'),
      closed: queryFlag('Positions that are closed as well.'),
      ...OF_ACCOUNT,
      ...PAGE,
      ...AS_KNOWN_AT,
    }),
    answers: ok(Positions, 'By symbol.'),
  },
  trades: {
    ...FIGURE,
    path: '/portfolios/{id}/trades',
    summary: 'The journal: round trips with risk at entry',
    params: ofPortfolio,
    query: z.object({
      status: z.enum(['open', 'closed']).optional().describe('Only these; all where absent.'),
      symbol,
      strategy: z.string().optional().describe('Of one strategy.'),
      tag: z.string().optional().describe('With one tag.'),
      from: date('Opened on that day or later.').optional(),
      to: date('Opened on that day or earlier.').optional(),
      closed_on: date('Closed on that day.').optional(),
      basis: basis.optional().describe("Of the account value at entry; the portfolio's own where absent."),
      statistics: queryFlag('Also the statistics of all trades that the filters let through.'),
      sort: z
        .enum(TRADES_SORTED_BY)
        .default('opened')
        .describe('What they are sorted by; those where it is unknown come last.'),
      order: z.enum(['asc', 'desc']).default('desc').describe('Largest, or newest, first by default.'),
      ...OF_ACCOUNT,
      ...PAGE,
      ...AS_KNOWN_AT,
    }),
    answers: ok(Trades, 'The newest opening first, unless sorted otherwise.'),
  },
  trade: {
    ...FIGURE,
    path: '/portfolios/{id}/trades/{trade_id}',
    summary: 'A trade with its fills',
    params: ofPortfolio.extend({ trade_id: id('Of the trade.') }),
    query: z.object({
      basis: basis.optional().describe("Of the account value at entry; the portfolio's own where absent."),
      ...AS_KNOWN_AT,
    }),
    answers: ok(TradeDetail, 'The trade.'),
  },
  lots: {
    ...FIGURE,
    path: '/portfolios/{id}/lots',
    summary: 'Tax lots, open or closed',
    params: ofPortfolio,
    query: z.object({
      status: z.enum(['open', 'closed']).default('open').describe('Which.'),
      symbol,
      ...ON_DATE,
      from: date('Closed on that day or later; the first event where absent.').optional(),
      ...OF_ACCOUNT,
      ...PAGE,
      ...AS_KNOWN_AT,
    }),
    answers: ok(Lots, 'Open ones by instrument and opening, closed ones in order of closing.'),
  },
});

export const analysisRoutes = endpoints('Analysis', {
  returns: {
    ...FIGURE,
    path: '/portfolios/{id}/returns',
    summary: 'Returns of a period, and of its parts',
    params: ofPortfolio,
    query: z.object({
      ...PERIOD,
      by: z.enum(PERIODS).default('month').describe('Length of the rows.'),
      benchmark,
      ...OF_ACCOUNT,
      ...AS_KNOWN_AT,
    }),
    answers: ok(Returns, 'Time-weighted, money-weighted, by period.'),
  },
  risk: {
    ...FIGURE,
    path: '/portfolios/{id}/risk',
    summary: 'Risk, alone and against a benchmark',
    params: ofPortfolio,
    query: z.object({
      ...PERIOD,
      benchmark,
      risk_free: queryNumber().min(-1).max(10).default(0).describe('Risk-free rate a year, as a fraction.'),
      log_returns: queryFlag('Volatility of logarithmic returns.'),
      series: queryFlag('Also the drawdown day by day.'),
      ...OF_ACCOUNT,
      ...AS_KNOWN_AT,
    }),
    answers: ok(Risk, 'Volatility, drawdown and their kin.'),
  },
  attribution: {
    ...FIGURE,
    path: '/portfolios/{id}/attribution',
    summary: 'A result taken apart',
    params: ofPortfolio,
    query: z.object({
      ...PERIOD,
      by: z.enum(ATTRIBUTED_BY).default('symbol').describe('What it is taken apart by.'),
      ...OF_ACCOUNT,
      ...AS_KNOWN_AT,
    }),
    answers: ok(Attribution, 'Parts that sum to the total exactly.'),
  },
  explain: {
    ...FIGURE,
    path: '/portfolios/{id}/explain',
    summary: 'How a number came about',
    params: ofPortfolio,
    query: z.object({
      figure: z
        .string()
        .min(1)
        .max(100)
        .default('equity')
        .describe(
          'A figure of a day or a period, or with `symbol` one of a position. With `from`, amounts are those of all days from it on.',
        ),
      ...ON_DATE,
      symbol,
      from: date('Of a figure of a period: its first day; the first event where absent.').optional(),
      depth: z
        .enum(['day', 'all'])
        .default('day')
        .describe(
          'What the day did, long lists folded by months and years; or every event since the first and every line of a list.',
        ),
      basis: basis.default('realized').describe('Of account value and growth.'),
      log_returns: queryFlag('Volatility of logarithmic returns.'),
      ...OF_ACCOUNT,
      ...AS_KNOWN_AT,
    }),
    answers: ok(Explained, 'A tree of events, prices, rates and rules.'),
  },
  exposures: {
    ...FIGURE,
    path: '/portfolios/{id}/exposures',
    summary: 'Exposures, leverage, weights',
    params: ofPortfolio,
    query: z.object({ ...ON_DATE, ...OF_ACCOUNT, ...AS_KNOWN_AT }),
    answers: ok(Exposures, 'Of the day.'),
  },
  correlations: {
    ...FIGURE,
    path: '/portfolios/{id}/correlations',
    summary: 'Correlations, and betas to factors',
    params: ofPortfolio,
    query: z.object({
      ...PERIOD,
      factors: z
        .string()
        .max(1000)
        .optional()
        .describe("Symbols with prices, apart by commas; the portfolio's benchmark where absent."),
      ...OF_ACCOUNT,
      ...AS_KNOWN_AT,
    }),
    answers: ok(
      Correlations,
      'Of what is held at the end of the period; the last year where no `from` is given.',
    ),
  },
  stress: {
    ...FIGURE,
    path: '/portfolios/{id}/stress',
    summary: 'What scenarios would do',
    params: ofPortfolio,
    query: z.object({
      scenario: z.string().max(200).optional().describe('Name of a built-in or own one; all where absent.'),
      ...ON_DATE,
      ...OF_ACCOUNT,
      ...AS_KNOWN_AT,
    }),
    answers: ok(Stress, 'Scenario by scenario, position by position.'),
  },
  listScenarios: {
    ...FIGURE,
    path: '/stress-scenarios',
    summary: 'The stress scenarios',
    query: z.object({ ...PAGE, ...AS_KNOWN_AT }),
    answers: ok(page(Scenario), 'Built-in ones first.'),
  },
  createScenario: {
    ...CREATE,
    path: '/stress-scenarios',
    summary: 'Make a stress scenario',
    query: z.object(DRY_RUN),
    body: ScenarioInput,
    answers: created(Scenario, 'The scenario.'),
  },
  deleteScenario: {
    ...REMOVE,
    path: '/stress-scenarios/{id}',
    summary: 'Delete a stress scenario',
    params: z.object({ id: id('Of the scenario.') }),
    query: z.object(DRY_RUN),
    answers: done('The scenario is gone.'),
  },
});
