import {
  assumedProblems,
  growthPercents,
  type StartingBalance,
  startingBalance,
  startingProblem,
  valueTotals,
} from '../journal/account-value.ts';
import type { NamedMoney } from '../journal/named-money.ts';
import type { Problem } from '../problems/index.ts';
import { last, type PeriodColumns, total } from './period.ts';

/** Growth of a period on the market basis; amounts in minor units, percentages of the starting balance. */
export interface Growth {
  readonly startingBalance: number;
  readonly assumed: boolean;
  readonly tradingGrowthPercent: number | null;
  readonly totalGrowthPercent: number | null;
  readonly problems: readonly Problem[];
}

/**
 * trading growth % = P&L ÷ starting balance × 100          total growth % = (P&L + later flows) ÷ starting balance × 100
 *
 * `named`: what the ledger says of money. The starting balance of a period that starts the history is the ledger's
 * own; of a later one it is the equity at the reference. An assumed one is in no other figure.
 */
export function growth(period: PeriodColumns, named: NamedMoney, decimals: number): Growth {
  const { startsHistory, opening } = period;
  const starting = ledgerStart(period, named, decimals);
  const netFlow = total(period, 'netFlow');
  const pnl = last(period, 'equity') - opening - netFlow;
  const { source, amount } = starting;
  if (!startsHistory) return grown(opening + (source === 'assumed' ? amount : 0), pnl, netFlow, source);
  if (source !== 'first_flows') return grown(amount, pnl, netFlow, source);
  const flowed = starting.day <= period.to ? amount : 0;
  return grown(flowed, pnl, netFlow - flowed, source);
}

/** The starting balance of the whole ledger on the market basis, where cash and units count alike. */
function ledgerStart({ columns }: PeriodColumns, named: NamedMoney, decimals: number): StartingBalance {
  const totals = valueTotals(columns, { cash: columns.opening, unitsAtCost: 0, named }, decimals, null);
  return startingBalance(totals, 'market', null);
}

function grown(
  startingBalance: number,
  pnl: number,
  laterFlows: number,
  source: StartingBalance['source'],
): Growth {
  const { trading, total } = growthPercents(startingBalance, pnl, laterFlows);
  const problems = assumedProblems(source, 'growth');
  if (trading === null) problems.push(startingProblem());
  return {
    startingBalance,
    assumed: source === 'assumed',
    tradingGrowthPercent: trading,
    totalGrowthPercent: total,
    problems,
  };
}
