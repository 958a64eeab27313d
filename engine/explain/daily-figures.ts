import { OWN_PARTS, type OwnFigure, unreconciledNode } from './account-figures.ts';
import { given, made, minus } from './build.ts';
import { stale } from './doubt-nodes.ts';
import type { Explanation } from './explanation.ts';
import type { ColumnFigure } from './figures.ts';
import { LEAF_RULES } from './rules.ts';
import type { Workings } from './workings.ts';

/** The accounts that a figure is of: one, or (null) all as one. */
export type Scope = number | null;

/** Any figure that is a column of a history, on a day index. */
export function dailyNode(work: Workings, figure: ColumnFigure, scope: Scope, at: number): Explanation {
  switch (figure) {
    case 'equity':
      return sum(work, 'equity', [...ledgerParts(work, scope, at), own(work, 'unreconciled', scope, at)]);
    case 'net_flow':
      return netFlow(work, scope, at);
    case 'transfers_in':
    case 'transfers_out':
      return transfers(work, figure, scope, at);
    case 'pnl':
      return pnl(work, scope, at);
    case 'unexplained':
      return unexplained(work, scope, at);
    case 'fx_pnl':
      return fx(work, scope, at);
    case 'stale':
      return stale(work, scope, at);
    default:
      return own(work, figure, scope, at);
  }
}

function sum(
  work: Workings,
  figure: ColumnFigure,
  parts: readonly Explanation[],
  checks?: readonly Explanation[],
): Explanation {
  return made(
    'sum',
    { label: figure.replaceAll('_', ' '), figure, unit: work.base, ...(checks && { checks }) },
    shown(parts),
  );
}

/** Parts that nothing made any of say nothing. */
function shown(parts: readonly Explanation[]): Explanation[] {
  return parts.filter((part) => !isNothing(part));
}

function isNothing({ rule, children }: Explanation): boolean {
  return !LEAF_RULES.has(rule) && children.length === 0;
}

/** Equity as the ledger has it. */
function ledgerParts(work: Workings, scope: Scope, at: number): Explanation[] {
  return (['cash', 'long_value', 'short_value'] as const).map((figure) => own(work, figure, scope, at));
}

/** A figure that an account has of its own; of several accounts the sum over those that have any of it. */
function own(work: Workings, figure: OwnFigure, scope: Scope, at: number): Explanation {
  const accounts = scope === null ? work.derivation.accounts() : [scope];
  const [only] = accounts;
  const name = figure.replaceAll('_', ' ');
  const outer =
    figure === 'own_in' || figure === 'own_out' || figure === 'adjustments' || figure === 'opening'
      ? {}
      : { figure };
  if (accounts.length === 1) return { ...ofAccount(work, figure, only, at, name), ...outer };
  const parts = accounts.map((account) =>
    ofAccount(work, figure, account, at, `${name} of ${work.account(account)}`),
  );
  return made('sum', { label: name, ...outer, unit: work.base }, shown(parts));
}

function ofAccount(
  work: Workings,
  figure: OwnFigure,
  account: number,
  at: number,
  label: string,
): Explanation {
  if (figure === 'unreconciled') {
    return unreconciledNode(work, account, at, (on) => ledgerEquity(work, account, on, on === at));
  }
  return made('sum', { label, unit: work.base }, OWN_PARTS[figure](work, account, at));
}

/** What the ledger says on the day of a broker's report; of an earlier report as it was then. */
function ledgerEquity(work: Workings, account: number, on: number, isToday: boolean): Explanation {
  const said = { label: 'equity of the ledger', unit: work.base };
  const node = made('sum', said, shown(ledgerParts(work, account, on)));
  if (work.isAll || isToday) return node;
  return given('as_of', { ...said, ask: work.ask('equity', on, account) }, node.value, node.certainty);
}

function netFlow(work: Workings, scope: Scope, at: number): Explanation {
  const flows = (['deposits', 'withdrawals', 'transfers_in', 'transfers_out'] as const).map((figure) =>
    dailyNode(work, figure, scope, at),
  );
  return sum(
    work,
    'net_flow',
    flows.map((flow, i) => (i % 2 === 0 ? flow : minus(flow))),
  );
}

/** An account's transfers are those from and to anywhere, a portfolio's those from and to outside. */
function transfers(
  work: Workings,
  figure: 'transfers_in' | 'transfers_out',
  scope: Scope,
  at: number,
): Explanation {
  const outside = transfersFromOutside(work, figure, scope, at);
  if (scope === null) return outside;
  const ours = own(work, figure === 'transfers_in' ? 'own_in' : 'own_out', scope, at);
  return ours.children.length === 0
    ? outside
    : made('sum', { label: outside.label, figure, unit: work.base }, [...outside.children, ...ours.children]);
}

