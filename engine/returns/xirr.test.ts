import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { irrPeriodic } from './irr-periodic.ts';
import type { CashFlows } from './net-flows.ts';
import { xirr, xirrNear } from './xirr.ts';

/** The present value at a rate, on the first day, and the sum of what it is made of. */
function presentValue({ days, amounts }: CashFlows, rate: number): { value: number; size: number } {
  const first = Math.min(...Array.from(days));
  let value = 0;
  let size = 0;
  for (let i = 0; i < days.length; i++) {
    const part = (amounts[i] ?? 0) * Math.exp((-Math.log1p(rate) * ((days[i] ?? 0) - first)) / 365);
    value += part;
    size += Math.abs(part);
  }
  return { value, size };
}

/** How far the value moves when the rate moves by its own last digits. */
function noise(flows: CashFlows, rate: number): number {
  const days = Array.from(flows.days);
  const span = Math.max(...days) - Math.min(...days);
  return 1e-15 * (span + 10) * presentValue(flows, rate).size * Math.max(1, 1e-3 / (1 + rate));
}

const anyFlows = fc
  .array(
    fc.record({ day: fc.integer({ min: 0, max: 11000 }), amount: fc.integer({ min: -1e9, max: 1e9 }) }),
    {
      minLength: 2,
      maxLength: 40,
    },
  )
  .map((rows) => ({ days: rows.map(({ day }) => day), amounts: rows.map(({ amount }) => amount) }));

describe('what a rate is', () => {
  test('every root gives a present value of zero', () => {
    fc.assert(
      fc.property(anyFlows, (flows) => {
        for (const root of xirr(flows).roots.filter((rate) => rate > -0.999999)) {
          expect(Math.abs(presentValue(flows, root).value)).toBeLessThanOrEqual(noise(flows, root));
        }
      }),
    );
  });

  test('a grid of rates finds no change of sign that the roots do not', () => {
    const grid = Array.from({ length: 2000 }, (_, i) => Math.expm1(-6 + (i * 14) / 2000));
    fc.assert(
      fc.property(anyFlows, (flows) => {
        const { roots } = xirr(flows);
        const signs = grid.map((rate) => Math.sign(presentValue(flows, rate).value));
        for (let i = 1; i < grid.length; i++) {
          if (signs[i] === signs[i - 1] || signs[i] === 0 || signs[i - 1] === 0) continue;
          const inside = roots.filter(
            (root) => root >= (grid[i - 1] ?? 0) - 1e-9 && root <= (grid[i] ?? 0) + 1e-9,
          );
          expect(inside.length % 2).toBe(1);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('the guess changes no bit of the answer', () => {
    const guess = fc.constantFrom(-0.9, -0.2, 0, 0.05, 0.1, 0.7, 5, 1e4, -1, Number.NaN);
    fc.assert(
      fc.property(anyFlows, guess, (flows, near) => {
        expect(xirrNear(flows, near)).toEqual(xirr(flows));
      }),
    );
  });

  test('the order of the payments does not matter', () => {
    fc.assert(
      fc.property(anyFlows, ({ days, amounts }) => {
        expect(xirr({ days: days.toReversed(), amounts: amounts.toReversed() })).toEqual(
          xirr({ days, amounts }),
        );
      }),
    );
  });
});

describe('known answers', () => {
  test('1,000 that become 1,100 in 365 days are 10 %, in a result that states its convention', () => {
    const found = xirr({ days: [0, 365], amounts: [-1000, 1100] });
    expect(found.rate).toBeCloseTo(0.1, 14);
    expect(found.convention).toEqual({ dayCount: 'act/365', severalRoots: 'nearest', nearest: 0.1 });
  });

  test('what comes back whole has a rate of exactly 0', () => {
    expect(xirr({ days: [0, 90, 400], amounts: [-700, -300, 1000] })).toMatchObject({ rate: 0, roots: [0] });
  });

  // -1 + 3.3/(1+r) - 3.62/(1+r)^2 + 1.32/(1+r)^3 = 0 for r = 0, 0.1 and 0.2: (v - 1)(1.1v - 1)(1.2v - 1).
  test('three rates of one investment are all named, the one nearest 10 % is reported', () => {
    const found = irrPeriodic([-1000, 3300, -3620, 1320]);
    expect(found.roots).toHaveLength(3);
    for (const [i, root] of [0, 0.1, 0.2].entries()) expect(found.roots[i]).toBeCloseTo(root, 9);
    expect(found.rate).toBeCloseTo(0.1, 9);
    expect(found.problems).toEqual([{ code: 'xirr_several_roots' }]);
  });

  // 10 - 21v + 10.8v^2 has two roots, v = (21 ± 3)/21.6: v = 5/6 and v = 10/9. The first payment is received,
  // as is the last, so that one of the roots alone is not the whole answer.
  test('an investment that begins with a receipt has a second rate', () => {
    const { roots } = irrPeriodic([10, -21, 10.8]);
    expect(roots).toHaveLength(2);
    expect(roots[0]).toBeCloseTo(-0.1, 9);
    expect(roots[1]).toBeCloseTo(0.2, 9);
  });

  // -(1.1v - 1)^2 = -1 + 2.2v - 1.21v^2 touches zero at 10 % without crossing it.
  test('a rate at which the value only touches zero is found', () => {
    const { roots, rate } = irrPeriodic([-100, 220, -121]);
    expect(roots).toHaveLength(1);
    expect(rate).toBeCloseTo(0.1, 6);
  });

  // -1 + 2.2v - 1.22v^2 has the discriminant 4.84 - 4.88 < 0.
  test('payments both ways without a rate: null, and the problem says so', () => {
    expect(irrPeriodic([-100, 220, -122])).toMatchObject({
      rate: null,
      roots: [],
      problems: [{ code: 'xirr_no_root' }],
    });
  });

  test('a payment and a receipt that cancel on one day have no rate', () => {
    expect(xirr({ days: [5, 5], amounts: [-100, 100] }).problems).toEqual([{ code: 'xirr_no_root' }]);
  });

  // Half in one day: (1 + r)^(1/365) = 1/2, r = 2^-365 - 1, which no double can tell from -1.
  test('a loss that no rate above -1 can express is null', () => {
    expect(xirr({ days: [0, 1], amounts: [-100, 50] })).toMatchObject({
      rate: null,
      problems: [{ code: 'xirr_out_of_range' }],
    });
  });

  test('doubling in one day is 2^365 - 1 a year', () => {
    expect((xirr({ days: [0, 1], amounts: [-100, 200] }).rate ?? 0) / (2 ** 365 - 1)).toBeCloseTo(1, 10);
  });

  test('days that are no days are refused', () => {
    expect(() => xirr({ days: [0.5, 1], amounts: [-1, 1] })).toThrow('day 0 is not an integer');
    expect(() => xirr({ days: [0, 1], amounts: [-1, Number.NaN] })).toThrow(
      'amount 1 is not a finite number',
    );
  });
});

test('4,000 payments are solved from a near guess in well under a chart frame', () => {
  const days = Int32Array.from({ length: 4000 }, (_, i) => i * 2);
  const amounts = Float64Array.from(days, (_, i) => (i % 3 === 0 ? 50_00 : -100_00));
  amounts[0] = -100_00;
  amounts[3999] = 300_000_00;
  for (let i = 0; i < 300; i++) xirrNear({ days, amounts }, 0.1);
  const start = performance.now();
  for (let i = 0; i < 50; i++) xirrNear({ days, amounts }, 0.1);
  expect((performance.now() - start) / 50).toBeLessThan(5);
});
