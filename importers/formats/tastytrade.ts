import type { Format, Kind } from '../reader/format.ts';
import { unpaddedOcc } from '../reader/option-names.ts';
import type { Row } from '../reader/row.ts';

/** Before there was a subtype, only the description said what money moved for; the first that fits counts. */
const MONEY: readonly (readonly [RegExp, Kind])[] = [
  [/dividend/i, 'dividend'],
  [/interest/i, 'interest'],
  [/\bfees?\b/i, 'fee'],
  [/deposit|withdraw|\bACH\b|\bwire\b/i, 'cash'],
];

function read(row: Row): Kind | undefined {
  if (row.text('type') !== 'Money Movement' || row.text('subtype') !== '') return undefined;
  return MONEY.find(([pattern]) => pattern.test(row.text('note')))?.[1];
}

export const tastytrade: Format = {
  name: 'tastytrade',
  title: 'tastytrade',
  behind: { kind: 'unconfirmed' },
  tables: [
    {
      marks: [
        'Date',
        'Type',
        'Action',
        'Symbol',
        'Instrument Type',
        'Value',
        'Quantity',
        'Average Price',
        'Multiplier',
      ],
      columns: {
        date: 'Date',
        type: 'Type',
        subtype: ['Action', 'Sub Type'],
        symbol: 'Symbol',
        note: 'Description',
        quantity: 'Quantity',
        multiplier: 'Multiplier',
        amount: 'Value',
        fee: ['Commissions', 'Fees'],
        currency: 'Currency',
      },
      // The average price is of a contract, not of a share: the value says it.
      unread: [
        'Instrument Type',
        'Average Price',
        'Sub Type',
        'Root Symbol',
        'Underlying Symbol',
        'Expiration Date',
        'Strike Price',
        'Call or Put',
        'Order #',
        'Total',
      ],
      numbers: 'point',
      currency: 'USD',
      amount: 'gross',
      symbol: (row) => unpaddedOcc(row.text('symbol')) ?? row.text('symbol'),
      read,
      types: {
        'Trade/BUY*': 'buy',
        'Trade/SELL*': 'sell',
        'Receive Deliver/BUY*': 'buy',
        'Receive Deliver/SELL*': 'sell',
        'Receive Deliver/Expiration': 'option_expire',
        'Receive Deliver/Assignment': 'option_assign',
        'Receive Deliver/Exercise': 'option_exercise',
        'Money Movement/Dividend': 'dividend',
        'Money Movement/Deposit': 'cash',
        'Money Movement/Withdrawal': 'cash',
        'Money Movement/Transfer': 'cash',
        'Money Movement/Credit Interest': 'interest',
        'Money Movement/Debit Interest': 'interest',
        'Money Movement/Fee': 'fee',
        'Money Movement/Balance Adjustment': 'adjustment',
      },
    },
  ],
};
