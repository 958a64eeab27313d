import { type Day, endOfPeriod, formatDay } from '../calendar/index.ts';
import { made } from './build.ts';
import type { Explanation, Question } from './explanation.ts';
import type { RuleName } from './rules.ts';

/** Longer lists are taken apart by months, and by years where there are more than so many. */
const LIST_MAX = 31;
const MONTHS_MAX = 12;

/** A part of a list, and the day it is of. */
export interface Dated {
  readonly day: Day;
  readonly node: Explanation;
}

/** What a month or year of a list is made into. */
export interface Grouping {
  readonly rule: RuleName;
  readonly unit: string;
  /** Its own value counts, or (`each`) each of its parts. */
  readonly as?: 'each';
  /** How to ask for it by itself; it is of the days from…to. */
  readonly ask: (from: Day, to: Day) => Question;
}

/** The parts of a list in order of days, a long one by months or years, each with its own subtotal. */
export function byCalendar(list: readonly Dated[], grouping: Grouping): Explanation[] {
  if (list.length <= LIST_MAX) return list.map(({ node }) => node);
  const months = split(list, 'month');
  const parts = months.length <= MONTHS_MAX ? months : split(list, 'year');
  if (parts.length === 1) return list.map(({ node }) => node);
  return parts.map((part) => {
    const [from, to] = [part[0].day, part[part.length - 1].day];
    const digits = months.length <= MONTHS_MAX ? 7 : 4;
    const children = byCalendar(part, grouping);
    return made(
      grouping.rule,
      {
        label: formatDay(from).slice(0, digits),
        unit: grouping.unit,
        period: { from, to },
        count: part.length,
        ask: grouping.ask(from, to),
        ...(grouping.as !== undefined && { as: grouping.as }),
      },
      children,
    );
  });
}

function split(list: readonly Dated[], by: 'month' | 'year'): Dated[][] {
  const parts: Dated[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const one of list) {
    if (one.day > end) {
      parts.push([]);
      end = endOfPeriod(one.day, by);
    }
    parts[parts.length - 1].push(one);
  }
  return parts;
}

/** The tree with each month and year of a long list as one line: how many it has, and how to ask for it. */
export function folded(node: Explanation): Explanation {
  if (node.count !== undefined) return { ...node, children: [] };
  return {
    ...node,
    children: node.children.map(folded),
    ...(node.checks !== undefined && { checks: node.checks.map(folded) }),
  };
}
