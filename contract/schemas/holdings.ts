import { z } from 'zod';
import { problems } from '../problem.ts';
import { page } from './queries.ts';
import {
  count,
  currency,
  date,
  dateOrNull,
  exactly,
  exactlyOrNull,
  flag,
  id,
  money,
  moneyOrNull,
  percentOrNull,
  ratioOrNull,
  text,
  textOrNull,
} from './scalars.ts';

export const Position = z
  .object({
    symbol: text('The instrument.'),
    account_id: textOrNull('The account; null where accounts are taken together.'),
    ...exactly('quantity', 'Units held at the end of the day; negative for a short, 0 where it is closed.'),
    ...exactlyOrNull('average_cost', "Per unit, in the instrument's currency; null where nothing is held."),
    cost_basis: money('In base, at the rates of purchase.'),
    ...exactlyOrNull('price', "In the instrument's currency; null where none is known."),
    price_date: dateOrNull('The day the price was quoted; null for that of a trade.'),
    currency: currency('Of the instrument.'),
    value: money('In base.'),
    weight: ratioOrNull('Of equity, signed; null where that is not above zero.'),
    unrealized_pnl: money('Open gain, in base.'),
    unrealized_percent: percentOrNull('The same in percent of the cost basis; null where that is zero.'),
    realized_pnl: money('Of the period, in base.'),
    income: money('Of the period, in base.'),
    fees: money('Of the period, in base, positive.'),
    taxes: money('Of the period, in base, positive.'),
    fx_pnl: money('What the rates did in the period, in base.'),
    estimated: flag('Whether the price is that of a trade, because none was quoted before.'),
    stale: flag('Whether the price is stale.'),
  })
  .meta({ id: 'Position', description: 'What is held of an instrument, and what it brought.' });

export const Positions = page(Position)
  .extend({
    date: date('The day at whose end they are held.'),
    from: dateOrNull('First day of the amounts of a period; null where there is no history.'),
    base_currency: currency('Of all amounts in base.'),
    problems,
  })
  .meta({ id: 'Positions', description: 'Holdings of a day.' });

const lot = {
  account_id: id('The account.'),
  symbol: text('The instrument.'),
  opened: date('Day of the purchase.'),
  ...exactly('quantity', 'Units; negative for a short.'),
  days_held: count('Calendar days.'),
};

const OpenLot = z.object({
  status: z.literal('open').describe('It is held.'),
  ...lot,
  currency: currency('Of the instrument.'),
  ...exactly('cost', "What it cost, in the instrument's currency."),
  cost_base: money('The same in base, at the rate of purchase.'),
  value: moneyOrNull('In base.'),
  unrealized_pnl: moneyOrNull('Open gain, in base.'),
  transaction_id: textOrNull('The event that opened it; null where it came by several.'),
});

const ClosedLot = z.object({
  status: z.literal('closed').describe('It was closed, or a part of it.'),
  ...lot,
  closed: date('Day of the closing.'),
  side: z.enum(['long', 'short']).describe('Which way it was held.'),
  proceeds: money('In base; of a short those of its entry.'),
  cost: money('In base.'),
  pnl: money('In base: proceeds − cost = pnl + fx_pnl.'),
  fx_pnl: money('What the rates did, in base.'),
  transaction_id: textOrNull('The event that closed it.'),
});

export const Lots = page(z.discriminatedUnion('status', [OpenLot, ClosedLot]))
  .extend({
    date: date('The day at whose end lots are open, up to which they were closed.'),
    base_currency: currency('Of all amounts in base.'),
    problems,
  })
  .meta({ id: 'Lots', description: 'Tax lots.' });

export type Position = z.infer<typeof Position>;
export type Positions = z.infer<typeof Positions>;
export type Lots = z.infer<typeof Lots>;
