import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec } from '../amounts/index.ts';
import type { Mark } from './mark.ts';
import { toWhole } from './minor-units.ts';
import { addValues, markedTo, valuerOf } from './position-value.ts';

/** Half away from zero on BigInt alone. */
function rounded(units: bigint, digits: number): bigint {
  if (digits <= 0) return units * 10n ** BigInt(-digits);
  const unit = 10n ** BigInt(digits);
  const size = units < 0n ? -units : units;
  const whole = (2n * size + unit) / (2n * unit);
  return units < 0n ? -whole : whole;
}

const markOf = (ticks: Int32Array | Float64Array): Mark => ({
  scale: 4,
  start: 0,
  quotedFrom: 0,
  ticks,
  offset: 0,
  length: ticks.length,
  hasNegative: ticks.some((tick) => tick < 0),
  stale: new Int32Array(0),
});

describe('a position is worth quantity × price, rounded once to the minor unit', () => {
  test('3 shares at 0.3350 are 1.005, which rounds away from zero to 1.01', () => {
    expect(markedTo(valuerOf(3, 0, dec('1'), 4, 2), 3350)).toBe(101);
    expect(markedTo(valuerOf(-3, 0, dec('1'), 4, 2), 3350)).toBe(-101);
  });

  test('an option of 100 shares at 1.2345 is worth 123.45', () => {
    expect(markedTo(valuerOf(1, 0, dec('100'), 4, 2), 12345)).toBe(12345);
  });

  test('the loops in doubles answer what whole numbers answer, for any quantity and tick', () => {
    const quantity = fc.oneof(
      fc.integer({ min: -(10 ** 6), max: 10 ** 6 }),
      fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
    );
    const ticks = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.constantFrom(0, 1, 5, 50, 150, 2500)),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(
        quantity,
        fc.integer({ min: 0, max: 12 }),
        ticks,
        fc.boolean(),
        fc.boolean(),
        (q, scale, list, wide, undo) => {
          const valuer = valuerOf(q, scale, dec('1'), 4, 2);
          const out = new Float64Array(list.length);
          const mark = markOf(wide ? Float64Array.from(list) : Int32Array.from(list));
          addValues(valuer, mark, 0, out, 0, list.length, undo ? -1 : 1);
          for (const [i, tick] of list.entries()) {
            const exact = Number(rounded(BigInt(q) * BigInt(tick), scale + 4 - 2));
            expect(out[i] + 0).toBe((undo ? -exact : exact) + 0);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

test('whole minor units of any number of digits are those of BigInt', () => {
  const units = fc.oneof(
    fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }),
    fc.integer({ min: -2000, max: 2000 }),
  );
  fc.assert(
    fc.property(units, fc.integer({ min: 0, max: 18 }), (value, digits) => {
      expect(BigInt(toWhole(value, digits))).toBe(rounded(BigInt(value), digits));
    }),
    { numRuns: 20000 },
  );
});
