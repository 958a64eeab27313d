import { z } from 'zod';
import { problems } from '../problem.ts';
import { Effect } from './effect.ts';
import { ValueKind, ValueSource } from './kinds.ts';
import {
  count,
  currency,
  date,
  decimal,
  flag,
  id,
  money,
  moneyOrNull,
  note,
  ratioOrNull,
  text,
} from './scalars.ts';

const EquityDay = z
  .object({
    date: date('A session, or another day with a flow.'),
    equity_balance: money('Equity at the end of the day.'),
    daily_pnl: money('What the day brought, free of flows.'),
    cumulative_pnl: money('The same since the opening.'),
    equity_inflow: money('Deposits and transfers in.'),
    equity_outflow: money('Withdrawals and transfers out, positive.'),
    total_value: money('Sum of the market values of positions, shorts by size.'),
    cash_value: money('Cash in all currencies; negative where it is borrowed.'),
    borrowed: money('Money owed: the balances below zero of every currency of every account.'),
    margin_use: ratioOrNull(
      'What margin accounts owe, as a share of the loan that an initial margin of 50 % allows on what they hold long; null where none is a margin account.',
    ),
    long_value: money('Market value of what is held long.'),
    short_value: money('Market value of shorts, at most 0.'),
    gross_exposure: money('Long value and the size of shorts.'),
    net_exposure: money('Long value less the size of shorts.'),
    leverage: ratioOrNull('Gross exposure in terms of equity; null where equity is not above zero.'),
    num_positions: count('Positions held.'),
    num_long_positions: count('Of them long.'),
    num_short_positions: count('Of them short.'),
    realized_pnl: money('Gains of the day that were closed.'),
    unrealized_pnl: money('Open gain at the end of the day.'),
    transferred_gain: money("Gain that units moved in kind brought along; nobody's result."),
    income: money('Gross dividends and interest of the day.'),
    fees: money('Of the day, positive.'),
    taxes: money('Of the day, positive.'),
    fx_pnl: money('What the rates did on the day.'),
    unexplained: money('What the ledger does not explain of a value that a broker reported.'),
    unreconciled: money('Difference to the last value that a broker reported, carried forward.'),
    twr_index: z.number().describe('Time-weighted; 1 before the first day.'),
    kind: ValueKind,
    source: ValueSource,
    stale: count('How many held instruments had a stale price.'),
  })
  .meta({ id: 'EquityDay', description: 'A row of the daily roll-forward.' });

export const EquityHistory = z
  .object({
    portfolio_id: id('Of the portfolio.'),
    portfolio_name: text('Of the portfolio.'),
    base_currency: currency('Of all amounts.'),
    current_equity: moneyOrNull('Equity of now.'),
    history: z.array(EquityDay).describe('A row for each session, and for any other day with a flow.'),
    problems,
  })
  .meta({ id: 'EquityHistory', description: 'The daily roll-forward of equity.' });

export const EquityTransactionInput = z
  .strictObject({
    transaction_date: date('The day of the flow; may lie in the past.'),
    transaction_type: z.enum(['deposit', 'withdrawal']).describe('In or out.'),
    amount: decimal('Above zero, in the currency of the account.'),
    notes: note('For the ledger.').nullable().optional(),
    account_id: z
      .string()
      .optional()
      .describe("Where absent: the portfolio's only account, else `main`, else 422."),
  })
  .meta({ id: 'EquityTransactionInput', description: 'Money paid in or taken out.' });

export const EquityTransaction = z
  .object({
    success: flag('True.'),
    message: text('`Deposit of $100,000.00 recorded`.'),
    new_equity_balance: moneyOrNull('Equity of now.'),
    transaction_id: id('Of the event.'),
    effect: Effect,
  })
  .meta({ id: 'EquityTransaction', description: 'The flow that was recorded.' });

export type EquityDay = z.infer<typeof EquityDay>;
export type EquityHistory = z.infer<typeof EquityHistory>;
export type EquityTransactionInput = z.input<typeof EquityTransactionInput>;
export type EquityTransaction = z.infer<typeof EquityTransaction>;
