import { describe, expect, test } from 'vitest';
import { parseDay } from '../../engine/calendar/index.ts';
import { xirr } from '../../engine/returns/index.ts';
import { XIRR_CASES, type XirrCase } from './xirr.data.ts';

function flowsOf({ flows }: Pick<XirrCase, 'flows'>): { days: number[]; amounts: number[] } {
  const rows = flows.split(',').map((row) => row.trim().split(' '));
  return {
    days: rows.map(([date]) => parseDay(date ?? '') ?? Number.NaN),
    amounts: rows.map(([, amount]) => Number(amount)),
  };
}

function published(id: string): XirrCase {
  const found = XIRR_CASES.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

/** Cases whose published answer differs from ours by convention; each has its own test below. */
const DISAGREEMENTS = ['xirr-java-total-loss-half-year', 'xirr-pyxirr-none-30-45'];
const ONE_SIGN = ['xirr-java-one-flow', 'xirr-java-all-nonnegative'];
const apart = [...DISAGREEMENTS, ...ONE_SIGN];

describe('published money-weighted returns', () => {
  const cases = XIRR_CASES.filter(({ id }) => !apart.includes(id));

  test.each(cases)('$id: $rate ($source)', (one) => {
    const { rate, roots, problems } = xirr(flowsOf(one));
    if (one.rate === null) {
      expect(rate).toBeNull();
      expect(roots).toEqual([]);
      expect(problems).toEqual([{ code: 'xirr_no_root' }]);
      return;
    }
    expect(Math.abs((rate ?? Number.NaN) - one.rate)).toBeLessThanOrEqual(one.tolerance);
    const expected = one.roots ?? [one.rate];
    expect(roots).toHaveLength(expected.length);
    for (const [i, root] of expected.entries()) {
      expect(Math.abs((roots[i] ?? Number.NaN) - root)).toBeLessThanOrEqual(one.tolerance);
    }
    expect(problems).toEqual(expected.length > 1 ? [{ code: 'xirr_several_roots' }] : []);
  });

  test.each(ONE_SIGN.map(published))('$id: flows of one sign are an input error ($source)', (one) => {
    expect(xirr(flowsOf(one))).toMatchObject({
      rate: null,
      roots: [],
      problems: [{ code: 'xirr_one_sign' }],
    });
  });
});

describe('published figures that we answer otherwise', () => {
  /**
   * xirr-java-total-loss-half-year: 1000 paid in, 0 received, published as -100 %. No rate above -1 gives
   * these flows a present value of zero, and FORMATS makes flows of one sign an input error.
   */
  test('a payment of which nothing comes back has no rate, not -100 %', () => {
    const one = published('xirr-java-total-loss-half-year');
    expect(one.rate).toBe(-1);
    expect(xirr(flowsOf(one))).toMatchObject({ rate: null, problems: [{ code: 'xirr_one_sign' }] });
  });

  /**
   * xirr-pyxirr-none-30-45: published as without a result, because its search starts near 10 %. One rate
   * solves the equation, far from there: the present value at it is zero, and it is the only sign change.
   */
  test('a root far from 10 % is found where pyxirr reports none', () => {
    const one = published('xirr-pyxirr-none-30-45');
    expect(one.rate).toBeNull();
    const { rate, roots, problems } = xirr(flowsOf(one));
    expect(problems).toEqual([]);
    expect(rate).toBeCloseTo(-0.840789040421337, 7);
    expect(roots).toHaveLength(1);
  });
});
