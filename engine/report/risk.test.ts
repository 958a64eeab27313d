import { expect, test } from 'vitest';
import { reportOf } from '../../test/reports.ts';

test('the return of a day with a price compounds those of the days since the one before', () => {
  // The 3rd has interest and no price: 1000 → 1010. Between 2 and 5 January: 10 × 110.10 + 10 = 1111, +11.1 %.
  // Between 5 and 8 January: 10 × 97.879 + 10 = 988.79 = 0.89 × 1111, −11 %.
  const { report } = reportOf({
    ledger: `
      date,type,symbol,quantity,price,amount
      2024-01-02,deposit,,,,1000.00
      2024-01-02,buy,ACME,10,100.00
      2024-01-03,interest,,,,10.00`,
    prices: `
      date,symbol,price
      2024-01-02,ACME,100.00
      2024-01-05,ACME,110.10
      2024-01-08,ACME,97.879`,
  });
  const returns = [0, 0.111, -0.11];
  const mean = (0.111 - 0.11) / 3;
  const variance = returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 2;
  expect(report.risk.volatility).toBeCloseTo(Math.sqrt(variance * 252), 12);
  // The tail of 5 % of three: 0.1 of the way from the lowest to the next, −0.11 + 0.1 × 0.11.
  expect(report.risk.valueAtRisk).toBeCloseTo(0.099, 12);
});
