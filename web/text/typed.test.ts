import { expect, test } from 'vitest';
import { decimalText, plainDecimal } from './typed.ts';

const reader = (locale: string) => ({ locale, timeZone: 'UTC', isHidden: false });

test.each([
  ['en-US', '1,234.56', '1234.56'],
  ['en-US', '1234.56', '1234.56'],
  ['en-US', '12,5', '12.5'],
  ['en-US', '-1,000', '-1000'],
  ['de-DE', '1.234,56', '1234.56'],
  ['de-DE', '1.234', '1234'],
  ['de-DE', '1234.56', '1234.56'],
  ['de-CH', "1'234.50", '1234.50'],
  ['fr-FR', '1 234,5', '1234.5'],
  ['en-US', '+5', '5'],
])('a reader of %s who types %s means %s', (locale, typed, plain) => {
  expect(plainDecimal(typed, reader(locale))).toBe(plain);
});

test.each(['abc', '1.2.3', '', '1e5'])('what is no number stays as it was typed: %j', (typed) => {
  expect(plainDecimal(typed, reader('en-US'))).toBe(typed);
});

test('a number of the wire is written without an exponent', () => {
  expect([decimalText(1e-7), decimalText(2.5), decimalText('0.1'), decimalText(null)]).toEqual([
    '0.0000001',
    '2.5',
    '0.1',
    '',
  ]);
});
