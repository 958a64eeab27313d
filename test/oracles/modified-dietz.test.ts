import { describe, expect, test } from 'vitest';
import { type Day, parseDay } from '../../engine/calendar/index.ts';
import { attribute, type FlowTiming, modifiedDietz } from '../../engine/returns/index.ts';

type DietzCase = {
  readonly id: string;
  readonly source: string;
  readonly opening: number;
  readonly closing: number;
  readonly days: number;
  /** Day of the period, counted from 1, and amount; positive into the portfolio. */
  readonly flows: readonly (readonly [number, number])[];
  readonly timing: FlowTiming;
  readonly expected: { readonly return: number; readonly gain: number; readonly capital: number };
  readonly tolerance: number;
};

const WIKIPEDIA = 'Wikipedia: Modified Dietz method, https://en.wikipedia.org/wiki/Modified_Dietz_method';

/** Published weights are shares of the period left; here they stand as days of a period of that share. */
const CASES: readonly DietzCase[] = [
  {
    // 50 flows in halfway through two years: weight 0.5, the second day of two, from its start.
    id: 'dietz-wikipedia-100-300',
    source: WIKIPEDIA,
    opening: 100,
    closing: 300,
    days: 2,
    flows: [[2, 50]],
    timing: 'start',
    expected: { return: 1.2, gain: 150, capital: 125 },
    tolerance: 1e-12,
  },
  {
    id: 'dietz-wikipedia-portfolio-10000',
    source: WIKIPEDIA,
    opening: 10000,
    closing: 10900,
    days: 365,
    flows: [],
    timing: 'in-start-out-end',
    expected: { return: 0.09, gain: 900, capital: 10000 },
    tolerance: 1e-12,
  },
  {
    // 8,000 leaves with a quarter of the year left: weight 0.25, the end of the third day of four.
    id: 'dietz-wikipedia-cash-component',
    source: WIKIPEDIA,
    opening: 10000,
    closing: 2100,
    days: 4,
    flows: [[3, -8000]],
    timing: 'in-start-out-end',
    expected: { return: 0.0125, gain: 100, capital: 8000 },
    tolerance: 1e-12,
  },
  {
    // Weights (31 - day) / 31: both kinds of flow at the end of their day.
    id: 'dietz-cfa-hang-october',
    source:
      'Bloomberg Exam Prep, CFA III: GIPS verification, https://www.bloombergprep.com/practice/cfa/400/question/bac110/',
    opening: 585.6,
    closing: 602.34,
    days: 31,
    flows: [
      [5, -15.05],
      [9, 19.82],
      [15, 16.42],
      [24, -18.96],
    ],
    timing: 'end',
    expected: { return: 0.0245, gain: 14.51, capital: 591.237 },
    tolerance: 5e-4,
  },
];

function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

describe('published Modified Dietz returns', () => {
  test.each(CASES)('$id: $expected.return ($source)', (one) => {
    const from = day('2001-10-01');
    const found = modifiedDietz(
      {
        from,
        to: (from + one.days - 1) as Day,
        opening: one.opening,
        closing: one.closing,
        days: one.flows.map(([nth]) => from + nth - 1),
        inflows: one.flows.map(([, amount]) => Math.max(amount, 0)),
        outflows: one.flows.map(([, amount]) => Math.max(-amount, 0)),
      },
      one.timing,
    );
    expect(Math.abs((found.value ?? Number.NaN) - one.expected.return)).toBeLessThanOrEqual(
      Math.min(one.tolerance, 5e-5),
    );
    expect(Math.abs(found.gain - one.expected.gain)).toBeLessThanOrEqual(one.tolerance);
    expect(Math.abs(found.averageCapital - one.expected.capital)).toBeLessThanOrEqual(one.tolerance);
    expect(found.problems).toEqual([]);
  });

  test('the gain of 900 on 10,000 is 8 points of shares and 1 point of interest (Wikipedia, as above)', () => {
    const { parts } = attribute(
      900_00,
      [
        { name: 'shares', amount: 800_00 },
        { name: 'interest', amount: 100_00 },
      ],
      10_000_00,
    );
    expect(parts.map(({ contribution }) => contribution)).toEqual([0.08, 0.01]);
  });
});
