import { OWN_PARTS, type OwnFigure, unreconciledNode } from './account-figures.ts';
import { given, made, minus } from './build.ts';
import type { Explanation } from './explanation.ts';
import type { ColumnFigure } from './figures.ts';
import { costNode, heldLabel } from './holding-nodes.ts';
import { isStale, priceNode } from './price-nodes.ts';
import { rateNode } from './rate-nodes.ts';
import { LEAF_RULES } from './rules.ts';
import { bucketsOf } from './total-nodes.ts';
import type { Held, Workings } from './workings.ts';

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
  if (scope === null) return own(work, figure, scope, at);
  const outside = own(work, figure, scope, at);
  const ours = own(work, figure === 'transfers_in' ? 'own_in' : 'own_out', scope, at);
  return ours.children.length === 0
    ? outside
    : made('sum', { label: outside.label, figure, unit: work.base }, [...outside.children, ...ours.children]);
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
  return sum(work, 'unexplained', [adjustments, now, ...earlier]);
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

/** A level as it was the day before; before the first day, equity is the opening and nothing else stands. */
export function before(
  work: Workings,
  figure: 'equity' | 'unrealized_pnl' | 'unreconciled',
  scope: Scope,
  at: number,
): Explanation {
  const label = `${figure.replaceAll('_', ' ')} before`;
  if (at === 0)
    return figure === 'equity'
      ? { ...own(work, 'opening', scope, 0), label: 'opening' }
      : made('sum', { label, unit: work.base }, []);
  const node = dailyNode(work, figure, scope, at - 1);
  if (work.isAll || isNothing(node)) return { ...node, label };
  const ask = work.ask(figure, at - 1, scope);
  return given('as_of', { label, figure, unit: node.unit, ask }, node.value, node.certainty);
}

/** The holdings of a scope that have units on a day. */
function heldOn(work: Workings, scope: Scope, at: number): Held[] {
  return work.held(scope).filter((held) => (work.levelOf(held, at)?.quantity.units ?? 0) !== 0);
}

function stale(work: Workings, scope: Scope, at: number): Explanation {
  const old = heldOn(work, scope, at).filter(({ state, holding }) => {
    const mark = state.marks.get(holding.symbol) ?? null;
    return mark !== null && isStale(mark, at);
  });
  return made(
    'count',
    { label: 'stale', figure: 'stale', unit: 'instruments' },
    old.map((held) => priceOf(work, held, at)),
  );
}

function priceOf(work: Workings, held: Held, at: number): Explanation {
  const { state, holding } = held;
  const label = heldLabel(work, held);
  const price = priceNode(work, state, holding.symbol, at);
  const unit = work.currency(work.currencyOf(holding.symbol));
  if (price !== null) return { ...price, label: `price of ${label}` };
  return made(
    'at_cost',
    { label: `${label} at cost`, unit, digits: work.minorDigits(work.currencyOf(holding.symbol)) },
    [costNode(work, held, at)],
  );
}

/** Whether a price or rate that the day is valued at is an estimate. */
export function kindNode(work: Workings, scope: Scope, at: number): Explanation {
  const prices = heldOn(work, scope, at).filter(({ state, holding }) => {
    const mark = state.marks.get(holding.symbol) ?? null;
    return mark === null || at < mark.quotedFrom;
  });
  const doubtful = [...prices.map((held) => priceOf(work, held, at)), ...estimatedRates(work, scope, at)];
  return made('kind', { label: 'kind', figure: 'kind', unit: 'text' }, doubtful);
}

/** The rates of the currencies of cash and of what is held, where the first rate is still to come. */
function estimatedRates(work: Workings, scope: Scope, at: number): Explanation[] {
  const currencies = new Set(heldOn(work, scope, at).map(({ holding }) => work.currencyOf(holding.symbol)));
  for (const account of scope === null ? work.derivation.accounts() : [scope]) {
    for (const [currency, bucket] of bucketsOf(work, account))
      if ((bucket.levels('cash')?.[at] ?? 0) !== 0) currencies.add(currency);
  }
  const estimated = [...currencies].filter(
    (currency) => at < work.world.rateSeries(currency).estimatedBefore,
  );
  return estimated.map((currency) => rateNode(work, currency, at)).filter((rate) => rate !== null);
}
