import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExactColumn } from './exact-column.ts';

const DAYS = 12;

interface Addition {
  readonly day: number;
  readonly units: bigint;
  readonly scale: number;
}

/** The obvious way: sum what each day has, for every day anew. */
function levels(additions: readonly Addition[], scale: number): bigint[] {
  return Array.from({ length: DAYS }, (_, day) =>
    additions
      .filter((a) => a.day <= day && a.units !== 0n)
      .reduce((sum, a) => sum + a.units * 10n ** BigInt(scale - a.scale), 0n),
  );
}

const addition = fc.record({
  day: fc.integer({ min: 0, max: DAYS - 1 }),
  units: fc.oneof(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })),
  scale: fc.integer({ min: 0, max: 6 }),
});

const canonical = (units: bigint): number | bigint =>
  units <= 9007199254740991n && units >= -9007199254740991n ? Number(units) : units;

describe('a running total is exact', () => {
  test('it is the sum of what was added up to the day, however large and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(addition, { maxLength: 5 }), { maxLength: 5 }), (batches) => {
        const column = new ExactColumn(DAYS, 2);
        for (const batch of batches) {
          for (const { day, units, scale } of batch) column.add(day, canonical(units), scale);
          const first = Math.min(DAYS, ...batch.filter((a) => a.units !== 0n).map((a) => a.day));
          expect(column.settle()).toBe(first);
        }
        const expected = levels(batches.flat(), column.scale);
        for (let day = 0; day < DAYS; day++) expect(BigInt(column.level(day))).toBe(expected[day]);
      }),
    );
  });

  test('a total that is edited again and again stays in doubles', () => {
    const column = new ExactColumn(2, 2);
    for (let i = 0; i < 100; i++) {
      column.add(0, 2 ** 49, 2);
      column.add(0, -(2 ** 49), 2);
      column.settle();
    }
    expect(column.isSmall).toBe(true);
    expect(column.level(1)).toBe(0);
  });

  test('taking out what was added leaves zeros', () => {
    const column = new ExactColumn(3, 2);
    column.add(1, 12345, 4);
    column.settle();
    column.add(1, -12345, 4);
    column.settle();
    expect([0, 1, 2].map((day) => column.level(day))).toEqual([0, 0, 0]);
  });

  test('levels are rounded half away from zero: 1.005 and 2.005 are 1.01 and 2.01', () => {
    const column = new ExactColumn(2, 2);
    column.add(0, 1005, 3);
    column.add(1, 1, 0);
    column.settle();
    const out = new Float64Array(2);
    column.roundInto(out, 0, 2);
    expect([...out]).toEqual([101, 201]);
  });
});
