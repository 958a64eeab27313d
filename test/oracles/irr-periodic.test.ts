import { expect, test } from 'vitest';
import { irrPeriodic } from '../../engine/returns/index.ts';

const CASES = [
  {
    id: 'irr-formulajs-75000',
    source: 'formulajs/formulajs@af0f0b4 test/financial.js',
    flows: [-75000, 12000, 15000, 18000, 21000, 24000],
    rate: 0.05715142887178467,
    tolerance: 1e-9,
  },
  {
    id: 'irr-ms-5y',
    source: 'Microsoft Support: IRR function, https://support.microsoft.com/office/irr-function',
    flows: [-70000, 12000, 15000, 18000, 21000, 26000],
    rate: 0.087,
    tolerance: 5e-4,
  },
  {
    id: 'irr-cfa-schweser-100-118-264',
    source: 'CFA Level I course notes, LOS 7.d, page 91',
    flows: [-100, -118, 264],
    rate: 0.1386,
    tolerance: 5e-5,
  },
];

test.each(CASES)('$id: $rate per period ($source)', ({ flows, rate, tolerance }) => {
  const found = irrPeriodic(flows);
  expect(Math.abs((found.rate ?? Number.NaN) - rate)).toBeLessThanOrEqual(tolerance);
  expect(found.roots).toHaveLength(1);
  expect(found.problems).toEqual([]);
});