function transfersFromOutside(
  work: Workings,
  figure: 'transfers_in' | 'transfers_out',
  scope: Scope,
  at: number,
): Explanation {
  const flows = own(work, figure, scope, at);
  const isIn = figure === 'transfers_in';
  const begun = at === 0 ? [] : begunWith(work, scope, at).filter(({ value }) => unitsOf(value) > 0 === isIn);
  if (begun.length === 0) return flows;
  const parts = begun.map((part) => (isIn ? part : minus(part)));
  return made('sum', { label: flows.label, figure, unit: work.base }, [...flows.children, ...parts]);
}

const unitsOf = (value: Explanation['value']): number =>
  typeof value === 'object' && value !== null && 'units' in value ? Number(value.units) : 0;

/** Differences to reports that accounts begin with on a day: parts of what they open with. */
function begunWith(work: Workings, scope: Scope, at: number): Explanation[] {
  const accounts = scope === null ? work.derivation.accounts() : [scope];
  return accounts
    .filter((account) => work.derivation.books(account).begunOn === at)
    .map((account) => ofAccount(work, 'unreconciled', account, at, 'unreconciled'));
}

/** What equity changed by without the flows; and the same from its sources. */
function pnl(work: Workings, scope: Scope, at: number): Explanation {
  const parts = [...sourceParts(work, scope, at), rateEffect(work, scope, at)];
  return sum(work, 'pnl', identityParts(work, scope, at), [
    made('sum', { label: 'pnl by source', unit: work.base }, shown(parts)),
  ]);
}

function identityParts(work: Workings, scope: Scope, at: number): Explanation[] {
  return [
    dailyNode(work, 'equity', scope, at),
    minus(before(work, 'equity', scope, at)),
    minus(netFlow(work, scope, at)),
  ];
}

/** The parts of the P&L but for what rates did. */
function sourceParts(work: Workings, scope: Scope, at: number): Explanation[] {
  return [
    own(work, 'realized_pnl', scope, at),
    change(work, scope, at),
    minus(own(work, 'transferred_gain', scope, at)),
    own(work, 'income', scope, at),
    minus(own(work, 'fees', scope, at)),
    minus(own(work, 'taxes', scope, at)),
    unexplained(work, scope, at),
  ];
}

/** What open gains changed by. */
function change(work: Workings, scope: Scope, at: number): Explanation {
  const now = own(work, 'unrealized_pnl', scope, at);
  const parts = at === 0 ? [now] : [now, minus(before(work, 'unrealized_pnl', scope, at))];
  return made('sum', { label: 'change of unrealized pnl', unit: work.base }, shown(parts));
}

function unexplained(work: Workings, scope: Scope, at: number): Explanation {
  const adjustments = own(work, 'adjustments', scope, at);
  const now = own(work, 'unreconciled', scope, at);
  const earlier = at === 0 ? [] : [minus(before(work, 'unreconciled', scope, at))];
  const opened = begunWith(work, scope, at).map(minus);
  return sum(work, 'unexplained', [adjustments, now, ...earlier, ...opened]);
}

/** What rates did; by definition what is left of the P&L when every other part is taken off. */
function fx(work: Workings, scope: Scope, at: number): Explanation {
  const rest = sourceParts(work, scope, at).map(
    (part) => ({ ...part, as: part.as === 'minus' ? 'plus' : 'minus' }) as const,
  );
  const pnlNode = made('sum', { label: 'pnl', unit: work.base }, shown(identityParts(work, scope, at)));
  const definition = made(
    'sum',
    { label: 'pnl less every other part', unit: work.base },
    shown([pnlNode, ...rest]),
  );
  return { ...rateEffect(work, scope, at), checks: [definition] };
}

function rateEffect(work: Workings, scope: Scope, at: number): Explanation {
  return own(work, 'fx_pnl', scope, at);
}

/** What the first day begins with. */
function opening(work: Workings, scope: Scope): Explanation {
  const events = { ...own(work, 'opening', scope, 0), label: 'opening' };
  const begun = begunWith(work, scope, 0);
  return begun.length === 0 ? events : made('sum', { label: 'opening', unit: work.base }, [events, ...begun]);
}

/** A level as it was the day before; before the first day, equity is the opening and nothing else stands. */
export function before(
  work: Workings,
  figure: 'equity' | 'unrealized_pnl' | 'unreconciled',
  scope: Scope,
  at: number,
): Explanation {
  const label = `${figure.replaceAll('_', ' ')} before`;
  if (at === 0)
    return figure === 'equity' ? opening(work, scope) : made('sum', { label, unit: work.base }, []);
  const node = dailyNode(work, figure, scope, at - 1);
  if (work.isAll || isNothing(node)) return { ...node, label };
  const ask = work.ask(figure, at - 1, scope);
  return given('as_of', { label, figure, unit: node.unit, ask }, node.value, node.certainty);
}
