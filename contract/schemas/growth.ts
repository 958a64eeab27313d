import { z } from 'zod';
import { problems } from '../problem.ts';
import { basis } from './portfolio.ts';
import { currency, date, flag, moneyOrNull, percentOrNull, textOrNull } from './scalars.ts';

const GrowthRow = z.object({
  date: date('Last day of the row.'),
  value: moneyOrNull('Account value at the end of the row, with flows.'),
  value_without_flows: moneyOrNull('Starting balance and result alone.'),
  realized_pnl: moneyOrNull('Since the start, after fees and taxes.'),
  deposits: moneyOrNull('Since the start.'),
  withdrawals: moneyOrNull('Since the start.'),
  trading_growth_percent: percentOrNull('Since the start, flows excluded.'),
  total_growth_percent: percentOrNull('Since the start, flows included.'),
});

const GrowthSources = z.object({
  trading: moneyOrNull('Gains before fees and taxes; on the market basis the open ones too.'),
  income: moneyOrNull('Gross dividends and interest.'),
  fees: moneyOrNull('Taken off: at most 0.'),
  taxes: moneyOrNull('Taken off: at most 0.'),
  fx: moneyOrNull('What rates did to what was sold and to foreign cash.'),
  capital: moneyOrNull('Deposits and transfers in less withdrawals and transfers out.'),
});

export const Growth = z
  .object({
    base_currency: currency('Of all amounts.'),
    basis,
    date: date('The day at whose end it is measured.'),
    current_value: moneyOrNull('Starting balance, result and net flows; on the market basis the equity.'),
    starting_balance: moneyOrNull('What it began with.'),
    realized_pnl: moneyOrNull('Gains after fees and taxes, income, rates; what was realized.'),
    unrealized_pnl: moneyOrNull('On the market basis: the open gain; else absent.').optional(),
    deposits_total: moneyOrNull('Since the starting balance, transfers in included.'),
    withdrawals_total: moneyOrNull('The same out, positive.'),
    trading_growth_percent: percentOrNull(
      'Flows excluded; null where the starting balance is not above zero.',
    ),
    total_growth_percent: percentOrNull('Flows included.'),
    calculation: textOrNull(
      '`10000.00 + 2800.00 + 500.00 - 800.00 = 12500.00`; null where the value is unknown.',
    ),
    starting_balance_assumed: flag('Whether it is assumed, because the ledger names no money at all.'),
    sources: GrowthSources.describe(
      'The change of value since the starting balance, by where it comes from.',
    ),
    rows: z.array(GrowthRow).describe('Over time; only with `by`.').optional(),
    problems,
  })
  .meta({ id: 'Growth', description: 'How an account grew by trading, and how by money paid in.' });

export const AccountValue = z
  .object({
    date: date('The day.'),
    basis,
    base_currency: currency('Of all amounts.'),
    value: moneyOrNull('Account value at the end of the day.'),
    starting_balance: moneyOrNull('What it began with.'),
    realized_pnl: moneyOrNull('Up to the end of the day.'),
    unrealized_pnl: moneyOrNull('On the market basis: the open gain; else absent.').optional(),
    deposits: moneyOrNull('Up to the end of the day, transfers in included.'),
    withdrawals: moneyOrNull('The same out, positive.'),
    starting_balance_assumed: flag('Whether it is assumed, because the ledger names no money at all.'),
    problems,
  })
  .meta({ id: 'AccountValue', description: 'One value, of any day.' });

export type Growth = z.infer<typeof Growth>;
export type AccountValue = z.infer<typeof AccountValue>;
