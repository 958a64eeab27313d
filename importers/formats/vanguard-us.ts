import type { Format, TableWords } from '../reader/format.ts';

const transactions: TableWords = {
  marks: ['Account Number', 'Trade Date', 'Settlement Date', 'Transaction Type', 'Net Amount'],
  columns: {
    date: 'Trade Date',
    account: 'Account Number',
    type: 'Transaction Type',
    note: 'Transaction Description',
    name: 'Investment Name',
    symbol: 'Symbol',
    quantity: 'Shares',
    price: 'Share Price',
    fee: 'Commission Fees|Commissions and Fees|Commission & Fees',
    amount: 'Net Amount',
  },
  unread: ['Settlement Date', 'Principal Amount', 'Accrued Interest', 'Account Type'],
  numbers: 'point',
  dates: 'mdy',
  currency: 'USD',
  amount: 'net',
  types: {
    Buy: 'buy',
    'Buy (exchange)': 'buy',
    Reinvestment: 'buy',
    'Reinvestment (LT gain)': 'buy',
    'Reinvestment (ST gain)': 'buy',
    Sell: 'sell',
    'Sell (exchange)': 'sell',
    Dividend: 'dividend',
    'Capital gain (LT)': 'dividend',
    'Capital gain (ST)': 'dividend',
    Interest: 'interest',
    'Funds Received': 'cash',
    Contribution: 'cash',
    Distribution: 'cash',
    Withdrawal: 'cash',
    Fee: 'fee',
    'Sweep in': 'skip: moves between cash and its settlement fund',
    'Sweep out': 'skip: moves between cash and its settlement fund',
    'Transfer (incoming)': 'transfer',
    'Transfer (outgoing)': 'transfer',
    'Stock split': 'split_added',
  },
};

/** What was held on the day of the export, above the transactions. */
const holdings: TableWords = {
  marks: ['Account Number', 'Investment Name', 'Symbol', 'Shares', 'Share Price', 'Total Value'],
  columns: { account: 'Account Number', symbol: 'Symbol' },
  unread: ['Investment Name', 'Shares', 'Share Price', 'Total Value'],
  types: { '*': 'skip: a holding on the day of the export' },
  read: () => 'skip: a holding on the day of the export',
};

export const vanguardUs: Format = {
  name: 'vanguard-us',
  title: 'Vanguard US',
  behind: { kind: 'unconfirmed' },
  tables: [transactions, holdings],
};
