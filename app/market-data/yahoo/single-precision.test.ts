import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meantBy } from './single-precision.ts';

test.each([
  ['129.0399932861328', '129.04'],
  ['124.80750274658203', '124.8075'],
  ['189.84', '189.84'],
  ['200', '200'],
  ['0.20999999344348907', '0.21'],
  ['67123.453125', '67123.45'],
  ['0.1234567890123456789', '0.123456789012346'],
])('%s means %s', (text, meant) => {
  expect(meantBy(text)).toBe(meant);
});

test('a price of up to seven digits that went through 32 bits comes back as it was', () => {
  const price = fc.record({
    units: fc.integer({ min: 1, max: 9_999_999 }),
    scale: fc.integer({ min: 0, max: 4 }),
  });
  fc.assert(
    fc.property(price, ({ units, scale }) => {
      const meant = units / 10 ** scale;
      expect(Number(meantBy(String(Math.fround(meant))))).toBe(meant);
    }),
  );
});
