import {
  accountValueAt,
  growthPercents,
  Journal,
  type StartingBalance,
  startingBalance,
  type ValueBasis,
  type ValueTotals,
} from '../journal/index.ts';
import type { History } from '../valuation/history.ts';
import { amountNode, type Span } from './amount-figures.ts';
import { given, made, minus, taken } from './build.ts';
import { before, dailyNode, type Scope } from './daily-figures.ts';
import type { Explanation } from './explanation.ts';
import type { PeriodFigure } from './figures.ts';
import type { Workings } from './workings.ts';

/** What growth is told from: the account value of a day on a basis, and what it began with. */
interface Grown {
  readonly scope: Scope;
  readonly span: Span;
  readonly basis: ValueBasis;
  readonly totals: ValueTotals;
  readonly starting: StartingBalance;
}

/** Growth since the beginning, and the account value that it is of; null where the percentage is unknown. */
export function growthFigure(
  work: Workings,
  history: History,
  figure: PeriodFigure,
  scope: Scope,
  at: number,
  basis: ValueBasis,
): Explanation | null {
  const totals = Journal.of(history).valueTotals(scope === null ? null : work.account(scope));
  const starting = startingBalance(totals, basis, null);
  const grown: Grown = { scope, span: { from: 0, at }, basis, totals, starting };
  const value = accountValueAt(totals, work.day(at), basis, starting);
  if (value === null) return null;
  const began = startNode(work, grown, value.startingBalance);
  const result = resultNode(work, grown);
  const flows = flowsNode(work, grown, value.startingBalance);
  const said = { figure, convention: basis, period: { from: work.day(0), to: work.day(at) } } as const;
  const amount = { unit: work.base, ...said };
  if (figure === 'account_value')
    return made('sum', { label: 'account value', ...amount }, [began, result, flows]);
  const { trading } = growthPercents(value.startingBalance, value.result, value.netFlow);
  if (trading === null) return null;
  const percent = { unit: 'percent', digits: work.decimals, ...said };
  return figure === 'trading_growth_percent'
    ? made('percent', { label: 'growth by trading', ...percent }, [result, taken('over', began)])
    : made('percent', { label: 'growth with money paid in', ...percent }, [
        result,
        flows,
        taken('over', began),
      ]);
}

const STARTED_BY: Readonly<Record<StartingBalance['source'], string>> = {
  set: 'as it is set',
  opening: 'the opening events',
  first_flows: 'the first money that came in',
  assumed: 'assumed, as the ledger names no money at all',
};

function startNode(work: Workings, { scope, basis, starting }: Grown, units: number): Explanation {
  const label = `starting balance, ${STARTED_BY[starting.source]}`;
  const amount = work.inBase(units);
  if (starting.source === 'assumed') return given('constant', { label, unit: work.base }, amount);
  const at = work.index(starting.day);
  if (starting.source === 'opening' && basis === 'market')
    return { ...before(work, 'equity', scope, 0), label };
  const figure = starting.source === 'opening' ? 'equity' : 'net_flow';
  return given('as_of', { label, unit: work.base, ask: work.ask(figure, at, scope) }, amount);
}

/** What is neither starting balance nor flow: on the realized basis without what is open. */
function resultNode(work: Workings, { scope, span, basis, totals }: Grown): Explanation {
  if (basis === 'market') return { ...amountNode(work, 'pnl', scope, span), label: 'result' };
  const of = (figure: Parameters<typeof amountNode>[1]): Explanation => amountNode(work, figure, scope, span);
  const parts = [
    of('realized_pnl'),
    of('income'),
    minus(of('fees')),
    minus(of('taxes')),
    of('fx_pnl'),
    of('unexplained'),
    minus(dailyNode(work, 'unreconciled', scope, span.at)),
  ];
  const heldFx = heldFxOf(work, { scope, span, totals });
  const label = 'of it, what rates did to the cost of what is still held';
  const held = given(
    'as_of',
    { label, unit: work.base, ask: work.ask('fx_pnl', span.at, scope) },
    work.inBase(heldFx),
  );
  const open = heldFx === 0 ? [] : [minus(held)];
  return made('sum', { label: 'realized result', unit: work.base }, [...parts.filter(hasParts), ...open]);
}

const hasParts = ({ children }: Explanation): boolean => children.length > 0;

/** A level in minor units: what is left of the ledger's equity beyond open gains and what was realized. */
function heldFxOf(work: Workings, { scope, span, totals }: Pick<Grown, 'scope' | 'span' | 'totals'>): number {
  const { equity, unreconciled, unrealized } = work.columns(scope);
  const { at } = span;
  const atCost = totals.openingCash + totals.openingUnits.realized + totals.netFlow.realized[at];
  return equity[at] - unreconciled[at] - unrealized[at] - atCost - totals.result.realized[at] + 0;
}

/** Money that came and went since the starting balance; on the realized basis units that moved at their cost. */
function flowsNode(work: Workings, grown: Grown, started: number): Explanation {
  const { scope, span, basis, totals, starting } = grown;
  const gain = amountNode(work, 'transferred_gain', scope, span);
  const opening = totals.openingUnits.market - totals.openingUnits.realized;
  const label = 'gain that the opening units brought';
  const ask = work.ask('unrealized_pnl', 0, scope);
  const parts = [
    amountNode(work, 'net_flow', scope, span),
    ...(basis === 'market' || !hasParts(gain) ? [] : [minus(gain)]),
    ...(basis === 'market' || opening === 0
      ? []
      : [given('as_of', { label, unit: work.base, ask }, work.inBase(opening))]),
    ...(starting.source === 'first_flows' && started !== 0 ? [minus(startNode(work, grown, started))] : []),
  ];
  return made('sum', { label: 'money in and out since', unit: work.base }, parts.filter(isTold));
}

const isTold = ({ rule, children }: Explanation): boolean => rule === 'as_of' || children.length > 0;
