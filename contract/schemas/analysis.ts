import { z } from 'zod';
import { problems } from '../problem.ts';
import { FLOW_CONVENTIONS } from './portfolio.ts';
import {
  count,
  currency,
  date,
  dateOrNull,
  money,
  percentOrNull,
  ratioOrNull,
  text,
  textOrNull,
} from './scalars.ts';

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;

const period = {
  from: dateOrNull('First day of the period; null where there is no history.'),
  to: dateOrNull('Last day of the period.'),
};

const ReturnRow = z.object({
  from: date('First day of the row.'),
  to: date('Last day of the row; weeks end on Sunday.'),
  start_value: money('Equity before it.'),
  net_flow: money('Deposits and transfers in less withdrawals and transfers out.'),
  pnl: money('What it brought, free of flows.'),
  end_value: money('Equity at its end.'),
  return: ratioOrNull('Time-weighted.'),
  benchmark_return: ratioOrNull('Of the benchmark; only where one is asked for.').optional(),
});

export const Returns = z
  .object({
    base_currency: currency('Of all amounts.'),
    ...period,
    by: z.enum(PERIODS).describe('Length of the rows.'),
    conventions: z
      .object({
        flows: z.enum(FLOW_CONVENTIONS).describe('When flows count in a day.'),
        day_count: text('`act/365`.'),
      })
      .describe('What the figures were made by.'),
    twr: ratioOrNull('Time-weighted return of the period.'),
    twr_annualized: ratioOrNull('Only from one year on.'),
    xirr: ratioOrNull('Money-weighted, a year.'),
    modified_dietz: ratioOrNull('Of the period.'),
    benchmark: textOrNull('What it is compared with.'),
    benchmark_return: ratioOrNull('Of the same period.'),
    rows: z.array(ReturnRow).describe('In order of time.'),
    calendar: z
      .array(
        z.object({
          year: z.int().describe('The year.'),
          months: z.array(z.number().nullable()).length(12).describe('January first; null without history.'),
          total: ratioOrNull('The months linked.'),
        }),
      )
      .describe('Monthly returns as the customary table.'),
    best: z.int().nullable().describe('Index of the best row; null of none.'),
    worst: z.int().nullable().describe('Index of the worst row; null of none.'),
    win_rate: ratioOrNull('Rows with a return above zero, as a fraction.'),
    problems,
  })
  .meta({ id: 'Returns', description: 'Returns of a period, and of its parts.' });

const Drawdown = z.object({
  depth: z.number().describe('A fraction from −1 to 0.'),
  peak: date('Last day at the high-water mark.'),
  trough: date('The lowest day.'),
  recovered: dateOrNull('First day back at the peak; null while it lasts.'),
  days: count('Calendar days from the peak to the recovery, or to the last day of the period.'),
  days_to_trough: count('Calendar days from the peak to the trough.'),
  days_to_recover: z
    .int()
    .min(0)
    .nullable()
    .describe('Calendar days from the trough to the recovery; null while it lasts.'),
});

export const MaxDrawdown = z
  .object({
    depth: ratioOrNull('A fraction from −1 to 0; 0 where it never fell.'),
    peak: dateOrNull('Null where it never fell.'),
    trough: dateOrNull('Null where it never fell.'),
    recovered: dateOrNull('Null while it lasts.'),
  })
  .meta({ id: 'MaxDrawdown', description: 'The deepest drawdown of the time-weighted index.' });

export const Risk = z
  .object({
    ...period,
    conventions: z
      .object({
        annualization: count('Periods a year.'),
        calendars: z
          .array(z.string())
          .describe('Risk is taken over their sessions: those of the accounts; `24x7` where all is crypto.'),
        risk_free: z.number().describe('A year, as a fraction.'),
        returns: z.enum(['simple', 'log']).describe('What volatility is the deviation of.'),
      })
      .describe('What the figures were made by.'),
    volatility: ratioOrNull('Sample deviation of daily returns, a year.'),
    downside_deviation: ratioOrNull('The same of what lies below the risk-free rate.'),
    sharpe: ratioOrNull('Mean excess ÷ its deviation, a year.'),
    sortino: ratioOrNull('Mean excess ÷ downside deviation, a year.'),
    calmar: ratioOrNull('Annualized return ÷ depth of the maximum drawdown.'),
    var_95: ratioOrNull('Value at risk of a day: the loss that 95 % of days stay above.'),
    expected_shortfall_95: ratioOrNull('Mean loss of the days beyond it.'),
    max_drawdown: MaxDrawdown,
    drawdowns: z.array(Drawdown).describe('The deepest ten, deepest first.'),
    current_drawdown: ratioOrNull('Of the last day.'),
    series: z
      .object({
        date: z.array(z.iso.date()).describe('The days that risk is taken over.'),
        drawdown: z.array(z.number()).describe('On each of them, a fraction from −1 to 0.'),
      })
      .describe('Only with `series=true`.')
      .optional(),
    high_water_mark: z
      .object({ date: date('The day.'), twr_index: z.number().describe('The index of that day.') })
      .nullable()
      .describe('The highest the time-weighted index ever was; null without history.'),
    benchmark: textOrNull('What it is compared with; null for none: then the figures below are null.'),
    beta: ratioOrNull('To the benchmark.'),
    alpha: ratioOrNull('A year.'),
    correlation: ratioOrNull('With the benchmark.'),
    tracking_error: ratioOrNull('A year.'),
    information_ratio: ratioOrNull('Mean difference ÷ tracking error.'),
    up_capture: ratioOrNull('Share of the rises of the benchmark.'),
    down_capture: ratioOrNull('Share of its falls.'),
    problems,
  })
  .meta({ id: 'Risk', description: 'Risk of a period, alone and against a benchmark.' });

