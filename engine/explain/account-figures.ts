import type { Total } from '../valuation/bucket.ts';
import { given, made, minus, taken } from './build.ts';
import type { Explanation } from './explanation.ts';
import { isHeld, unrealizedNode, valueNode } from './holding-nodes.ts';
import { type FlowInKind, flowNode, flowsInKind } from './kind-flow-nodes.ts';
import { rateEffects } from './rate-effects.ts';
import { inBase } from './rate-nodes.ts';
import { realizedParts } from './realized-nodes.ts';
import { bucketsOf, changeOf, dayAmountNode, levelNode } from './total-nodes.ts';
import type { Workings } from './workings.ts';

/** Figures of a day that are sums over the accounts; everything else follows from them. */
export type OwnFigure =
  | 'cash'
  | 'long_value'
  | 'short_value'
  | 'unrealized_pnl'
  | 'unreconciled'
  | 'deposits'
  | 'withdrawals'
  | 'transfers_in'
  | 'transfers_out'
  | 'own_in'
  | 'own_out'
  | 'realized_pnl'
  | 'transferred_gain'
  | 'income'
  | 'fees'
  | 'taxes'
  | 'fx_pnl'
  | 'adjustments'
  | 'opening';

type Parts = (work: Workings, account: number, at: number) => Explanation[];

/** Of each figure what it is the sum of, in base. */
export const OWN_PARTS: Readonly<Record<Exclude<OwnFigure, 'unreconciled'>, Parts>> = {
  cash: cashParts,
  long_value: (work, account, at) => sideParts(work, account, at, 'long'),
  short_value: (work, account, at) => sideParts(work, account, at, 'short'),
  unrealized_pnl: (work, account, at) =>
    work
      .held(account)
      .filter((held) => isHeld(work, held, at))
      .map((held) => unrealizedNode(work, held, at)),
  deposits: totalParts('deposits'),
  withdrawals: totalParts('withdrawals'),
  transfers_in: withFlows(totalParts('transferredIn'), ({ flow }) => !flow.own && flow.quantity > 0, 1),
  transfers_out: withFlows(totalParts('transferredOut'), ({ flow }) => !flow.own && flow.quantity < 0, -1),
  own_in: withFlows(totalParts('ownIn'), ({ flow }) => flow.own && flow.quantity > 0, 1),
  own_out: withFlows(totalParts('ownOut'), ({ flow }) => flow.own && flow.quantity <= 0, -1),
  realized_pnl: realizedParts,
  transferred_gain: transferredGain,
  income: totalParts('income'),
  fees: totalParts('fees'),
  taxes: totalParts('taxes'),
  fx_pnl: rateEffects,
  adjustments: totalParts('adjustments'),
  opening: openingParts,
};

function cashParts(work: Workings, account: number, at: number): Explanation[] {
  return bucketsOf(work, account).flatMap(([currency, bucket]) => {
    const levels = bucket.levels('cash');
    const before = at === 0 || levels === null ? 0 : levels[at - 1];
    if (levels === null || (levels[at] === 0 && before === 0)) return [];
    return [inBase(work, levelNode(work, bucket, { account, currency, total: 'cash' }, at), currency, at)];
  });
}

function sideParts(work: Workings, account: number, at: number, side: 'long' | 'short'): Explanation[] {
  return work.held(account).flatMap((held) => {
    const quantity = work.levelOf(held, at)?.quantity.units ?? 0;
    const isFuture = work.isFuture(held.holding.symbol);
    if (quantity === 0 && !(isFuture && isHeld(work, held, at))) return [];
    if (!isFuture && quantity > 0 !== (side === 'long')) return [];
    const node = valueNode(work, held, at);
    // A future has no side but that of its gain.
    if (isFuture && (node.value as { units: number }).units > 0 !== (side === 'long')) return [];
    return [node];
  });
}

/** A running total's amount of the day, for each currency. */
function totalParts(total: Total): Parts {
  return (work, account, at) =>
    bucketsOf(work, account).flatMap(([currency, bucket]) => {
      if (changeOf(bucket, total, at) === 0) return [];
      return [inBase(work, dayAmountNode(work, bucket, { account, currency, total }, at), currency, at)];
    });
}

/** With units that came or went. Those of the opening events of the first day are no flow. */
function withFlows(cash: Parts, counts: (flow: FlowInKind) => boolean, sign: 1 | -1): Parts {
  return (work, account, at) => [
    ...cash(work, account, at),
    ...flowsInKind(work, account, at)
      .filter((one) => !(one.flow.opening && at === 0) && counts(one))
      .map((one) => taken(sign > 0 ? 'plus' : 'minus', flowNode(work, one, at))),
  ];
}

/** What units that moved were worth, less what they had cost. */
function transferredGain(work: Workings, account: number, at: number): Explanation[] {
  const flows = flowsInKind(work, account, at).map((one) => flowNode(work, one, at));
  return [...flows, ...totalParts('costInKind')(work, account, at).map(minus)];
}

/** The opening events of the first day. */
function openingParts(work: Workings, account: number): Explanation[] {
  const units = flowsInKind(work, account, 0).filter(({ flow }) => flow.opening);
  return [...totalParts('opening')(work, account, 0), ...units.map((one) => flowNode(work, one, 0))];
}

/** The difference to what the broker last reported, carried forward. */
export function unreconciledNode(
  work: Workings,
  account: number,
  at: number,
  ledgerEquity: (on: number) => Explanation,
): Explanation {
  const said = {
    label: `difference to the broker’s report${work.derivation.accounts().length > 1 ? ` of ${work.account(account)}` : ''}`,
    unit: work.base,
  };
  const { observed } = work.derivation.books(account);
  const on = [...observed.keys()].filter((day) => day <= at).reduce((last, day) => Math.max(last, day), -1);
  const reported = observed.get(on) ?? null;
  if (reported === null) return made('sum', said, []);
  const name = work.account(account);
  const report = given(
    'fact',
    {
      label: `equity of ${name}, reported`,
      unit: work.base,
      source: { kind: 'report', account: name, day: work.day(on) },
    },
    work.inBase(reported),
  );
  return made('sum', said, [report, minus(ledgerEquity(on))]);
}
