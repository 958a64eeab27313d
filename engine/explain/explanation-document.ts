import { formatDecimal, minorUnits } from '../amounts/index.ts';
import { type Day, formatDay } from '../calendar/index.ts';
import type { Explanation, Source, Value } from './explanation.ts';
import { FORMULAS, RULES } from './rules.ts';

/** An explanation as JSON: snake_case, exact text. */
export interface ExplanationDocument {
  readonly [name: string]: unknown;
}

export function explanationDocument(node: Explanation): ExplanationDocument {
  const {
    label,
    figure,
    value,
    unit,
    rule,
    digits,
    convention,
    as,
    day,
    period,
    count,
    source,
    ask,
    certainty,
    children,
    checks,
  } = node;
  return {
    label,
    ...(figure !== undefined && { figure }),
    value: valueText(value, unit),
    unit,
    certainty,
    rule,
    rule_text: RULES[rule],
    ...(FORMULAS[rule] !== undefined && { formula: FORMULAS[rule] }),
    ...(digits !== undefined && { digits }),
    ...(convention !== undefined && { convention }),
    ...(as !== undefined && { as }),
    ...(day !== undefined && { day: formatDay(day) }),
    ...(period !== undefined && { from: formatDay(period.from), to: formatDay(period.to) }),
    ...(count !== undefined && { count }),
    ...(source !== undefined && { source: sourceDocument(source) }),
    ...(ask !== undefined && { ask: { ...ask, day: formatDay(ask.day), ...fromOf(ask.from) } }),
    children: children.map(explanationDocument),
    ...(checks !== undefined && { checks: checks.map(explanationDocument) }),
  };
}

const fromOf = (from: Day | undefined): { from?: string } =>
  from === undefined ? {} : { from: formatDay(from) };

/** Exact text: amounts with all decimals of their currency, a rate that is no decimal as `10/11`. */
export function valueText(value: Value, unit: string): string {
  if (typeof value !== 'object') return String(value);
  if ('units' in value) return formatDecimal(value, /^[A-Z]{3}$/.test(unit) ? minorUnits(unit) : 0);
  return `${value.numerator}/${value.denominator}`;
}

function sourceDocument(source: Source): ExplanationDocument {
  switch (source.kind) {
    case 'event':
      return { ...source, day: formatDay(source.day) };
    case 'price': {
      const { kind, symbol, quoted, ageDays, stale } = source;
      return { kind, symbol, source: source.source, quoted: formatDay(quoted), age_days: ageDays, stale };
    }
    case 'rate':
      return {
        ...source,
        day: formatDay(source.day),
        quoted: source.quoted === null ? null : formatDay(source.quoted),
      };
    case 'split':
    case 'report':
      return { ...source, day: formatDay(source.day) };
  }
}
