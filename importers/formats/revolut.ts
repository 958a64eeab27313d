import type { Format } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' };

/** `50.00 SEK`, `€10.00` */
function derive(row: Row): Derived {
  const text = row.under('Value') || row.under('Price');
  const code = /[A-Z]{3}$/.exec(text)?.[0] ?? SIGNS[text[0]];
  return code === undefined ? {} : { currency: code };
}

export const revolut: Format = {
  name: 'revolut',
  title: 'Revolut',
  behind: { kind: 'sample', what: 'an invest and a crypto statement, 2019–2025' },
  tables: [
    {
      marks: ['Date', 'Ticker', 'Type', 'Quantity', 'Price per share', 'Total Amount', 'Currency'],
      columns: {
        date: 'Date',
        type: 'Type',
        symbol: 'Ticker',
        quantity: 'Quantity',
        price: 'Price per share',
        amount: 'Total Amount',
        currency: 'Currency',
      },
      unread: ['FX Rate'],
      numbers: 'point',
      amount: 'net',
      types: {
        'BUY*': 'buy',
        'SELL*': 'sell',
        'DIVIDEND*': 'dividend',
        'CASH TOP-UP': 'cash',
        'CASH WITHDRAWAL': 'cash',
        'CUSTODY FEE': 'fee',
        'STOCK SPLIT': 'split_added',
        'TRANSFER FROM*': 'skip: moved between companies of Revolut, the account keeps it',
      },
    },
    {
      marks: ['Symbol', 'Type', 'Quantity', 'Price', 'Value', 'Fees', 'Date'],
      columns: {
        date: 'Date',
        type: 'Type',
        symbol: 'Symbol',
        quantity: 'Quantity',
        price: 'Price',
        amount: 'Value',
        fee: 'Fees',
      },
      numbers: 'point',
      amount: 'gross',
      derive,
      types: {
        Buy: 'buy',
        Sell: 'sell',
        Send: 'transfer_out',
        Receive: 'transfer_in',
        Stake: 'skip: staked, the account keeps it',
        Unstake: 'skip: no longer staked, the account kept it',
        'Staking reward': 'reward',
        'Learn reward': 'reward',
      },
    },
  ],
};
