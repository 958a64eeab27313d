import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guarded, withoutGuard } from './guarded-text.ts';

test.each(['=1+1', '+cmd', '-AAPL241220C240', '@SUM(A1)', '\tx', "'=x", "''-y"])(
  '%j is marked, so that a spreadsheet takes it for text',
  (text) => expect(guarded(text)).toBe(`'${text}`),
);

test.each(['-12.50', '+3', '1e-7', 'ACME', "it's", "'quoted'", ''])('%j is left as it is', (text) =>
  expect(guarded(text)).toBe(text),
);

test('every text comes back as it was', () => {
  const text = fc.string({ unit: fc.constantFrom("'", '=', '-', '+', '@', '\t', '1', '.', 'a', ' ') });
  fc.assert(fc.property(text, (one) => withoutGuard(guarded(one)) === one));
});
