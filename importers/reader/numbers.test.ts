import { formatDecimal } from '@tidemark/engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareNumber, type NumberLocale, readNumber, shapeOf } from './numbers.ts';

const read = (text: string, locale: NumberLocale): string | null => {
  const bare = bareNumber(text);
  const value = bare === null || bare === '' ? null : readNumber(bare, locale);
  return value === null ? null : formatDecimal(value);
};

describe('a number without its ornaments', () => {
  test.each([
    ['$1,978.90', '1978.9'],
    ['-$3320.05', '-3320.05'],
    ['($462.50)', '-462.5'],
    ['€3343.11', '3343.11'],
    ['89,162.28 SEK', '89162.28'],
    ['@16.53', '16.53'],
    ['="123"', '123'],
    ['4.5S', '4.5'],
    ['\u221212.5', '-12.5'],
    ['1\u202f046.38', '1046.38'],
    ["12'345.60", '12345.6'],
    ['-2.637591265E-4', '-0.0002637591265'],
    ['1.5e3', '1500'],
    ['-0.', '0'],
    ['.9232', '0.9232'],
    ['100-', '-100'],
  ])('%s is %s', (text, value) => {
    expect(read(text, 'point')).toBe(value);
  });

  test.each(['', '-', '--', 'n/a', 'Not available', ' '])('%j says nothing', (text) => {
    expect(bareNumber(text)).toBe('');
  });

  test.each(['abc', '12:30', '1.2.3,4', '1,23,4', '12a', '5%', '--5', '1e999'])('%j is no number', (text) => {
    const bare = bareNumber(text);
    expect(bare === null || readNumber(bare, 'point') === null).toBe(true);
  });
});

describe('what a number shows of its decimal mark', () => {
  test.each([
    ['1.234,56', 'comma'],
    ['1,234.56', 'point'],
    ['0,052361', 'comma'],
    ['0.123', 'point'],
    ['1,234,567', 'point'],
    ['1.234.567', 'comma'],
    ['12,34', 'comma'],
    ['1,234', 'either'],
    ['12.345', 'either'],
    ['1234,567', 'comma'],
    ['1234', 'plain'],
  ] as const)('%s shows %s', (text, shape) => {
    expect(shapeOf(text)).toBe(shape);
  });

  test('What can be read both ways goes by the file; what cannot does not', () => {
    expect([read('1,234', 'point'), read('1,234', 'comma')]).toEqual(['1234', '1.234']);
    expect([read('12,34', 'point'), read('12.34', 'comma')]).toEqual(['12.34', '12.34']);
  });

  test('A number written with groups in either locale is read back', () => {
    const digits = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    fc.assert(
      fc.property(digits, fc.constantFrom<NumberLocale>('point', 'comma'), (units, locale) => {
        const size = (units < 0n ? -units : units).toString().padStart(3, '0');
        const [group, mark] = locale === 'point' ? [',', '.'] : ['.', ','];
        const whole = size.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
        const sign = units < 0n ? '-' : '';
        const plain = `${sign}${size.slice(0, -2)}.${size.slice(-2)}`;
        expect(Number(read(`${sign}${whole}${mark}${size.slice(-2)}`, locale))).toBe(Number(plain));
      }),
    );
  });
});
