import { expect, test } from 'vitest';
import type { Day } from '../calendar/day.ts';
import { type DietzInput, modifiedDietz } from './modified-dietz.ts';

const tenDays: DietzInput = {
  from: 1 as Day,
  to: 10 as Day,
  opening: 1000,
  closing: 1100,
  days: [4],
  inflows: [50],
  outflows: [20],
};

// Gain 1100 - 1000 - 30 = 70. On day 4 of 10, 6 days are left after it, 7 with it.
test.each([
  ['in-start-out-end', 1000 + 0.7 * 50 - 0.6 * 20],
  ['start', 1000 + 0.7 * 30],
  ['end', 1000 + 0.6 * 30],
  ['mid', 1000 + 0.65 * 30],
] as const)('%s: the average capital is %d', (timing, capital) => {
  const found = modifiedDietz(tenDays, timing);
  expect(found.gain).toBe(70);
  expect(found.averageCapital).toBeCloseTo(capital, 12);
  expect(found.value).toBeCloseTo(70 / capital, 14);
  expect(found.convention).toEqual({ flows: timing });
});

test('without capital the return is unknown', () => {
  const nothing = { ...tenDays, opening: 0, closing: 5, days: [], inflows: [], outflows: [] };
  expect(modifiedDietz(nothing, 'end')).toMatchObject({
    value: null,
    problems: [{ code: 'return_undefined' }],
  });
});

test('a flow outside the period is refused', () => {
  expect(() => modifiedDietz({ ...tenDays, days: [11] }, 'end')).toThrow('flow 0 lies outside the period');
});
