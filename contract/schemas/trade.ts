import { z } from 'zod';
import { problems } from '../problem.ts';
import { basis } from './portfolio.ts';
import { page } from './queries.ts';
import {
  count,
  currency,
  date,
  dateOrInstant,
  dateOrNull,
  exactly,
  exactlyOrNull,
  flag,
  id,
  money,
  moneyOrNull,
  percentOrNull,
  text,
  textOrNull,
} from './scalars.ts';

const ratio = (description: string) => z.number().nullable().describe(description);

const fields = {
  id: id('Stays the same however the ledger goes on.'),
  account_id: id('The account.'),
  symbol: text('The instrument.'),
  currency: currency(
    'Of the instrument; all amounts are in it but those ending in `_base` and the account value.',
  ),
  side: z.enum(['long', 'short']).describe('Which way.'),
  status: z.enum(['open', 'closed']).describe('Whether units are still held.'),
  opened_at: dateOrInstant('With the offset of the account; a day alone where the event has no time.'),
  closed_at: dateOrInstant('Likewise.').nullable().describe('Likewise; null while it is open.'),
  ...exactly('quantity', 'Units of all entries.'),
  ...exactly('open_quantity', 'Units that are still held.'),
  ...exactlyOrNull('entry_price', 'Mean price of all entries.'),
  ...exactlyOrNull('exit_price', 'Mean price of all exits; null where nothing was closed for money.'),
  ...exactlyOrNull('stop', 'As first given.'),
  ...exactlyOrNull('target', 'As first given.'),
  account_value_at_entry: moneyOrNull("In base, on the portfolio's basis, before the opening."),
  position_size: moneyOrNull('What the entries were worth at their prices.'),
  position_size_percent: percentOrNull('The same in percent of the account value at entry.'),
  risk_amount: moneyOrNull('Sum over entries of |fill − stop| × quantity × multiplier; null without a stop.'),
  risk_amount_base: moneyOrNull('In base, at the rate of the opening.'),
  risk_percent: percentOrNull('Risk amount in percent of the account value at entry.'),
  r_multiple: ratio('Realized P&L in terms of the risk amount; null without a stop and while open.'),
  return_on_risk: ratio('Net P&L in terms of the risk amount; null likewise.'),
  realized_pnl: moneyOrNull('Gain before fees and taxes.'),
  realized_pnl_base: moneyOrNull('In base.'),
  fees: moneyOrNull('Of its fills, positive.'),
  taxes: moneyOrNull('Of its fills, positive.'),
  net_pnl: moneyOrNull('Gain after fees and taxes.'),
  net_pnl_base: moneyOrNull('In base.'),
  mae: moneyOrNull('Maximum adverse excursion, at most 0; null where no price is known.'),
  mae_r: ratio('The same in terms of the risk amount; null without a stop.'),
  mae_date: dateOrNull('The day of it; null where it is 0 or unknown.'),
  ...exactlyOrNull('mae_price', 'The price of it, in the units of that day.'),
  mfe: moneyOrNull('Maximum favourable excursion, at least 0; null likewise.'),
  mfe_r: ratio('Likewise.'),
  mfe_date: dateOrNull('Likewise.'),
  ...exactlyOrNull('mfe_price', 'Likewise.'),
  holding_days: count('Calendar days from opening to closing, or until now.'),
  holding_seconds: z.int().nullable().describe('Where both have a time; else null.'),
  strategy: textOrNull('As first given.'),
  tags: z.array(z.string()).describe('Of all fills, each once.'),
  note: textOrNull('Of all fills, one a line.'),
};

export const Trade = z
  .object(fields)
  .meta({ id: 'Trade', description: 'A round trip, flat to flat, with its risk at entry.' });

