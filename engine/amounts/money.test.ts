import { describe, expect, test } from 'vitest';
import { Numbers } from '../../test/random-numbers.ts';
import {
  dec,
  decimal,
  formatDecimal,
  fromMinorUnits,
  fxRate,
  isCurrencyCode,
  isIsoCurrency,
  minorUnits,
  minorUnitsToNumber,
  money,
  quantity,
  quotedCurrency,
  toNumber,
  unitPrice,
} from './index.ts';

const seed = Number(process.env.TIDEMARK_SEED);

describe('Money', () => {
  const dollars = (text: string) => money.money(dec(text), 'USD');
  test('of one currency adds and subtracts exactly', () => {
    expect(money.formatMoney(money.add(dollars('0.1'), dollars('0.2')))).toBe('0.30 USD');
    expect(money.formatMoney(money.subtract(dollars('0.3'), dollars('0.1')))).toBe('0.20 USD');
  });
  test('of two currencies does not add', () => {
    const euros: money.Money = money.money(dec('1'), 'EUR');
    expect(() => money.add<string>(dollars('1'), euros)).toThrow(
      new TypeError('USD and EUR do not add: convert one first'),
    );
    expect(() => money.subtract<string>(dollars('1'), euros)).toThrow(TypeError);
  });
  test('of two currencies known to the compiler does not even compile', () => {
    const euros = money.money(dec('1'), 'EUR');
    // @ts-expect-error two currencies
    expect(() => money.add(dollars('1'), euros)).toThrow(TypeError);
  });
  test('converts at a stated rate, exactly, and rounds once, by name', () => {
    const converted = money.convert(dollars('100.01'), fxRate(dec('0.91235')), 'EUR');
    expect(formatDecimal(converted.amount)).toBe('91.2441235');
    expect(money.formatMoney(money.roundToMinorUnit(converted, 'half-away-from-zero'))).toBe('91.24 EUR');
  });
  test('of units at a price is their product', () => {
    expect(money.formatMoney(money.valueOf(quantity(dec('2.5')), unitPrice(dec('10.10')), 'USD'))).toBe(
      '25.25 USD',
    );
  });
  test('scalars of two kinds do not take each other’s place', () => {
    // @ts-expect-error a price is not a quantity
    money.valueOf(unitPrice(dec('1')), unitPrice(dec('1')), 'USD');
    // @ts-expect-error a quantity is not a rate
    money.convert(dollars('1'), quantity(dec('1')), 'EUR');
  });
});

describe('Minor units (ISO 4217, list one)', () => {
  test.each([
    ['USD', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['KWD', 3],
    ['BHD', 3],
    ['TND', 3],
    ['CLF', 4],
    ['UYW', 4],
    ['BTC', 8],
    ['USDT', 8],
  ])('%s has %d decimals', (code, decimals) => expect(minorUnits(code)).toBe(decimals));
  test('ISO codes are told from others', () => {
    expect(['USD', 'CHF', 'BTC', 'usd'].map(isIsoCurrency)).toEqual([true, true, false, false]);
  });
  test.each([
    ['GBX', 'GBP', 2],
    ['GBp', 'GBP', 2],
    ['ZAc', 'ZAR', 2],
    ['ILA', 'ILS', 2],
    ['gbp', 'GBP', 0],
    ['usd', 'USD', 0],
    ['btc', 'BTC', 0],
  ])('%s is read as %s, its figures shifted by %d decimals', (code, currency, shift) => {
    expect(quotedCurrency(code)).toEqual({ currency, shift });
  });
  test('codes are of 2 to 10 letters and digits, the first a letter', () => {
    expect(['USD', 'usd', 'BTC', 'USDT', 'GBp', 'A1'].map(isCurrencyCode)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['', '$', 'U', 'US D', 'US-D', '1AB', 'ABCDEFGHIJK', '€'].map(isCurrencyCode)).toEqual(
      Array(8).fill(false),
    );
  });
});

describe(`Leaving the exact world (seed ${seed})`, { timeout: 30_000 }, () => {
  test('a number is the nearest double to the decimal', () => {
    const numbers = new Numbers(seed);
    for (let k = 0; k < 100_000; k++) {
      const a = numbers.decimal();
      const scale = numbers.below(40);
      const value = decimal(a.units, scale);
      // The language reads decimal text to the nearest double (ECMAScript, StringToNumber).
      const nearest = Number(`${a.units}e-${scale}`);
      if (!Object.is(toNumber(value), nearest)) expect([a.units, scale, toNumber(value)]).toBe(nearest);
    }
  });
  test('whole minor units are the nearest double to the amount, and zero has no sign', () => {
    expect(minorUnitsToNumber(12345, 2)).toBe(123.45);
    expect(minorUnitsToNumber(-1, 8)).toBe(-1e-8);
    expect(Object.is(minorUnitsToNumber(-0, 2), 0)).toBe(true);
    expect(formatDecimal(fromMinorUnits(12345, 2), 2)).toBe('123.45');
  });
});
