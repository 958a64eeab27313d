import type { Format, Kind } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** `Vanguard FTSE Developed World UCITS ETF 1000 @  4500.00` */
const TRADE = /^(.*?) [\d.,]+ @\s+[\d.,]+$/;

function derive(row: Row): Derived {
  const match = TRADE.exec(row.under('Description'));
  return match === null ? {} : { name: match[1], priceCurrency: 'GBX' };
}

/** References of purchases begin with B, of sales with S, and go on in digits. */
function read(row: Row): Kind | undefined {
  const reference = row.text('type');
  if (/^B\d+$/.test(reference)) return 'buy';
  if (/^S\d+$/.test(reference)) return 'sell';
  return undefined;
}

export const hargreavesLansdown: Format = {
  name: 'hargreaves-lansdown',
  title: 'Hargreaves Lansdown',
  behind: { kind: 'sample', what: 'a transaction summary of 2026' },
  tables: [
    {
      marks: ['Trade date', 'Settle date', 'Reference', 'Description', 'Unit cost (p)', 'Value (*)'],
      columns: {
        date: 'Trade date',
        type: 'Reference',
        note: 'Description',
        price: 'Unit cost (p)',
        quantity: 'Quantity',
        amount: 'Value (*)',
        currency: 'Currency',
      },
      unread: ['Settle date'],
      numbers: 'point',
      dates: 'dmy',
      currency: 'GBP',
      amount: 'net',
      symbol: (row) => row.text('name'),
      derive: (row) => ({ currency: 'GBP', ...derive(row) }),
      read,
      types: {
        'MANAGE FEE': 'fee',
        INTEREST: 'interest',
        FPC: 'cash',
        'Card Web': 'cash',
        FPD: 'cash',
        'DD*': 'cash',
        'CHQ*': 'cash',
        DIVIDEND: 'dividend',
        'UNIT*': 'dividend',
      },
    },
  ],
};
