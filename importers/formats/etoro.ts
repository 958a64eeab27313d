import type { Format } from '../reader/format.ts';
import type { Row } from '../reader/row.ts';

/** `NKE/USD`; a contract for difference is another thing than the share it is on. */
function symbolOf(row: Row): string {
  const [symbol, currency] = row.text('symbol').split('/');
  if (currency === undefined) return '';
  return row.under('Asset type') === 'CFD' ? `${symbol} CFD` : symbol;
}

export const etoro: Format = {
  name: 'etoro',
  title: 'eToro',
  behind: { kind: 'sample', what: 'account activity of 2020 and 2024' },
  tables: [
    {
      marks: ['Date', 'Type', 'Details', 'Amount', 'Units', 'Realized Equity Change', 'Position ID'],
      columns: {
        date: 'Date',
        type: 'Type',
        symbol: 'Details',
        amount: 'Amount',
        quantity: 'Units',
        note: 'Details',
      },
      unread: ['Realized Equity Change', 'Realized Equity', 'Balance', 'Position ID', 'Asset type', 'NWA'],
      dates: 'dmy',
      zone: 'UTC',
      currency: 'USD',
      amount: 'net',
      symbol: symbolOf,
      types: {
        'Open Position': 'buy',
        'Position closed': 'sell',
        Dividend: 'dividend',
        'Interest Payment': 'interest',
        Deposit: 'deposit',
        'Withdraw Request': 'withdrawal',
        'Withdraw Fee': 'fee',
        'Withdrawal Conversion Fee': 'fee',
        'Deposit Conversion Fee': 'fee',
        'Overnight fee': 'fee',
        'Overnight refund': 'fee',
        SDRT: 'tax',
      },
    },
  ],
};
