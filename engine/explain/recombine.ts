import { equals, int } from '../amounts/index.ts';
import { certaintyOf } from './build.ts';
import { evaluate } from './evaluate.ts';
import type { Explanation, Value } from './explanation.ts';
import { LEAF_RULES } from './rules.ts';

/** The same tree with every value and certainty made anew from the leaves. */
export function recombine(node: Explanation): Explanation {
  const checks = node.checks === undefined ? {} : { checks: node.checks.map(recombine) };
  if (LEAF_RULES.has(node.rule)) return { ...node, ...checks };
  const children = node.children.map(recombine);
  return {
    ...node,
    ...checks,
    children,
    value: evaluate(node.rule, children, node),
    certainty: certaintyOf(node.rule, children),
  };
}

/** Equal to the last digit. */
export function sameValue(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  if ('units' in a && 'units' in b) return equals(a, b);
  const [p, q] = [a, b].map((value) =>
    'units' in value ? { numerator: value.units, denominator: int.pow10(value.scale) } : value,
  );
  return int.compare(int.mul(p.numerator, q.denominator), int.mul(q.numerator, p.denominator)) === 0;
}
