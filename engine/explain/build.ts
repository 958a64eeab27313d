import { type Decimal, equals } from '../amounts/index.ts';
import { evaluate } from './evaluate.ts';
import { CERTAINTIES, type Certainty, type Explanation, type Role, type Value } from './explanation.ts';
import type { RuleName } from './rules.ts';

type Said = Pick<Explanation, 'label' | 'unit'> &
  Partial<
    Pick<
      Explanation,
      'figure' | 'digits' | 'convention' | 'source' | 'checks' | 'as' | 'day' | 'period' | 'count' | 'ask'
    >
  >;

/** A node whose value its rule makes of its children. */
export function made(rule: RuleName, said: Said, children: readonly Explanation[]): Explanation {
  return {
    ...said,
    rule,
    value: evaluate(rule, children, said),
    certainty: certaintyOf(rule, children),
    children,
  };
}

/** A node whose value is given. */
export function given(
  rule: 'fact' | 'constant' | 'as_of' | 'booked',
  said: Said,
  value: Value,
  certainty: Certainty = 'exact',
): Explanation {
  return { ...said, rule, value, certainty, children: [] };
}

/** The child as its parent takes it. */
export function taken(as: Role, child: Explanation): Explanation {
  return { ...child, as };
}

export const minus = (child: Explanation): Explanation => taken('minus', child);

/** An amount with the sign turned: a sum of one part that is taken off. */
export function negated(child: Explanation, said: Said): Explanation {
  return made('sum', said, [minus(child)]);
}

/** The worst of the children's; a trade's price or a cost in place of a quote is an estimate. */
export function certaintyOf(rule: RuleName, children: readonly Explanation[]): Certainty {
  return rule === 'at_cost' || rule === 'estimate' ? 'estimated' : worst(children);
}

function worst(parts: readonly Pick<Explanation, 'certainty'>[]): Certainty {
  const ranks = parts.map(({ certainty }) => CERTAINTIES.indexOf(certainty));
  return CERTAINTIES[Math.max(0, ...ranks)];
}

/** The decimal of a node that is known to have one. */
export function amountOf({ value, label }: Explanation): Decimal {
  if (typeof value === 'object' && 'units' in value) return value;
  throw new Error(`${label} is no amount`);
}

export function isAmount(node: Explanation, amount: Decimal): boolean {
  return equals(amountOf(node), amount);
}

/** The node, if its value is what was booked. What the rules have no words for is null. */
export function ifAmount(node: Explanation | null, booked: Decimal): Explanation | null {
  return node !== null && isAmount(node, booked) ? node : null;
}
