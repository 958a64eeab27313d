import { decimal, type Int, int } from '../amounts/index.ts';
import { priceAge, priceOn, quoteDay, type RateLeg } from '../prices/index.ts';
import { given, made, taken } from './build.ts';
import type { Explanation } from './explanation.ts';
import { hundredthsShift, type Workings } from './workings.ts';

/** The rate of a currency into base on a day index, with the pairs that make it; null for base itself. */
export function rateNode(work: Workings, currency: number, at: number): Explanation | null {
  if (work.isBase(currency)) return null;
  const from = work.currency(currency);
  const unit = `${work.base}/${from}`;
  const column = work.rates(currency);
  if (column === null)
    return given(
      'constant',
      { label: `No rate of ${from} is known; it counts as ${work.base}`, unit },
      decimal(1, 0),
      'estimated',
    );
  const legs = column.legs.map((leg) => legNode(work, leg, at));
  const shift = hundredthsShift(from, work.base);
  const parts =
    shift === 0
      ? legs
      : [...legs, given('constant', { label: 'hundredths', unit: 'ratio' }, shiftFactor(shift))];
  if (parts.length === 1 && !column.legs[0].inverse) return parts[0];
  return made(
    'rate',
    {
      label: `Rate of ${from}`,
      unit,
      source: { kind: 'rate', path: column.path, day: work.day(at), quoted: null, source: null },
    },
    parts,
  );
}

function shiftFactor(shift: number) {
  return shift > 0 ? decimal(1, shift) : decimal(int.pow10(-shift), 0);
}

/** A quoted pair; before its first quote that one counts, and is an estimate. */
function legNode(work: Workings, { column, inverse }: RateLeg, at: number): Explanation {
  const day = work.day(at);
  const isEarly = day < column.first;
  const counted = isEarly ? column.first : day;
  const quoted = quoteDay(column, counted);
  const age = priceAge(column, counted);
  const [from, to] = column.symbol.split('/');
  const node = given(
    'fact',
    {
      label: `${from} in ${to}`,
      unit: `${to}/${from}`,
      source: {
        kind: 'rate',
        path: [column.symbol],
        day,
        quoted,
        source: work.world.input.rates.pairs.sourceOn(column, counted),
      },
    },
    priceOn(column, counted) ?? decimal(1, 0),
    isEarly ? 'estimated' : age === 0 ? 'exact' : 'carried',
  );
  return taken(inverse ? 'over' : 'times', node);
}

/** An amount in base at the rate of a day; the amount itself where its currency is base. */
export function inBase(
  work: Workings,
  amount: Explanation,
  currency: number,
  at: number,
  said: Partial<Explanation> = {},
): Explanation {
  const rate = rateNode(work, currency, at);
  if (rate === null) return { ...amount, ...said };
  return made(
    'converted',
    { label: `${amount.label}, in ${work.base}`, ...said, unit: work.base, digits: work.decimals },
    [amount, rate],
  );
}

/** An amount at a booked rate or another exact one, at any number of digits. */
export function atRate(
  amount: Explanation,
  rate: Explanation | null,
  unit: string,
  digits: number,
): Explanation {
  const parts = rate === null ? [amount] : [amount, rate];
  return made('converted', { label: `${amount.label}, in ${unit}`, unit, digits }, parts);
}

export function fractionNode(
  label: string,
  unit: string,
  rate: { numerator: Int; denominator: Int },
): Explanation {
  return given('booked', { label, unit }, rate);
}
