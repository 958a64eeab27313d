import { at, on, type Stated } from '../portfolio.ts';

/** A deposit on a Sunday, a short, a purchase, a dividend; 15 January is a holiday of the exchange. */
export const TRADED: Stated = {
  events: [
    { date: '2024-01-02', type: 'opening', amount: 10000 },
    { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: 10, price: 100 },
    { date: '2024-01-04', type: 'sell', symbol: 'BOLT', quantity: 5, price: 40, fee: 1 },
    { date: '2024-01-07', type: 'deposit', amount: 500 },
    { date: '2024-01-09', type: 'dividend', symbol: 'ACME', amount: 17, tax: 3 },
    { date: '2024-01-16', type: 'withdrawal', amount: -200 },
  ],
  prices: `
    ACME 2024-01-03 100
    ACME 2024-01-04 104
    ACME 2024-01-09 101
    ACME 2024-01-12 110
    BOLT 2024-01-04 40
    BOLT 2024-01-08 44
    BOLT 2024-01-17 39`,
  today: '2024-01-17',
};
export const TODAY = on('2024-01-17');
/** After the close of New York. */
export const EVENING = at('2024-01-17T22:00:00Z');
