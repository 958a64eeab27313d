import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { safeFraction } from './fraction.ts';
import { readPair } from './pairs.ts';
import { PriceBookBuilder } from './price-builder.ts';
import { RateBook, type RateColumn, rateAge } from './rates.ts';

const DAY = 15000 as Day;

function bookOf(rates: Record<string, Record<number, string>>): RateBook {
  const builder = new PriceBookBuilder();
  const source = builder.source('fx');
  for (const [pair, days] of Object.entries(rates)) {
    for (const [day, rate] of Object.entries(days)) {
      builder.putPrice(builder.symbol(pair), (DAY + Number(day)) as Day, dec(rate), source);
    }
  }
  return new RateBook(builder.finish().book);
}

/** Numerator and denominator on a day, in lowest terms. */
function on(rate: RateColumn | null, offset: number): string {
  if (rate === null) return 'none';
  const at = Math.min(Math.max(DAY + offset - rate.first, 0), rate.length - 1);
  const { numerator, denominator } = safeFraction(rate.numerator[at], rate.denominator[at]);
  return `${numerator}/${denominator}`;
}

describe('a rate', () => {
  // ECB reference rates of 1999-01-04: 1 EUR = 1.1789 USD = 133.73 JPY = 0.7111 GBP.
  const ecb = bookOf({ 'EUR/USD': { 0: '1.1789' }, 'EUR/JPY': { 0: '133.73' }, 'EUR/GBP': { 0: '0.7111' } });

  test('is the quoted one where the pair is quoted', () => {
    expect(on(ecb.rate('EUR', 'USD'), 0)).toBe('11789/10000');
    expect(ecb.rate('EUR', 'USD')?.path).toEqual(['EUR/USD']);
  });

  test('is the exact inverse where only that is quoted', () => {
    expect(on(ecb.rate('USD', 'EUR'), 0)).toBe('10000/11789');
  });

  test('is the exact cross through a third currency', () => {
    // 1 JPY = 1.1789 / 133.73 USD = 11789 / 1337300.
    expect(on(ecb.rate('JPY', 'USD'), 0)).toBe('11789/1337300');
    expect(ecb.rate('JPY', 'USD')?.path).toEqual(['EUR/JPY', 'EUR/USD']);
  });

  test('of a currency in itself is one', () => {
    expect(on(ecb.rate('USD', 'USD'), 0)).toBe('1/1');
    expect(on(bookOf({}).rate('XYZ', 'XYZ'), -9999)).toBe('1/1');
  });

  test('of pence is a hundredth of that of pounds', () => {
    // 0.01 GBP at 1.1789 / 0.7111 USD.
    expect(on(ecb.rate('GBX', 'USD'), 0)).toBe('11789/711100');
    expect(on(ecb.rate('GBX', 'GBP'), 0)).toBe('1/100');
    expect(on(ecb.rate('GBP', 'GBX'), 0)).toBe('100/1');
  });

  test('is null where no path of three pairs leads there', () => {
    const far = bookOf({
      'AAA/BBB': { 0: '2' },
      'BBB/CCC': { 0: '3' },
      'CCC/DDD': { 0: '5' },
      'DDD/EEE': { 0: '7' },
    });
    expect(on(far.rate('AAA', 'DDD'), 0)).toBe('30/1');
    expect(far.rate('AAA', 'EEE')).toBeNull();
    expect(far.rate('AAA', 'ZZZ')).toBeNull();
  });

  test('takes the shortest path, and of equal ones that through EUR, then USD, then by the alphabet', () => {
    const pairs = {
      'AUD/CHF': { 0: '2' },
      'CHF/JPY': { 0: '1' },
      'AUD/USD': { 0: '3' },
      'USD/JPY': { 0: '1' },
      'AUD/EUR': { 0: '5' },
      'EUR/JPY': { 0: '1' },
    };
    expect(on(bookOf(pairs).rate('AUD', 'JPY'), 0)).toBe('5/1');
    const { 'AUD/EUR': _, ...withoutEuro } = pairs;
    expect(on(bookOf(withoutEuro).rate('AUD', 'JPY'), 0)).toBe('3/1');
    const { 'AUD/USD': __, ...withoutDollar } = withoutEuro;
    expect(
      on(bookOf({ ...withoutDollar, 'AUD/BRL': { 0: '7' }, 'BRL/JPY': { 0: '1' } }).rate('AUD', 'JPY'), 0),
    ).toBe('7/1');
    expect(on(bookOf({ ...pairs, 'JPY/AUD': { 0: '11' } }).rate('AUD', 'JPY'), 0)).toBe('1/11');
    expect(
      on(bookOf({ ...pairs, 'JPY/AUD': { 0: '11' }, 'AUD/JPY': { 0: '13' } }).rate('AUD', 'JPY'), 0),
    ).toBe('13/1');
  });

  test('is that of the direction with the later last rate where both are quoted', () => {
    const both = bookOf({ 'EUR/USD': { 0: '1.10' }, 'USD/EUR': { 0: '0.9', 5: '0.8' } });
    expect(on(both.rate('EUR', 'USD'), 9)).toBe('5/4');
    expect(on(both.rate('USD', 'EUR'), 9)).toBe('4/5');
  });

  test('is carried over days without one, and before the first the first is used', () => {
    const book = bookOf({ 'EUR/USD': { 0: '1.10', 3: '1.20' }, 'EUR/TRY': { 2: '30', 6: '33' } });
    const dollar = book.rate('EUR', 'USD');
    expect([-5, 0, 2, 3, 99].map((offset) => on(dollar, offset))).toEqual([
      '11/10',
      '11/10',
      '11/10',
      '6/5',
      '6/5',
    ]);
    const cross = book.rate('TRY', 'USD') as RateColumn;
    // Lira per euro is estimated before day 2: 30 from the start.
    expect([0, 2, 3, 6].map((offset) => on(cross, offset))).toEqual(['11/300', '11/300', '1/25', '2/55']);
    expect(cross.estimatedBefore).toBe(DAY + 2);
    expect([1, 2, 5, 7].map((offset) => rateAge(cross, (DAY + offset) as Day))).toEqual([null, 2, 3, 4]);
  });

  test('stays within safe integers, as the nearest fraction where the exact one does not fit', () => {
    const long = bookOf({ 'EUR/USD': { 0: '1.0893243551254' }, 'AUD/EUR': { 0: '0.6123456789013' } });
    const cross = long.rate('AUD', 'USD') as RateColumn;
    expect(cross.exact).toBe(false);
    expect(Number.isSafeInteger(cross.numerator[0]) && Number.isSafeInteger(cross.denominator[0])).toBe(true);
    expect(cross.numerator[0] / cross.denominator[0]).toBeCloseTo(1.0893243551254 * 0.6123456789013, 15);
  });

  test('can be corrected, inserted and voided', () => {
    const book = bookOf({ 'EUR/USD': { 0: '1.10', 4: '1.20' } });
    expect(book.set('EURUSD', (DAY + 2) as Day, dec('1.15'), 'me')).toEqual({ from: DAY + 2, to: DAY + 3 });
    expect(on(book.rate('USD', 'EUR'), 3)).toBe('20/23');
    // The first rate also stands for all days before it.
    expect(book.set('EUR/USD', DAY, dec('1.05'), 'me')?.from).toBe(-354285);
    expect(book.set('EURUSD', (DAY + 2) as Day, null, 'me')).toEqual({ from: DAY + 2, to: DAY + 3 });
    expect(() => book.set('EURUSD', DAY, dec('0'), 'me')).toThrow(RangeError);
    expect(() => book.set('EURUSD=X', DAY, dec('1'), 'me')).toThrow(RangeError);
  });
});

