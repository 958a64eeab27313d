import { describe, expect, test } from 'vitest';
import { dec, decimal } from '../amounts/index.ts';
import { evaluate } from './evaluate.ts';
import type { Role } from './explanation.ts';
import type { Part } from './parts.ts';

const part = (text: string, as?: Role): Part => ({ value: dec(text), ...(as && { as }) });

test('a day’s amount is what the rounded total changed by, so that the amounts of days add up to it', () => {
  // 0.004 + 0.004 = 0.008: nothing on the first day, a cent on the second.
  expect(evaluate('day_amount', [part('0.004')], { digits: 2 })).toEqual(decimal(0, 2));
  expect(evaluate('day_amount', [part('0.004', 'before'), part('0.004')], { digits: 2 })).toEqual(
    decimal(1, 2),
  );
});

test('rounding is half away from zero, once', () => {
  expect(evaluate('sum_rounded', [part('1.004'), part('1.001')], { digits: 2 })).toEqual(dec('2.01'));
  expect(evaluate('product_rounded', [part('-0.5'), part('0.01')], { digits: 2 })).toEqual(dec('-0.01'));
  expect(evaluate('product_rounded', [part('10'), part('3', 'over')], { digits: 4 })).toEqual(dec('3.3333'));
});

test('a rate through an inverse quote is a fraction: EUR/USD 1.10 the other way round is 10/11', () => {
  expect(evaluate('rate', [part('1.1', 'over')], {})).toEqual({ numerator: 10, denominator: 11 });
  const euros = evaluate('converted', [part('11.00'), { value: { numerator: 10, denominator: 11 } }], {
    digits: 2,
  });
  expect(euros).toEqual(dec('10.00'));
});

test('a quote is restated split by split', () => {
  // 100 ÷ 3 = 33.3333333333; ÷ 3 = 11.1111111111
  expect(evaluate('restated', [part('100'), part('3'), part('3')], { digits: 10 })).toEqual(
    dec('11.1111111111'),
  );
});

describe('the cost of a lot', () => {
  // 3 units for 10.00: one costs 3.333333, the two that stay 6.666667; of these one costs 3.333334 (half away).
  const lot = [part('10.00'), part('3', 'units')];

  test('what stays is what the shares of the closed parts have left', () => {
    expect(evaluate('cost_in_turn', [...lot, part('1', 'part')], { digits: 6 })).toEqual(dec('6.666667'));
    expect(evaluate('cost_in_turn', [...lot, part('1', 'part'), part('1', 'part')], { digits: 6 })).toEqual(
      dec('3.333333'),
    );
    expect(evaluate('cost_in_turn', [...lot, part('3', 'part')], { digits: 6 })).toEqual(decimal(0, 6));
  });

  test('the part that is followed has its share', () => {
    expect(evaluate('cost_in_turn', [...lot, part('1', 'value')], { digits: 6 })).toEqual(dec('3.333333'));
  });

  test('a split changes units alone', () => {
    expect(evaluate('cost_in_turn', [...lot, part('2', 'times'), part('3', 'part')], { digits: 6 })).toEqual(
      dec('5.000000'),
    );
  });
});

test('what is shared in turn leaves nothing over', () => {
  const shares = (...taken: string[]) =>
    evaluate(
      'share_in_turn',
      [part('1.00'), part('3', 'units'), ...taken.map((text) => part(text, 'part'))],
      { digits: 2 },
    );
  expect([shares('1'), shares('1', '1'), shares('1', '1', '1')]).toEqual([
    dec('0.33'),
    dec('0.34'),
    dec('0.33'),
  ]);
});

test('growth follows the flow convention: 100 and 50 in make 165', () => {
  const day = [part('165.00', 'value'), part('100.00', 'opening'), part('50.00', 'inflow')];
  // (165) ÷ (100 + 50); (165 − 50) ÷ 100
  expect(evaluate('growth', day, { digits: 2, convention: 'in-start-out-end' })).toBe(1.1);
  expect(evaluate('growth', day, { digits: 2, convention: 'end' })).toBe(1.15);
});

test('a leaf computes nothing', () => {
  expect(() => evaluate('fact', [], {})).toThrow('computes nothing');
});
