import { describe, expect, test } from 'vitest';
import { fillsOf, marksOf } from './chart-signs.ts';

const fill = (date: string, role: 'entry' | 'exit' | 'adjustment', price: number | null) => ({
  ...{ transaction_id: date, date, role, price, time: null, type: 'buy', quantity: 1, fee: 0, tax: 0 },
  realized_pnl: null,
});
const SHORT = {
  side: 'short' as const,
  fills: [
    fill('2024-01-03', 'entry', 50),
    fill('2024-01-09', 'exit', 44),
    fill('2024-01-09', 'adjustment', null),
  ],
};

describe('the signs in the chart of a trade', () => {
  test('say that a short is entered by a sale and left by a purchase', () => {
    expect(fillsOf(SHORT)).toEqual([
      { at: '2024-01-03T00:00:00Z', role: 'entry', price: 50, isBuy: false },
      { at: '2024-01-09T00:00:00Z', role: 'exit', price: 44, isBuy: true },
    ]);
  });

  test('mark the worst of a short above, and its best below unless the arrow of the exit stands there', () => {
    const places = { mae_date: '2024-01-05', mae_price: 52, mfe_date: '2024-01-08', mfe_price: 43 };
    const sides = (more: object) =>
      marksOf({ side: 'short', ...places, ...more }, fillsOf(SHORT)).map(({ name, isAbove }) => [
        name,
        isAbove,
      ]);
    expect(sides({})).toEqual([
      ['MAE', true],
      ['MFE', false],
    ]);
    expect(sides({ mfe_date: '2024-01-09' })).toEqual([
      ['MAE', true],
      ['MFE', true],
    ]);
    expect(sides({ mae_date: null, mfe_price: null })).toEqual([]);
  });
});
