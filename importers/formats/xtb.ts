import { absolute, compare, decimal, multiply, subtract } from '@tidemark/engine';
import type { Format } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** `OPEN BUY 34/42.5658 @ 11.7480`, `CLOSE BUY 1 @ 26.280` */
const TRADE = /^(?:OPEN|CLOSE) (?:BUY|SELL) ([\d.]+)(?:\/[\d.]+)? @ ([\d.]+)$/;

/** The price is in the instrument's currency, which the file does not name: it is kept where it is that of the amount. */
function derive(row: Row): Derived {
  const match = TRADE.exec(row.under('Comment'));
  if (match === null) return {};
  const [, quantity, price] = match;
  const [units, each, amount] = [
    row.numberIn(quantity, 'quantity'),
    row.numberIn(price, 'price'),
    row.number('amount'),
  ];
  if (units === null || each === null || amount === null) return { quantity };
  const off = absolute(subtract(multiply(units, each), absolute(amount)));
  const isSameCurrency = compare(off, multiply(absolute(amount), decimal(5, 3))) <= 0;
  return isSameCurrency ? { quantity, price } : { quantity };
}

export const xtb: Format = {
  name: 'xtb',
  title: 'XTB',
  behind: { kind: 'sample', what: 'cash operations in English and Portuguese, 2020–2025' },
  tables: [
    {
      marks: ['ID', 'Type', 'Time', 'Symbol', 'Comment', 'Amount'],
      columns: {
        id: 'ID',
        type: 'Type',
        date: 'Time',
        symbol: 'Symbol',
        note: 'Comment',
        amount: 'Amount',
      },
      numbers: 'point',
      dates: 'dmy',
      amount: 'net',
      derive,
      types: {
        'Stocks/ETF purchase': 'buy',
        'Stock purchase': 'buy',
        'Ações/ETF compra': 'buy',
        'Stocks/ETF sale': 'sell',
        'Stock sale': 'sell',
        'Ações/ETF vende': 'sell',
        Deposit: 'cash',
        Withdrawal: 'cash',
        Transfer: 'transfer',
        Dividend: 'dividend',
        Divident: 'dividend',
        'Spin off': 'dividend',
        'Withholding tax': 'tax',
        'Free funds interests': 'interest',
        'Free-funds Interest': 'interest',
        'Free funds interests tax': 'tax',
        'Free-funds Interest Tax': 'tax',
        'Profit/Loss (FX/CFD)': 'unclassified',
        Swap: 'fee',
        Commission: 'fee',
        'Sec fee': 'fee',
      },
    },
  ],
};