export const ATTRIBUTED_BY = ['symbol', 'account', 'currency', 'sector', 'source'] as const;

export const Attribution = z
  .object({
    base_currency: currency('Of all amounts.'),
    ...period,
    by: z.enum(ATTRIBUTED_BY).describe('What the result is taken apart by.'),
    total_pnl: money('The result of the period; the parts sum to it exactly.'),
    capital: z.number().nullable().describe('Equity before the period, which contributions are measured on.'),
    start_value: money('Equity before the period; start, flows and result sum to the end exactly.'),
    deposits: money('Of the period.'),
    withdrawals: money('Of the period, positive.'),
    transfers: money('Cash and units that moved in less those that moved out.'),
    end_value: money('Equity at the end.'),
    items: z
      .array(
        z.object({
          name: text(
            'A symbol, account, currency, sector or source; `cash` is what belongs to no instrument.',
          ),
          pnl: money('Its part.'),
          percent_of_total: percentOrNull('Null where the total is zero.'),
          contribution: ratioOrNull('To the return on the capital; null where that is not above zero.'),
        }),
      )
      .describe('The parts.'),
    problems,
  })
  .meta({ id: 'Attribution', description: 'A result taken apart.' });

export const Explanation = z
  .object({
    label: text('What it is, in words.'),
    figure: text('Name of the figure, where the node is one.').optional(),
    value: text('Exact: a decimal, a rate that is no decimal as `10/11`, a word.'),
    unit: text('A currency, `units`, `ratio`, a pair (`USD/EUR`: dollars for a euro) or `text`.'),
    certainty: z
      .enum(['exact', 'carried', 'stale', 'estimated'])
      .describe('How sure it is: the worst of what it is made from.'),
    rule: text('How the value follows from the children.'),
    rule_text: text('The rule in a sentence.'),
    formula: z
      .object({
        formula: text('In symbols.'),
        source: text('Who published it.'),
        page: text('The page of the documentation.'),
      })
      .describe('Of a measure.')
      .optional(),
    digits: z.int().describe('Digits after the point that the rule rounds to.').optional(),
    convention: text('The convention that the rule follows, where it has a choice.').optional(),
    as: text('How the parent takes it, where that is not by adding it.').optional(),
    day: date('Of a dated part.').optional(),
    from: date('First day, where it is of several.').optional(),
    to: date('Last day.').optional(),
    count: z
      .int()
      .describe('Of a month or year of a long list: how many parts it has; folded where `children` is empty.')
      .optional(),
    source: z
      .looseObject({
        kind: z.enum(['event', 'price', 'rate', 'split', 'report']).describe('What the value comes from.'),
      })
      .describe('The event, price, rate, split or report; an event has `id` to find it by.')
      .optional(),
    ask: z
      .looseObject({ figure: text('The figure.'), day: date('The day.') })
      .describe('How to ask for a leaf that is a figure itself.')
      .optional(),
    get children() {
      return z.array(Explanation).describe('What it is made from.');
    },
    get checks() {
      return z.array(Explanation).optional().describe('Other ways to the same number.');
    },
  })
  .meta({ id: 'Explanation', description: 'One number, what it is, and what it was made from.' });

export const Explained = z
  .object({
    figure: text('What was asked for.'),
    date: date('The day.'),
    symbol: textOrNull('The instrument, where it was asked for one.'),
    account_id: textOrNull('The account, where it was asked for one.'),
    explanation: Explanation,
    problems,
  })
  .meta({ id: 'Explained', description: 'How a figure came about.' });

export type Returns = z.infer<typeof Returns>;
export type Risk = z.infer<typeof Risk>;
export type Attribution = z.infer<typeof Attribution>;
export type Explained = z.infer<typeof Explained>;
