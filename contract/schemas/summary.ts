import { z } from 'zod';
import { problems } from '../problem.ts';
import { MaxDrawdown } from './analysis.ts';
import { Exposures } from './exposure.ts';
import { Growth } from './growth.ts';
import { Position } from './holdings.ts';
import { Performance } from './live.ts';
import {
  count,
  currency,
  date,
  dateOrNull,
  flag,
  id,
  instant,
  moneyOrNull,
  percentOrNull,
  ratioOrNull,
  text,
} from './scalars.ts';

const figures = {
  portfolio_id: id('Of the portfolio.'),
  portfolio_name: text('Of the portfolio.'),
  base_currency: currency('Of all amounts.'),
  date: date('Today.'),
  from: dateOrNull('First day of the history; null where there is none.'),
  equity_balance: moneyOrNull('Equity of now.'),
  cash_balance: moneyOrNull('In all currencies.'),
  long_value: moneyOrNull('Market value of what is held long.'),
  short_value: moneyOrNull('Of shorts, at most 0.'),
  gross_exposure: moneyOrNull('Long value and the size of shorts.'),
  net_exposure: moneyOrNull('Long value less the size of shorts.'),
  leverage: ratioOrNull('Gross exposure ÷ equity.'),
  num_positions: count('Positions held.'),
  num_long_positions: count('Of them long.'),
  num_short_positions: count('Of them short.'),
  cost_basis: moneyOrNull('Of what is held.'),
  daily_pnl: moneyOrNull('Of today, free of flows.'),
  daily_pnl_percent: percentOrNull('Time-weighted, of today.'),
  opening: moneyOrNull('What the history began with.'),
  deposits: moneyOrNull('Of the whole history.'),
  withdrawals: moneyOrNull('Positive.'),
  transfers_in: moneyOrNull('Cash and units.'),
  transfers_out: moneyOrNull('Cash and units, positive.'),
  net_flow: moneyOrNull('Deposits and transfers in less withdrawals and transfers out.'),
  realized_pnl: moneyOrNull('Closed gains, before fees and taxes.'),
  unrealized_pnl: moneyOrNull('Open gain.'),
  transferred_gain: moneyOrNull("Gain that units moved in kind brought along; nobody's result."),
  income: moneyOrNull('Gross dividends and interest.'),
  fees: moneyOrNull('Positive.'),
  taxes: moneyOrNull('Positive.'),
  fx_pnl: moneyOrNull('What the rates did.'),
  unexplained: moneyOrNull('What the ledger does not explain of values that a broker reported.'),
  total_pnl: moneyOrNull('Equity less opening less net flow.'),
  starting_balance: moneyOrNull('Of growth, on the realized basis.'),
  starting_balance_assumed: flag('Whether it is assumed, because the ledger names no money at all.'),
  trading_growth_percent: percentOrNull('On the realized basis, flows excluded.'),
  total_growth_percent: percentOrNull('On the realized basis, flows included.'),
  twr: ratioOrNull('Time-weighted return of the whole history.'),
  twr_annualized: ratioOrNull('Only from one year on.'),
  xirr: ratioOrNull('Money-weighted, a year.'),
  volatility: ratioOrNull('A year.'),
  sharpe: ratioOrNull('A year.'),
  max_drawdown: MaxDrawdown,
  last_updated: instant('As in GET …/current.'),
  price_fresh: flag('As in GET …/current.'),
};

export const Summary = z
  .object({ ...figures, problems })
  .meta({ id: 'Summary', description: 'The figures that a portfolio is known by.' });

export const Complete = z
  .object({
    ...figures,
    positions: z.array(Position).describe('What is held now.'),
    exposures: Exposures,
    growth: Growth,
    performance: Performance.describe('Of 1M.'),
    problems,
  })
  .meta({ id: 'Complete', description: 'All that a dashboard needs.' });

export type Summary = z.infer<typeof Summary>;
export type Complete = z.infer<typeof Complete>;
