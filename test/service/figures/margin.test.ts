import { describe, expect, test } from 'vitest';
import { current, equityHistory, exposures } from '../../../app/service/figures/index.ts';
import { on, portfolioOf, type Stated } from '../portfolio.ts';
import { answer } from './answer.ts';
import { EVENING, TODAY } from './traded.ts';

/** 1,000 paid in, 20 at 100 bought: 1,000 is owed. In EUR there are 500, worth 550. */
const OWING: Stated = {
  accounts: [{ id: 'main', type: 'margin' }],
  events: [
    { date: '2024-01-08', type: 'deposit', amount: 1000 },
    { date: '2024-01-09', type: 'buy', symbol: 'ACME', quantity: 20, price: 100 },
    { date: '2024-01-10', type: 'deposit', amount: 500, currency: 'EUR' },
  ],
  prices: 'ACME 2024-01-10 125',
  rates: 'EURUSD 2024-01-08 1.10',
  today: '2024-01-17',
};

describe('borrowed cash', () => {
  test('is what is owed in one currency, apart from what there is in another', () => {
    const { history } = answer('equityHistory', equityHistory(portfolioOf(OWING), {}, TODAY));
    expect(history.map(({ cash_value, borrowed }) => [cash_value, borrowed]).slice(0, 3)).toEqual([
      [1000, 0],
      [-1000, 1000],
      [-450, 1000],
    ]);
  });

  test('uses up the loan of half of what is held long', () => {
    const { history } = equityHistory(portfolioOf(OWING), {}, TODAY);
    // 1,000 of half of 2,000; then of half of 20 at 125.
    expect(history.map(({ margin_use }) => margin_use).slice(0, 3)).toEqual([0, 1, 0.8]);
    const found = answer('current', current(portfolioOf(OWING), EVENING));
    expect(found).toMatchObject({ cash_balance: -450, borrowed: 1000, margin_use: 0.8 });
    expect(exposures(portfolioOf(OWING), {}, TODAY)).toMatchObject({ borrowed: 1000, margin_use: 0.8 });
  });

  test('of a cash account is owed all the same, but uses no margin', () => {
    const cash = portfolioOf({ ...OWING, accounts: [{ id: 'main', type: 'cash' }] });
    expect(current(cash, EVENING)).toMatchObject({ borrowed: 1000, margin_use: null });
    expect(exposures(cash, {}, TODAY)).toMatchObject({ borrowed: 1000, margin_use: null });
  });

  test('is not paid with the cash of another account', () => {
    const both = portfolioOf({
      ...OWING,
      accounts: [
        { id: 'main', type: 'margin' },
        { id: 'bank', type: 'cash' },
      ],
      events: [
        ...(OWING.events ?? []),
        { date: '2024-01-08', type: 'deposit', amount: 9000, account: 'bank' },
      ],
    });
    expect(current(both, EVENING)).toMatchObject({ cash_balance: 8550, borrowed: 1000, margin_use: 0.8 });
    expect(exposures(both, { account: 'bank' }, on('2024-01-17'))).toMatchObject({ borrowed: 0 });
  });

  test('of nothing is nothing', () => {
    const empty = answer('current', current(portfolioOf({ today: '2024-01-17' }), EVENING));
    expect(empty).toMatchObject({ borrowed: 0, margin_use: null });
  });
});
