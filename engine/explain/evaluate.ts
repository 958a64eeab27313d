import {
  add,
  type Decimal,
  decimal,
  divideInteger,
  type Int,
  int,
  multiplyDivide,
  rescale,
  round,
  subtract,
  unitsAt,
  ZERO,
} from '../amounts/index.ts';
import { safeFraction } from '../prices/fraction.ts';
import { type FlowTiming, timeWeighted } from '../returns/index.ts';
import { evaluatePeriod } from './evaluate-period.ts';
import type { Fraction, Role, Value } from './explanation.ts';
import { decimalOf, numberOf, type Part, type Terms, total } from './parts.ts';
import type { RuleName } from './rules.ts';

const ROUNDING = 'half-away-from-zero';

/** The value that a rule makes of its parts. Throws where a part is none that the rule knows: that is our own fault. */
export function evaluate(rule: RuleName, parts: readonly Part[], terms: Terms): Value {
  const { digits = 0, convention } = terms;
  switch (rule) {
    case 'sum':
    case 'estimate':
      return total(parts);
    case 'sum_rounded':
    case 'at_cost':
      return round(total(parts), digits, ROUNDING);
    case 'day_amount':
      return dayAmount(parts, digits);
    case 'in_turn':
      return inTurn(parts);
    case 'product':
      return exactDecimal(quotient(parts));
    case 'product_rounded':
    case 'converted':
      return roundedTo(quotient(parts), digits);
    case 'booked_rate':
      return quotient(parts);
    case 'rate':
      return rateOf(parts);
    case 'restated':
      return restated(parts, digits);
    case 'cost_in_turn':
      return costInTurn(parts, digits);
    case 'share_in_turn':
      return shareInTurn(parts, digits);
    case 'count':
      return decimal(parts.length, 0);
    case 'kind':
      return parts.length > 0 ? 'estimated' : 'computed';
    case 'growth':
      return growth(parts, digits, convention as FlowTiming);
    case 'linked':
      return parts.map(numberOf).reduce((level, growthOfDay) => level * growthOfDay);
    case 'drawdown':
      return numberOf(parts[0]) / numberOf(parts[1]) - 1;
    default:
      return evaluatePeriod(rule, parts, terms);
  }
}

function fractionOf({ value }: Part): Fraction {
  if (typeof value !== 'object') throw new Error('a part is no amount');
  return 'units' in value ? { numerator: value.units, denominator: int.pow10(value.scale) } : value;
}

function dayAmount(parts: readonly Part[], digits: number): Decimal {
  const before = total(parts.filter((part) => part.as === 'before'));
  const after = add(before, total(parts.filter((part) => part.as !== 'before')));
  return subtract(round(after, digits, ROUNDING), round(before, digits, ROUNDING));
}

function inTurn(parts: readonly Part[]): Decimal {
  let level = ZERO;
  for (const part of parts) {
    if (part.as === 'value') level = decimalOf(part);
    else if (part.as === 'times') level = exactDecimal(quotient([{ value: level }, part]));
    else level = part.as === 'minus' ? subtract(level, decimalOf(part)) : add(level, decimalOf(part));
  }
  return level;
}

function quotient(parts: readonly Part[]): Fraction {
  let numerator: Int = 1;
  let denominator: Int = 1;
  for (const part of parts) {
    const of = fractionOf(part);
    const over = part.as === 'over';
    numerator = int.mul(numerator, over ? of.denominator : of.numerator);
    denominator = int.mul(denominator, over ? of.numerator : of.denominator);
  }
  return { numerator, denominator };
}

function roundedTo({ numerator, denominator }: Fraction, digits: number): Decimal {
  return decimal(divideInteger(int.mul(numerator, int.pow10(digits)), denominator, ROUNDING), digits);
}

/** A fraction whose denominator is a power of ten. */
function exactDecimal({ numerator, denominator }: Fraction): Decimal {
  const digits = String(denominator).length - 1;
  if (int.compare(int.pow10(digits), denominator) !== 0)
    throw new Error('a product of decimals is a decimal');
  return decimal(numerator, digits);
}

/** As the book of rates has it: in whole numbers below 2^53, or the nearest fraction within them. */
function rateOf(parts: readonly Part[]): Fraction {
  const { numerator, denominator } = quotient(parts);
  if (typeof numerator === 'number' && typeof denominator === 'number') return { numerator, denominator };
  const safe = safeFraction(numerator, denominator);
  return { numerator: safe.numerator, denominator: safe.denominator };
}

/** Prices are held as numbers of ticks. */
function restated([quote, ...ratios]: readonly Part[], digits: number): Decimal {
  const { units, scale } = decimalOf(quote);
  let ticks = Number(rescale(units, scale, digits, ROUNDING));
  for (const ratio of ratios)
    ticks = Number(
      roundedTo(quotient([{ value: decimal(ticks, digits) }, { ...ratio, as: 'over' }]), digits).units,
    );
  return decimal(ticks, digits);
}

/**
 * A lot through its life: `plus` and `minus` change its cost, `units` its quantity, `part` closes units at their share
 * of the cost, `times` is a split. What is marked `value` is the part that is followed: it has its share.
 */
function costInTurn(parts: readonly Part[], digits: number): Decimal {
  let cost: Int = 0;
  let quantity = ZERO;
  for (const part of parts) {
    if (part.as === 'part' || part.as === 'value') {
      const taken = decimalOf(part);
      const share = sharedBy(cost, taken, quantity);
      const isKept = part.as === 'value';
      cost = isKept ? share : int.sub(cost, share);
      quantity = isKept ? taken : subtract(quantity, taken);
    } else if (part.as === 'units') quantity = add(quantity, decimalOf(part));
    else if (part.as === 'times') quantity = exactDecimal(quotient([{ value: quantity }, part]));
    else cost = int.add(cost, unitsAt(total([part]), digits));
  }
  return decimal(cost, digits);
}

function shareInTurn([whole, units, ...taken]: readonly Part[], digits: number): Decimal {
  let left = unitsAt(decimalOf(whole), digits);
  let quantity = decimalOf(units);
  let share: Int = 0;
  for (const part of taken) {
    share = sharedBy(left, decimalOf(part), quantity);
    left = int.sub(left, share);
    quantity = subtract(quantity, decimalOf(part));
  }
  return decimal(share, digits);
}

/** amount × part ÷ whole, rounded. */
function sharedBy(amount: Int, part: Decimal, whole: Decimal): Int {
  const scale = Math.max(part.scale, whole.scale);
  return multiplyDivide(amount, unitsAt(part, scale), unitsAt(whole, scale));
}

function growth(parts: readonly Part[], digits: number, flows: FlowTiming): number {
  const of = (as: Role): number => Number(unitsAt(total(parts.filter((part) => part.as === as)), digits));
  const column = (as: Role): Float64Array => Float64Array.of(of(as));
  const day = {
    values: column('value'),
    inflows: column('inflow'),
    outflows: column('outflow'),
    opening: of('opening'),
  };
  return timeWeighted(day, flows).index[0];
}
