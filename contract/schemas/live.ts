import { z } from 'zod';
import { problems } from '../problem.ts';
import { ValueKind, ValueSource } from './kinds.ts';
import {
  count,
  currency,
  date,
  exactly,
  exactlyOrNull,
  flag,
  instant,
  instantOrNull,
  money,
  moneyOrNull,
  percentOrNull,
  ratioOrNull,
  text,
} from './scalars.ts';

const CurrentPosition = z.object({
  ticker: text('The instrument.'),
  ...exactly('shares', 'Units held; negative for a short.'),
  cost_basis: money('What the units cost, in base currency.'),
  current_value: moneyOrNull('What they are worth, in base currency.'),
  ...exactlyOrNull('price_per_share', "In the instrument's currency; null where none is known."),
  currency: currency('Of the price.'),
  price_at: instantOrNull('When the price was quoted; null where it is that of a trade.'),
  price_fresh: flag("Whether the price is younger than 5 minutes of the program's clock."),
  unrealized_gain_loss: moneyOrNull('Value less cost.'),
  unrealized_gain_loss_percent: percentOrNull('The same in percent of the cost; null where that is zero.'),
});

export const Current = z
  .object({
    base_currency: currency('Of all amounts.'),
    total_value: moneyOrNull('Investments and cash: the equity of now.'),
    investment_value: moneyOrNull('What is held, shorts taken off.'),
    cash_balance: moneyOrNull('Cash in all currencies; negative where it is borrowed.'),
    borrowed: moneyOrNull('Money owed: the balances below zero of every currency of every account.'),
    margin_use: ratioOrNull(
      'What margin accounts owe, as a share of the loan that an initial margin of 50 % allows on what they hold long; null where none is a margin account.',
    ),
    positions: z.array(CurrentPosition).describe('What is held now.'),
    last_updated: instant('Time of the newest price, or of the newest event where nothing is held.'),
    price_fresh: flag("Whether every held price is younger than 5 minutes of the program's clock."),
    problems,
  })
  .meta({ id: 'Current', description: 'What a portfolio is worth now.' });

export const TIMEFRAMES = ['1D', '1W', '1M', '3M', 'YTD', '1Y', '5Y', 'ALL'] as const;

export const Timeframe = z.enum(TIMEFRAMES).meta({
  id: 'Timeframe',
  description:
    '1D: the latest session from its open (24 h where all is 24x7), at most 288 points; 1W (≤ 336 points), 1M, 3M (about 720), 1Y, 5Y: the same calendar date back; YTD: from the last close of the year before; ALL: the first event.',
});

const ChartPoint = z.object({
  timestamp: instant('Of the value: the close of a session, or the end of a bucket within it.'),
  value: money('Equity.'),
  kind: ValueKind,
  source: ValueSource,
  stale: count('How many held instruments had a stale price.'),
  net_flow: money('Deposits less withdrawals since the point before.'),
  return_percent: percentOrNull('Time-weighted return since the start of the chart.'),
  benchmark_percent: percentOrNull(
    'Return of the benchmark since then, by its closes; only where one is asked for.',
  ).optional(),
});

export const Performance = z
  .object({
    timeframe: Timeframe,
    base_currency: currency('Of all amounts.'),
    from: instantOrNull('The start; null where there is no data.'),
    to: instantOrNull('The end.'),
    data_points: z.array(ChartPoint).describe('In order of time.'),
    start_value: moneyOrNull("Equity at the start; of 1D the previous session's close."),
    current_value: moneyOrNull('Equity of now.'),
    net_flows: money('Deposits and transfers in less withdrawals and transfers out, since the start.'),
    profit_loss: moneyOrNull('Change of value without net flows.'),
    profit_loss_percent: percentOrNull('Time-weighted.'),
    data_available: flag('Whether there is anything to draw.'),
    problems,
  })
  .meta({ id: 'Performance', description: 'A chart: value over a range, and the gain free of flows.' });

export const BUCKETS = ['5m', '30m', '1h', '3h', '1d'] as const;

const HistoryPoint = z.object({
  date: date('The session.'),
  timestamp: instant('Of a point within a session; absent for daily ones.').optional(),
  value: money('Equity.'),
  cost_basis: money('What was held cost, and cash at its face.'),
  gain_loss: money('Value less cost basis: the open gain.'),
  gain_loss_percent: percentOrNull('The same in percent of the cost basis; null where that is zero.'),
  net_flow: money('Deposits less withdrawals since the point before.'),
  kind: ValueKind,
  source: ValueSource,
  stale: count('How many held instruments had a stale price.'),
});

const LiveValue = z.object({
  timestamp: instant('Of the newest price.'),
  value: money('Equity of now.'),
  price_fresh: flag('Whether every held price is younger than 5 minutes.'),
});

export const ValueHistory = z
  .object({
    period: z.union([Timeframe, z.literal('custom')]).describe('As asked for; `custom` with from and to.'),
    base_currency: currency('Of all amounts.'),
    bucket: z
      .enum(BUCKETS)
      .describe('The distance of points where prices within sessions are known; `1d`: one a session.'),
    points: z.array(HistoryPoint).describe('In order of time.'),
    live: LiveValue.nullable().describe("Today's value, where the last point is older; else null."),
    problems,
  })
  .meta({ id: 'ValueHistory', description: 'Values with what each of them is.' });

const eventId = z.string().describe('Goes into Last-Event-ID to go on from here.');

/** The events of the stream: `event` and `id` are fields of server-sent events, `data` is their data as JSON. */
export const StreamEvent = z
  .discriminatedUnion('event', [
    z.object({
      event: z.literal('value').describe('The value of the portfolio moved.'),
      id: eventId,
      data: LiveValue.describe('The value of now.'),
    }),
    z.object({
      event: z.literal('price').describe('A price of something held moved.'),
      id: eventId,
      data: z
        .object({
          symbol: text('The instrument.'),
          ...exactly('price', "In the instrument's currency."),
          timestamp: instant('When it was quoted.'),
        })
        .describe('The price.'),
    }),
    z.object({
      event: z
        .literal('stale')
        .describe('Figures that were read before are no longer the newest: read again.'),
      id: eventId,
      data: z
        .object({ what: text('`ledger`, `prices`, `settings` or `snapshots`.') })
        .describe('What changed.'),
    }),
  ])
  .meta({ id: 'StreamEvent', description: 'One server-sent event.' });

export type Current = z.infer<typeof Current>;
export type Timeframe = z.infer<typeof Timeframe>;
export type Performance = z.infer<typeof Performance>;
export type ValueHistory = z.infer<typeof ValueHistory>;
export type StreamEvent = z.infer<typeof StreamEvent>;
