import { dec } from '@tidemark/engine';
import { describe, expect, test } from 'vitest';
import { type BelievedPrice, outlierOf } from './outliers.ts';

const NOW = Date.parse('2024-06-12T15:31:00Z');
const rules = { now: NOW, mayBeNegative: false, inOrder: true };
const believed = (price: string, splitRatio = '1'): BelievedPrice => ({
  price: dec(price),
  currency: 'USD',
  source: 'feed',
  at: NOW - 60_000,
  splitRatio: dec(splitRatio),
});
const offered = (price: string, at = NOW) => ({ price, at, currency: 'USD' });

describe('a price is held back', () => {
  test.each([
    ['0', 'zero'],
    ['0.00', 'zero'],
    ['-12.5', 'negative'],
    ['NaN', 'not_a_number'],
    ['Infinity', 'not_a_number'],
    ['', 'not_a_number'],
    ['1e5', 'not_a_number'],
  ])('that is %j: %s, whatever was known', (price, reason) => {
    expect(outlierOf(offered(price), null, rules)).toBe(reason);
    expect(outlierOf(offered(price), believed('100'), rules)).toBe(reason);
  });

  test.each([
    ['1000', 'jump'],
    ['10', 'jump'],
    ['999.99', null],
    ['10.01', null],
    ['7999', 'jump'],
    ['8000', 'other_unit'],
    ['10000', 'other_unit'],
    ['12500', 'other_unit'],
    ['12501', 'jump'],
    ['1', 'other_unit'],
    ['1.26', 'jump'],
    ['0.79', 'jump'],
  ])('that was 100 and is %s: %s', (price, reason) => {
    expect(outlierOf(offered(price), believed('100'), rules)).toBe(reason);
  });

  test.each([
    // A split of 20 for 1: 2,000 becomes 100, which is no jump; 2,000 again is one.
    ['2000', '20', '100', null],
    ['2000', '20', '2000', 'jump'],
    // One for 50: 0.04 becomes 2.
    ['0.04', '0.02', '2', null],
    ['0.04', '0.02', '0.04', 'jump'],
  ])('that was %s before a split of %s and is %s: %s', (before, splitRatio, price, reason) => {
    expect(outlierOf(offered(price), believed(before, splitRatio), rules)).toBe(reason);
  });

  test('that is older than what is known, unless the order does not matter', () => {
    const old = offered('100', NOW - 60_001);
    expect(outlierOf(old, believed('100'), rules)).toBe('stale');
    expect(outlierOf(offered('100', NOW - 60_000), believed('100'), rules)).toBeNull();
    expect(outlierOf(old, believed('100'), { ...rules, inOrder: false })).toBeNull();
  });

  test('in another currency than what is known; where none is stated nothing can be said', () => {
    const euros = { ...offered('100'), currency: 'EUR' };
    expect(outlierOf(euros, believed('100'), rules)).toBe('other_unit');
    expect(outlierOf({ ...euros, currency: null }, believed('100'), rules)).toBeNull();
    expect(outlierOf(euros, { ...believed('100'), currency: null }, rules)).toBeNull();
  });

  test('of a time to come, beyond what two clocks may differ', () => {
    expect(outlierOf(offered('100', NOW + 120_001), believed('100'), rules)).toBe('future');
    expect(outlierOf(offered('100', NOW + 120_000), believed('100'), rules)).toBeNull();
  });
});

test('a future may cost less than nothing, and changes sign without a word', () => {
  const future = { ...rules, mayBeNegative: true };
  expect(outlierOf(offered('-37.63'), believed('17.8'), future)).toBeNull();
  expect(outlierOf(offered('10'), believed('-37.63'), future)).toBeNull();
});

test('the first price of a symbol is believed', () => {
  expect(outlierOf(offered('0.000001'), null, rules)).toBeNull();
});
