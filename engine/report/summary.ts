import { last, type PeriodColumns, total } from './period.ts';

/**
 * The amounts of a period in minor units. They satisfy
 * `equity = opening + netFlow + totalPnl` and `totalPnl = realized + unrealized − unrealizedStart − transferredGain +
 * income − fees − taxes + fx + unexplained`, to the minor unit.
 */
export interface SummaryAmounts {
  readonly equity: number;
  readonly cash: number;
  readonly longValue: number;
  readonly shortValue: number;
  readonly unreconciled: number;
  readonly deposits: number;
  readonly withdrawals: number;
  readonly transfersIn: number;
  readonly transfersOut: number;
  readonly opening: number;
  readonly netFlow: number;
  readonly realized: number;
  readonly unrealized: number;
  readonly unrealizedStart: number;
  readonly income: number;
  readonly fees: number;
  readonly taxes: number;
  readonly fx: number;
  readonly transferredGain: number;
  readonly unexplained: number;
  readonly totalPnl: number;
}

export function summaryAmounts(period: PeriodColumns): SummaryAmounts {
  const netFlow = total(period, 'netFlow');
  const equity = last(period, 'equity');
  return {
    equity,
    cash: last(period, 'cash'),
    longValue: last(period, 'longValue'),
    shortValue: last(period, 'shortValue'),
    unreconciled: last(period, 'unreconciled'),
    deposits: total(period, 'deposits'),
    withdrawals: total(period, 'withdrawals'),
    transfersIn: total(period, 'transfersIn'),
    transfersOut: total(period, 'transfersOut'),
    opening: period.opening,
    netFlow,
    realized: total(period, 'realized'),
    unrealized: last(period, 'unrealized'),
    unrealizedStart: period.unrealizedAtStart,
    income: total(period, 'income'),
    fees: total(period, 'fees'),
    taxes: total(period, 'taxes'),
    fx: total(period, 'fx'),
    transferredGain: total(period, 'transferredGain'),
    unexplained: total(period, 'unexplained'),
    totalPnl: equity - period.opening - netFlow,
  };
}
