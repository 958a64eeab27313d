import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FlowTiming } from './flow-timing.ts';
import { linkReturns } from './link-returns.ts';
import { type DailyValues, timeWeighted, timeWeightedFrom } from './time-weighted.ts';

const TIMINGS: FlowTiming[] = ['in-start-out-end', 'start', 'end', 'mid'];

type Day = { readonly value: number; readonly inflow: number; readonly outflow: number };

function columns(days: readonly Day[], opening: number): DailyValues {
  return {
    values: Float64Array.from(days, ({ value }) => value),
    inflows: Float64Array.from(days, ({ inflow }) => inflow),
    outflows: Float64Array.from(days, ({ outflow }) => outflow),
    opening,
  };
}

/** Minor units; flows on one day in four, and now and then a total loss. */
const anyDay = fc.record({
  value: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 1e9 }) },
    fc.integer({ min: -5, max: 0 }),
  ),
  inflow: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 1e8 })),
  outflow: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 1e8 })),
});
const anyHistory = fc.record({
  days: fc.array(anyDay, { minLength: 1, maxLength: 60 }),
  opening: fc.integer({ min: 0, max: 1e9 }),
  timing: fc.constantFrom(...TIMINGS),
});

/** Flows are small beside the value, so that no return is near -1, where 1 + r has few digits. */
const steadyHistory = fc.record({
  days: fc.array(
    fc.record({
      value: fc.integer({ min: 1e7, max: 1e8 }),
      inflow: fc.integer({ min: 0, max: 1e6 }),
      outflow: fc.integer({ min: 0, max: 1e6 }),
    }),
    { minLength: 1, maxLength: 60 },
  ),
  opening: fc.integer({ min: 1e7, max: 1e8 }),
  timing: fc.constantFrom(...TIMINGS),
});

describe('a day of 1,000 that gets 500, gives 200 and ends at 1,430', () => {
  // in-start-out-end (1430 + 200) / (1000 + 500); start 1430 / (1000 + 500 - 200);
  // end (1430 - 500 + 200) / 1000; mid 130 / (1000 + 150)
  test.each([
    ['in-start-out-end', 1630 / 1500 - 1],
    ['start', 1430 / 1300 - 1],
    ['end', 1130 / 1000 - 1],
    ['mid', 130 / 1150],
  ] as const)('%s returns %d', (timing, expected) => {
    const daily = columns([{ value: 1430, inflow: 500, outflow: 200 }], 1000);
    const { dailyReturns, index, convention, problems } = timeWeighted(daily, timing);
    expect(dailyReturns[0]).toBeCloseTo(expected, 14);
    expect(index[0]).toBeCloseTo(1 + expected, 14);
    expect(convention).toEqual({ flows: timing });
    expect(problems).toEqual([]);
  });
});

describe('days without a return', () => {
  test('nothing invested returns 0 and is no problem', () => {
    const daily = columns([{ value: 0, inflow: 0, outflow: 0 }], 0);
    expect(timeWeighted(daily, 'in-start-out-end')).toMatchObject({
      dailyReturns: Float64Array.of(0),
      problems: [],
    });
  });

  test('a gain on nothing is undefined: 0, and the problem names the day', () => {
    const daily = columns(
      [
        { value: 0, inflow: 0, outflow: 0 },
        { value: 10, inflow: 0, outflow: 0 },
      ],
      0,
    );
    const { index, problems } = timeWeighted(daily, 'in-start-out-end');
    expect([...index]).toEqual([1, 1]);
    expect(problems).toEqual([{ code: 'return_undefined', at: 1 }]);
  });

  test('after a total loss the index stays at 0, whatever is paid in later', () => {
    const daily = columns(
      [
        { value: -5, inflow: 0, outflow: 0 },
        { value: 110, inflow: 105, outflow: 0 },
        { value: 121, inflow: 0, outflow: 0 },
      ],
      100,
    );
    const { index, dailyReturns, problems } = timeWeighted(daily, 'in-start-out-end');
    expect([...index]).toEqual([0, 0, 0]);
    expect(dailyReturns[0]).toBe(-1);
    expect(dailyReturns[1]).toBeCloseTo(0.1, 14);
    expect(problems).toEqual([{ code: 'wiped_out', at: 0 }]);
  });
});

describe('laws', () => {
  test('a flow at the start of a day changes no index when the price of the day does not move', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (held, inflow) => {
        const daily = columns([{ value: held + inflow, inflow, outflow: 0 }], held);
        expect(timeWeighted(daily, 'in-start-out-end').index[0]).toBe(1);
      }),
    );
  });

  test('a flow at the start of a day changes no return of the day, since it earns the same', () => {
    const price = fc.constantFrom(0.5, 1, 1.25, 2);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        price,
        (held, inflow, growth) => {
          const daily = columns([{ value: (held + inflow) * growth, inflow, outflow: 0 }], held);
          expect(timeWeighted(daily, 'start').index[0]).toBe(growth);
        },
      ),
    );
  });

  test('the unit of money does not matter', () => {
    fc.assert(
      fc.property(anyHistory, ({ days, opening, timing }) => {
        const scaled = days.map(({ value, inflow, outflow }) => {
          return { value: value * 1024, inflow: inflow * 1024, outflow: outflow * 1024 };
        });
        const one = timeWeighted(columns(days, opening), timing);
        expect(timeWeighted(columns(scaled, opening * 1024), timing)).toEqual(one);
      }),
    );
  });

  test('computing a suffix again equals computing everything, bit for bit', () => {
    fc.assert(
      fc.property(anyHistory, anyDay, fc.nat(), ({ days, opening, timing }, changed, at) => {
        const from = at % days.length;
        const state = timeWeighted(columns(days, opening), timing);
        const after = days.map((day, i) => (i === from ? changed : day));
        const { index } = state;
        expect(timeWeightedFrom(state, columns(after, opening), from)).toEqual(
          timeWeighted(columns(after, opening), timing),
        );
        expect(state.index).toBe(index);
      }),
    );
  });

  test('appending days equals computing everything', () => {
    fc.assert(
      fc.property(anyHistory, anyDay, ({ days, opening, timing }, added) => {
        const state = timeWeighted(columns(days, opening), timing);
        const longer = columns([...days, added], opening);
        expect(timeWeightedFrom(state, longer, days.length)).toEqual(timeWeighted(longer, timing));
      }),
    );
  });

  test('the returns of a part link to the growth of the index over it', () => {
    fc.assert(
      fc.property(steadyHistory, fc.nat(), fc.nat(), ({ days, opening, timing }, i, j) => {
        const { index, dailyReturns } = timeWeighted(columns(days, opening), timing);
        const [from, to] = [i % days.length, j % days.length].sort((a, b) => a - b) as [number, number];
        const growth = (index[to] ?? 0) / (from === 0 ? 1 : (index[from - 1] ?? 0));
        const linked = 1 + linkReturns(dailyReturns.subarray(from, to + 1));
        expect(Math.abs(linked / growth - 1)).toBeLessThanOrEqual(1e-10);
      }),
    );
  });
});

test('columns of different lengths are refused by name', () => {
  const daily = { ...columns([{ value: 1, inflow: 0, outflow: 0 }], 1), outflows: new Float64Array(2) };
  expect(() => timeWeighted(daily, 'end')).toThrow('outflows has 2 entries where 1 are needed');
});
