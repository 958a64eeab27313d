import type { Format, Kind, TableWords } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** `Bought 1,550 Foo ETF Distributing (FOO)`, `Sold .9232 U.S. Equity Index Fund - Accumulation` */
const TRADE = /^(Bought|Sold) ([\d.,]+) (.+?)(?: \(([A-Z0-9]+)\))?$/;
/** `DIV: FOO.XLON.GB @ GBP 0.4106` */
const DIVIDEND = /^(?:Reversal of )?DIV: ([A-Z0-9]+)\./;

function derive(row: Row): Derived {
  const text = row.under('Details');
  const [, word, quantity, name, ticker] = TRADE.exec(text) ?? [];
  if (word !== undefined) return { type: word, quantity, symbol: ticker ?? name };
  const [, symbol] = DIVIDEND.exec(text) ?? [];
  return symbol === undefined ? {} : { type: 'DIV', symbol };
}

const cash: TableWords = {
  marks: ['Date', 'Details', 'Amount', 'Balance'],
  columns: { date: 'Date', type: 'Details', note: 'Details', amount: 'Amount', balance: 'Balance' },
  numbers: 'point',
  dates: 'dmy',
  currency: 'GBP',
  amount: 'net',
  footer: /^(Balance|Cost)\b|^(Cash|Investment) Transactions/,
  symbol: (row) => row.text('symbol'),
  derive,
  read: (row): Kind | undefined =>
    /deposit|withdrawal|payment by|transfer/i.test(row.text('type')) ? 'cash' : undefined,
  types: {
    Bought: 'buy',
    Sold: 'sell',
    DIV: 'dividend',
    'Cash Account Interest': 'interest',
    'Account fee*': 'fee',
  },
};

/** The same trades once more with their prices: the cash table has told them. */
const investments: TableWords = {
  marks: ['Date', 'InvestmentName', 'TransactionDetails', 'Quantity', 'Price', 'Cost'],
  columns: { date: 'Date', type: 'TransactionDetails', quantity: 'Quantity', price: 'Price', amount: 'Cost' },
  dates: 'dmy',
  footer: /^(Balance|Cost)\b/,
  types: { '*': 'skip: told among the cash transactions' },
};

export const vanguardUk: Format = {
  name: 'vanguard-uk',
  title: 'Vanguard UK',
  behind: { kind: 'sample', what: 'two transaction reports of 2022' },
  tables: [cash, investments],
};
