import { expect, test } from 'vitest';
import { dayFrom } from '../../test/naive/input.ts';
import { EngineLedger } from '../../test/properties/engine.ts';
import { type JournalProgram, plainTextJournal } from './index.ts';

const { history } = new EngineLedger({
  events: [
    { date: '2024-01-02', type: 'deposit', amount: '1000.00' },
    { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: '4', price: '100', fee: '1.00' },
    { date: '2024-02-01', type: 'split', symbol: 'ACME', ratio: '2' },
    {
      date: '2024-02-05',
      type: 'sell',
      symbol: 'ACME',
      quantity: '2',
      price: '60',
      fee: '0.50',
      note: 'a part',
    },
    { date: '2024-02-06', type: 'dividend', symbol: 'ACME', amount: '8.50', tax: '1.50' },
    { date: '2024-02-07', type: 'fx', amount: '-110.00', to_amount: '100.00', to_currency: 'EUR' },
  ],
  prices: [
    { date: '2024-01-03', symbol: 'ACME', price: '100' },
    { date: '2024-02-05', symbol: 'ACME', price: '61' },
  ],
  rates: [{ date: '2024-02-07', pair: 'EURUSD', rate: '1.10' }],
  accounts: [{ name: 'main' }],
  conventions: { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 },
  ...{ splits: [], instruments: [], reports: [] },
});
const journal = (program: JournalProgram) =>
  [...plainTextJournal(program, history, dayFrom('2024-02-07'))].join('');

/**
 * By hand: 4 bought for 400.00 are 8 after the split, of which 2 cost 100.00 and bring 120.00 - 0.50: a gain of 20.00.
 * Cash 1000 - 401 + 119.50 + 8.50 - 110 = 617.00. After the split a price of 100 is one of 50.
 */
test('a journal of beancount names the lots that sales close, and what is held in the end', () => {
  expect(journal('beancount')).toBe(`option "title" "Tidemark"
option "operating_currency" "USD"
option "inferred_tolerance_default" "*:0.005"

2024-01-02 open Assets:Main:Cash
2024-01-02 open Equity:Main:Deposits
2024-01-02 * "deposit"
  Assets:Main:Cash  1000 USD
  Equity:Main:Deposits  -1000 USD

2024-01-03 open Assets:Main:Holdings
2024-01-03 open Expenses:Main:Fees
2024-01-03 * "buy ACME"
  Assets:Main:Holdings  4 ACME {{400 USD, 2024-01-03, "L1"}}
  Assets:Main:Cash  -401 USD
  Expenses:Main:Fees  1 USD

2024-02-01 open Income:Main:Gains
2024-02-01 * "split ACME"
  Assets:Main:Holdings  -4 ACME {USD, 2024-01-03, "L1"}
  Assets:Main:Holdings  8 ACME {{400 USD, 2024-01-03, "L1"}}
  Income:Main:Gains

2024-02-05 * "sell ACME" "a part"
  Assets:Main:Holdings  -2 ACME {USD, 2024-01-03, "L1"}
  Assets:Main:Cash  119.5 USD
  Expenses:Main:Fees  0.5 USD
  Income:Main:Gains

2024-02-06 open Expenses:Main:Taxes
2024-02-06 open Income:Main:Earned
2024-02-06 * "dividend ACME"
  Assets:Main:Cash  8.5 USD
  Expenses:Main:Taxes  1.5 USD
  Income:Main:Earned  -10 USD

2024-02-07 open Equity:Main:Conversions
2024-02-07 * "fx"
  Assets:Main:Cash  -110 USD
  Equity:Main:Conversions  110 USD
  Assets:Main:Cash  100 EUR
  Equity:Main:Conversions  -100 EUR

2024-01-03 price ACME  100 USD
2024-02-01 price ACME  50 USD
2024-02-05 price ACME  61 USD
2024-01-02 price EUR  1.1 USD

2024-02-08 balance Assets:Main:Cash  100 ~ 0.005 EUR
2024-02-08 balance Assets:Main:Cash  617 ~ 0.005 USD
2024-02-08 balance Assets:Main:Holdings  6 ACME
`);
});

test('a journal of hledger has units at what they cost, and the gain apart', () => {
  expect(journal('hledger')).toBe(`; Tidemark
decimal-mark .

2024-01-02 * deposit
    Assets:main:Cash  1000 USD
    Equity:main:Deposits  -1000 USD

2024-01-03 * buy ACME
    Assets:main:Holdings  4 ACME @@ 400 USD  ; of 2024-01-03
    Assets:main:Cash  -401 USD
    Expenses:main:Fees  1 USD

2024-02-01 * split ACME
    Assets:main:Holdings  -4 ACME @@ 400 USD  ; of 2024-01-03
    Assets:main:Holdings  8 ACME @@ 400 USD  ; of 2024-01-03

2024-02-05 * sell ACME | a part
    Assets:main:Holdings  -2 ACME @@ 100 USD  ; of 2024-01-03
    Assets:main:Cash  119.5 USD
    Expenses:main:Fees  0.5 USD
    Income:main:Gains  -20 USD

2024-02-06 * dividend ACME
    Assets:main:Cash  8.5 USD
    Expenses:main:Taxes  1.5 USD
    Income:main:Earned  -10 USD

2024-02-07 * fx
    Assets:main:Cash  -110 USD
    Equity:main:Conversions  110 USD
    Assets:main:Cash  100 EUR
    Equity:main:Conversions  -100 EUR

P 2024-01-03 ACME 100 USD
P 2024-02-01 ACME 50 USD
P 2024-02-05 ACME 61 USD
P 2024-01-02 EUR 1.1 USD

2024-02-07 * what is held
    Assets:main:Holdings  0 ACME = 6 ACME
`);
});