const Fill = z.object({
  transaction_id: id('The event.'),
  role: z.enum(['entry', 'exit', 'adjustment']).describe('What it does to the trade.'),
  date: date("Day in the account's time zone."),
  time: textOrNull('Where the event has one.'),
  type: text('Type of the event.'),
  ...exactly('quantity', 'Units of this trade; positive.'),
  ...exactlyOrNull('price', 'Per unit.'),
  fee: money('Share of this trade.'),
  tax: money('Share of this trade.'),
  realized_pnl: moneyOrNull('Of an exit, before fees and taxes.'),
});

export const TradeDetail = z
  .object({
    ...fields,
    basis,
    base_currency: currency('Of amounts in base.'),
    fills: z.array(Fill).describe('In order.'),
    problems,
  })
  .meta({ id: 'TradeDetail', description: 'A trade with its fills.' });

const outcomes = {
  closed: count('Closed trades with an outcome.'),
  wins: count('Net P&L above zero.'),
  losses: count('Net P&L below zero.'),
  break_even: count('Neither.'),
  win_rate: ratio('Wins as a fraction of closed.'),
  net_pnl: moneyOrNull('Sum.'),
  gross_profit: moneyOrNull('Sum of the wins.'),
  gross_loss: moneyOrNull('Sum of the losses, at most 0.'),
  profit_factor: ratio('Gross profit ÷ |gross loss|; null without losses.'),
  average_win: moneyOrNull('Mean of the wins.'),
  average_loss: moneyOrNull('Mean of the losses.'),
  payoff_ratio: ratio('Average win ÷ |average loss|.'),
  expectancy: moneyOrNull('Mean net P&L.'),
  expectancy_r: ratio('Mean R of the trades that have one.'),
  largest_win: moneyOrNull('Of one trade.'),
  largest_loss: moneyOrNull('Of one trade.'),
  longest_win_streak: count('Trades.'),
  longest_loss_streak: count('Trades.'),
  current_streak: z.int().describe('Positive wins, negative losses, 0 neither.'),
  average_holding_days: ratio('Mean.'),
};

const Outcomes = z
  .object(outcomes)
  .meta({ id: 'TradeOutcomes', description: 'Statistics of closed trades, in base currency.' });
const grouped = (description: string) => z.record(z.string(), Outcomes).describe(description);

const TradingDay = z
  .object({
    date: date('The day.'),
    closed: count('Trades that were closed on it.'),
    wins: count('Of them with a net P&L above zero.'),
    losses: count('Below zero.'),
    net_pnl: money('Sum, in base.'),
    r: ratio('Sum of the R-multiples; null where none of its trades has one.'),
    cumulative_net_pnl: money('From the first day to this one.'),
    cumulative_r: z.number().describe('Likewise.'),
  })
  .meta({ id: 'TradingDay', description: 'What the trades that were closed on a day brought.' });

const TradeStatistics = z.object({
  ...outcomes,
  open: count('Open trades.'),
  by_strategy: grouped('By strategy.'),
  by_tag: grouped('By tag.'),
  by_symbol: grouped('By instrument.'),
  by_day: z.array(TradingDay).describe('By the day of closing, in order.'),
});

export const TRADES_SORTED_BY = [
  'opened',
  'closed',
  'symbol',
  'position_size_percent',
  'risk_percent',
  'r_multiple',
  'net_pnl',
  'holding_days',
] as const;

export const Trades = page(Trade)
  .extend({
    basis,
    base_currency: currency('Of amounts in base.'),
    starting_balance: moneyOrNull('In the account value at entry.'),
    starting_balance_assumed: flag('Whether it is assumed, because the ledger names no money at all.'),
    statistics: TradeStatistics.describe(
      'Over all trades that the filters let through; with `statistics=true`.',
    ).optional(),
    problems,
  })
  .meta({ id: 'Trades', description: 'The journal.' });

export type Trade = z.infer<typeof Trade>;
export type TradeDetail = z.infer<typeof TradeDetail>;
export type Trades = z.infer<typeof Trades>;
