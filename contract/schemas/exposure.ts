import { z } from 'zod';
import { problems } from '../problem.ts';
import {
  count,
  currency,
  date,
  dateOrNull,
  flag,
  money,
  moneyOrNull,
  name,
  ratioOrNull,
  text,
} from './scalars.ts';

const Weight = z.object({
  name: text('The symbol, sector, currency or kind.'),
  value: money('Market value, signed.'),
  weight: ratioOrNull('Of equity, signed; null where that is not above zero.'),
  share: ratioOrNull('Of gross exposure; null where nothing is held.'),
});
const weights = (description: string) => z.array(Weight).describe(description);

export const Exposures = z
  .object({
    date: date('The day at whose end they are taken.'),
    base_currency: currency('Of all amounts.'),
    equity: moneyOrNull('Of the day.'),
    cash: moneyOrNull('In all currencies.'),
    long: money('Market value of what is held long.'),
    short: money('Of shorts, at most 0.'),
    gross: money('Long and the size of short.'),
    net: money('Long less the size of short.'),
    leverage: ratioOrNull('Gross ÷ equity; null where that is not above zero.'),
    net_leverage: ratioOrNull('Net ÷ equity.'),
    borrowed: money('Money owed: the balances below zero of every currency of every account.'),
    margin_use: ratioOrNull(
      'Of margin accounts: share of the loan that the initial margin allows; null where there are none, or against no long position.',
    ),
    initial_margin: z.number().describe('The convention: 0.5.'),
    long_positions: count('Held long.'),
    short_positions: count('Held short.'),
    concentration: z
      .object({
        herfindahl: ratioOrNull('Sum of squared shares; 1 is a single position.'),
        effective_number: ratioOrNull('1 ÷ it.'),
        top_share: ratioOrNull('Of the `top` largest positions.'),
        top: count('The convention: 10.'),
      })
      .describe('How few positions make up most of it; null where nothing is held.'),
    weights: weights('By instrument, largest first.'),
    by_sector: weights('By sector; `unknown` where nobody said, `cash` of cash.'),
    by_currency: weights('By currency, cash included.'),
    by_kind: weights('By kind of instrument, and `cash`.'),
    problems,
  })
  .meta({ id: 'Exposures', description: 'Exposures, leverage, weights.' });

export const Correlations = z
  .object({
    from: dateOrNull('First day of the returns; null where there are none.'),
    to: dateOrNull('Last day.'),
    date: date('The day on which the instruments are held.'),
    conventions: z
      .object({
        method: z.literal('pearson').describe('Of daily price returns, pair by pair.'),
        minimum_periods: count('Fewer common days give no correlation.'),
      })
      .describe('What the figures were made by.'),
    symbols: z.array(z.string()).describe('Rows and columns of the matrix.'),
    matrix: z
      .array(z.array(z.number().nullable()))
      .describe('Symmetric; null where a correlation is unknown.'),
    factors: z.array(z.string()).describe('The factor series: symbols with prices.'),
    betas: z
      .array(
        z.object({
          name: text('A symbol, or `portfolio`.'),
          betas: z.array(z.number().nullable()).describe('To each of `factors`.'),
          intercept: ratioOrNull('A day.'),
          r_squared: ratioOrNull('Share of the variance that the factors explain.'),
          residual_deviation: ratioOrNull('A day.'),
          periods: count('Days of the fit.'),
        }),
      )
      .describe('Least squares on all factors at once.'),
    problems,
  })
  .meta({ id: 'Correlations', description: 'Correlations of what is held, and betas to factors.' });

const Move = z.strictObject({
  on: z.enum(['symbol', 'sector', 'kind', 'all']).describe('What moves; the most specific rule counts.'),
  name: name('The symbol, sector or kind; absent for all.').optional(),
  move: z.number().min(-1).max(100).describe('A fraction: −0.2 is a fall by a fifth.'),
});

const scenario = {
  name: name('What the scenario is called.'),
  prices: z.array(Move).max(1000).describe('What prices do.'),
  yield_change: z.number().min(-1).max(1).describe('0.01: bond yields rise by 100 basis points.'),
  base_currency_move: z
    .number()
    .gt(-1)
    .max(100)
    .describe('0.1: the base currency rises by a tenth against every other.'),
};

export const ScenarioInput = z
  .strictObject({
    name: scenario.name,
    prices: scenario.prices.default([]),
    yield_change: scenario.yield_change.default(0),
    base_currency_move: scenario.base_currency_move.default(0),
  })
  .meta({ id: 'ScenarioInput', description: "A user's own stress scenario." });

export const Scenario = z
  .object({
    id: text('To delete it by; of a built-in one its name.'),
    name: text('What `scenario` of a stress test names.'),
    built_in: flag('Whether it is of the program.'),
    prices: scenario.prices,
    yield_change: scenario.yield_change,
    base_currency_move: scenario.base_currency_move,
  })
  .meta({ id: 'Scenario', description: 'What a stress test lets happen.' });

export const Stress = z
  .object({
    date: date('The day whose holdings are tested.'),
    base_currency: currency('Of all amounts.'),
    equity: moneyOrNull('Of the day.'),
    scenarios: z
      .array(
        z.object({
          scenario: text('Its name.'),
          effect: moneyOrNull('On all positions; null where that on one is unknown.'),
          effect_known: money('Sum of the known effects.'),
          effect_percent: z.number().nullable().describe('In percent of equity.'),
          equity_after: moneyOrNull('Equity and effect.'),
          positions: z
            .array(
              z.object({
                symbol: text('The instrument, or the currency of cash.'),
                effect: moneyOrNull('On it.'),
              }),
            )
            .describe('Position by position.'),
        }),
      )
      .describe('The one that was asked for, or all.'),
    problems,
  })
  .meta({ id: 'Stress', description: 'What scenarios would do.' });

export type Exposures = z.infer<typeof Exposures>;
export type Correlations = z.infer<typeof Correlations>;
export type Scenario = z.infer<typeof Scenario>;
export type ScenarioInput = z.input<typeof ScenarioInput>;
export type Stress = z.infer<typeof Stress>;
