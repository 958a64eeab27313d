import { given, made, minus } from './build.ts';
import { byCalendar, type Dated } from './by-calendar.ts';
import { before, dailyNode, type Scope } from './daily-figures.ts';
import type { Explanation } from './explanation.ts';
import { type AmountFigure, COLUMN_OF, type ColumnFigure } from './figures.ts';
import type { Workings } from './workings.ts';

/** Days, as indices, both included. */
export interface Span {
  readonly from: number;
  readonly at: number;
}

/** With more days than this of which something is to be told, a day is a leaf with how to ask for it. */
const DAYS_TOLD_MAX = 31;

/** What days added up to, from the first to the last, to the minor unit. */
export function amountNode(work: Workings, figure: AmountFigure, scope: Scope, span: Span): Explanation {
  if (figure === 'pnl') return pnlNode(work, scope, span);
  if (figure === 'net_flow') return sumOf(work, 'net flow', 'net_flow', span, flowParts(work, scope, span));
  const column = work.columns(scope)[COLUMN_OF[figure]];
  const days: number[] = [];
  for (let at = span.from; at <= span.at; at++) if (column[at] !== 0) days.push(at);
  const list = days.map((at): Dated => {
    const node =
      days.length > DAYS_TOLD_MAX ? dayLeaf(work, figure, scope, at) : dailyNode(work, figure, scope, at);
    const day = work.day(at);
    return { day, node: { ...node, label: `${nameOf(figure)} of ${work.dayText(at)}`, day } };
  });
  const parts = byCalendar(list, {
    rule: 'sum',
    unit: work.base,
    ask: (from, to) => ({ ...work.ask(figure, work.index(to), scope), from }),
  });
  return sumOf(work, nameOf(figure), figure, span, parts);
}

/** A figure of a day, as it is: it explains itself when it is asked for. */
export function dayLeaf(work: Workings, figure: ColumnFigure, scope: Scope, at: number): Explanation {
  const columns = work.columns(scope);
  const certainty = columns.estimated[at] > 0 ? 'estimated' : columns.stale[at] > 0 ? 'stale' : 'exact';
  const said = { label: nameOf(figure), figure, unit: work.base, ask: work.ask(figure, at, scope) };
  return given('as_of', said, work.inBase(columns[COLUMN_OF[figure]][at]), certainty);
}

/** What equity changed by without the flows; and the same from its sources. */
function pnlNode(work: Workings, scope: Scope, span: Span): Explanation {
  const parts = [
    dailyNode(work, 'equity', scope, span.at),
    minus(before(work, 'equity', scope, span.from)),
    minus(amountNode(work, 'net_flow', scope, span)),
  ];
  const sources = sumOf(work, 'pnl by source', null, span, pnlParts(work, scope, span));
  return { ...sumOf(work, 'pnl', 'pnl', span, parts), checks: [sources] };
}

/** start + flows + P&L − fees ± FX = end */
export function equityBridge(work: Workings, scope: Scope, span: Span): Explanation {
  return sumOf(work, 'equity from where it began', null, span, [
    before(work, 'equity', scope, span.from),
    ...flowParts(work, scope, span),
    ...pnlParts(work, scope, span),
  ]);
}

function flowParts(work: Workings, scope: Scope, span: Span): Explanation[] {
  const of = (figure: AmountFigure): Explanation => amountNode(work, figure, scope, span);
  return shown([of('deposits'), minus(of('withdrawals')), of('transfers_in'), minus(of('transfers_out'))]);
}

function pnlParts(work: Workings, scope: Scope, span: Span): Explanation[] {
  const of = (figure: AmountFigure): Explanation => amountNode(work, figure, scope, span);
  const now = dailyNode(work, 'unrealized_pnl', scope, span.at);
  const earlier = span.from === 0 ? [] : [minus(before(work, 'unrealized_pnl', scope, span.from))];
  return shown([
    of('realized_pnl'),
    made('sum', { label: 'change of unrealized pnl', unit: work.base }, [now, ...earlier]),
    minus(of('transferred_gain')),
    of('income'),
    minus(of('fees')),
    minus(of('taxes')),
    of('fx_pnl'),
    of('unexplained'),
  ]);
}

/** Parts of no days say nothing. */
const shown = (parts: readonly Explanation[]): Explanation[] =>
  parts.filter(({ rule, children }) => rule === 'as_of' || children.length > 0);

function sumOf(
  work: Workings,
  label: string,
  figure: AmountFigure | null,
  { from, at }: Span,
  parts: readonly Explanation[],
): Explanation {
  const period = { from: work.day(from), to: work.day(at) };
  return made('sum', { label, ...(figure !== null && { figure }), unit: work.base, period }, parts);
}

const nameOf = (figure: ColumnFigure): string => figure.replaceAll('_', ' ');