describe('a pair', () => {
  test.each([
    ['EURUSD', 'EUR USD 0'],
    ['eurusd', 'EUR USD 0'],
    ['EUR/USD', 'EUR USD 0'],
    ['BTC/USDT', 'BTC USDT 0'],
    ['GBX/USD', 'GBP USD 2'],
    ['GBpUSD', 'GBP USD 2'],
    ['USDGBX', 'USD GBP -2'],
    ['EURUSD=X', 'none'],
    ['EUR', 'none'],
    ['EUREUR', 'none'],
    ['EUR/', 'none'],
    ['EUR/USD/JPY', 'none'],
    ['EUR-USD', 'none'],
    ['', 'none'],
  ])('%j is read as %s', (text, expected) => {
    const pair = readPair(text);
    expect(pair === null ? 'none' : `${pair.currency} ${pair.base} ${pair.shift}`).toBe(expected);
  });
});

test('a fraction of any size becomes one of safe integers, off by less than 2^-53 of its denominator', () => {
  const sizes = fc.bigInt({ min: 1n, max: 10n ** 21n });
  fc.assert(
    fc.property(sizes, sizes, (p, q) => {
      fc.pre(p < q * 10n ** 15n && q < p * 10n ** 15n);
      const { numerator, denominator, exact } = safeFraction(p, q);
      expect(Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)).toBe(true);
      const error = p * BigInt(denominator) - BigInt(numerator) * q;
      if (exact) expect(error).toBe(0n);
      // |p/q − n/d| < 1/(d·next) with the next convergent's numerator or denominator beyond 2^53.
      else expect((error < 0n ? -error : error) * 2n ** 53n < (q > p ? q : p) * 2n).toBe(true);
    }),
  );
});
