import { unitsAt } from '../amounts/index.ts';
import { annualize, type FlowTiming, modifiedDietz, volatility, xirr } from '../returns/index.ts';
import { numberOf, type Part, type Terms, total } from './parts.ts';
import type { RuleName } from './rules.ts';

/** The values that rules over many days make of their parts; what is marked `each` counts by its own parts. */
export function evaluatePeriod(rule: RuleName, given: readonly Part[], terms: Terms): number {
  const parts = each(given);
  switch (rule) {
    case 'linked_part':
      return product(parts);
    case 'linked_return':
      return product(parts) - 1;
    case 'compounded':
      return compounded(parts);
    case 'annualized':
      return known(annualize(numberOf(parts[0]), lengthOf(terms)).value);
    case 'internal_rate':
      return rateOf(parts, terms);
    case 'modified_dietz':
      return dietz(parts, terms);
    case 'deviation':
      return deviation(parts, terms);
    case 'percent':
      return percent(parts, terms);
    default:
      throw new Error(`${rule} computes nothing: its value is given`);
  }
}

function each(parts: readonly Part[]): readonly Part[] {
  return parts.flatMap((part) => (part.as === 'each' ? each(part.children ?? []) : [part]));
}

function known(value: number | null): number {
  if (value === null) throw new Error('a figure that is unknown has no tree');
  return value;
}

const product = (parts: readonly Part[]): number =>
  parts.map(numberOf).reduce((level, growthOfDay) => level * growthOfDay, 1);

function compounded(parts: readonly Part[]): number {
  return parts.map(numberOf).reduce((level, of) => level * (1 + of), 1) - 1;
}

function periodOf({ period }: Terms): NonNullable<Terms['period']> {
  if (period === undefined) throw new Error('a period has days');
  return period;
}

const lengthOf = (terms: Terms): number => periodOf(terms).to - periodOf(terms).from + 1;

const unitsOf = (parts: readonly Part[], { digits = 0 }: Terms): number =>
  Number(unitsAt(total(parts), digits));

function dayOf({ day }: Part): number {
  if (day === undefined) throw new Error('a payment has a day');
  return day;
}

function rateOf(parts: readonly Part[], terms: Terms): number {
  const amounts = parts.map((part) => unitsOf([part], terms));
  return known(xirr({ days: parts.map(dayOf), amounts }).rate);
}

function dietz(parts: readonly Part[], terms: Terms): number {
  const of = (as: Part['as']): readonly Part[] => parts.filter((part) => part.as === as);
  const flows = parts.filter(({ as }) => as === 'inflow' || as === 'outflow');
  const amounts = (as: Part['as']): number[] =>
    flows.map((part) => (part.as === as ? unitsOf([{ value: part.value }], terms) : 0));
  const found = modifiedDietz(
    {
      ...periodOf(terms),
      opening: unitsOf(of('opening'), terms),
      closing: unitsOf(of('value'), terms),
      days: flows.map(dayOf),
      inflows: amounts('inflow'),
      outflows: amounts('outflow'),
    },
    terms.convention as FlowTiming,
  );
  return known(found.value);
}

/** Of all returns but what is marked `times`: the periods of a year. */
function deviation(parts: readonly Part[], { convention }: Terms): number {
  const periodsPerYear = parts.filter(({ as }) => as === 'times').map(numberOf)[0];
  const returns = parts.filter(({ as }) => as !== 'times').map(numberOf);
  return known(
    volatility(returns, { periodsPerYear, returns: convention as 'simple' | 'logarithmic' }).value,
  );
}

function percent(parts: readonly Part[], terms: Terms): number {
  const above = unitsOf(
    parts.filter(({ as }) => as !== 'over'),
    terms,
  );
  const below = unitsOf(
    parts.filter(({ as }) => as === 'over').map(({ value }) => ({ value })),
    terms,
  );
  // Divided last, so that 28 % is 28 and not a hair beside it.
  return (above * 100) / below;
}
