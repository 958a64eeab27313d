import { formatDay } from '@tidemark/engine';
import type { Format, Kind, TableWords } from '../reader/format.ts';
import { occSymbol } from '../reader/option-names.ts';
import type { Row } from '../reader/row.ts';

/** `AAPL Jan 19 '24 $150 Call` */
const OPTION = /^([A-Z.]+) ([A-Z][a-z]{2} \d{1,2}) '(\d{2}) \$([\d.]+) (Call|Put)/;

function symbolOf(row: Row): string {
  const match = OPTION.exec(row.text('symbol'));
  const expiry = match === null ? null : row.momentIn(`${match[2]} 20${match[3]}`);
  if (match === null || expiry === null) return row.text('symbol');
  return occSymbol(match[1], formatDay(expiry.day), match[5], match[4]) ?? row.text('symbol');
}

/** A dividend that brings units and takes money is what it bought. */
function read(row: Row): Kind | undefined {
  if (row.text('type') !== 'Dividend') return undefined;
  return row.sign('quantity') > 0 && row.sign('amount') < 0 ? 'buy' : 'dividend';
}

const shared = {
  numbers: 'point',
  dates: 'mdy',
  currency: 'USD',
  amount: 'net',
  symbol: symbolOf,
  read,
  types: {
    Bought: 'buy',
    'Bought To Open': 'buy',
    'Bought To Cover': 'buy',
    'Bought To Close': 'buy',
    Sold: 'sell',
    'Sold To Open': 'sell',
    'Sold To Close': 'sell',
    'Sold Short': 'sell',
    Dividend: 'dividend',
    'Qualified Dividend': 'dividend',
    Interest: 'interest',
    'Interest Income': 'interest',
    'Online Transfer': 'cash',
    Transfer: 'cash',
    Wire: 'cash',
    Deposit: 'cash',
    Withdrawal: 'cash',
    Fee: 'fee',
    'Misc Trade': 'unclassified',
    'Option Expiration': 'option_expire',
    'Option Assigned': 'option_assign',
    'Option Exercised': 'option_exercise',
  },
} as const satisfies Partial<TableWords>;

export const etrade: Format = {
  name: 'etrade',
  title: 'E*TRADE',
  behind: { kind: 'unconfirmed' },
  tables: [
    {
      ...shared,
      marks: ['TransactionDate', 'TransactionType', 'SecurityType', 'Symbol', 'Quantity', 'Amount', 'Price'],
      columns: {
        date: 'TransactionDate',
        type: 'TransactionType',
        symbol: 'Symbol',
        quantity: 'Quantity',
        price: 'Price',
        fee: 'Commission',
        amount: 'Amount',
        note: 'Description',
      },
      unread: ['SecurityType'],
    },
    {
      ...shared,
      marks: [
        'Transaction Date|Trade Date|Date',
        'Transaction type|Activity Type',
        'Description',
        'Quantity',
        'Commission',
        'Amount',
      ],
      columns: {
        date: 'Transaction Date|Trade Date|Date',
        type: 'Transaction type|Activity Type',
        symbol: 'Symbol',
        quantity: 'Quantity|Quantity #',
        price: 'Price|Price $',
        fee: ['Commission', 'Fees'],
        amount: 'Amount|Amount $',
        note: 'Description',
      },
    },
  ],
};
