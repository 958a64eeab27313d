import type { Format } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** A currency account is bought and sold for the portfolio's own currency, which only the value is in. */
function derive(row: Row): Derived {
  if (row.under('Market') !== 'FX') return { amount: '' };
  return { price: '', priceCurrency: '', currency: '', amount: row.under('Value') };
}

export const sharesight: Format = {
  name: 'sharesight',
  title: 'Sharesight',
  behind: { kind: 'sample', what: 'an all trades report, 2019–2021' },
  tables: [
    {
      marks: ['Market', 'Code', 'Name', 'Type', 'Date', 'Quantity', 'Price *', 'Brokerage *', 'Currency'],
      columns: {
        date: 'Date',
        type: 'Type',
        symbol: 'Code',
        name: 'Name',
        quantity: 'Quantity',
        price: 'Price *',
        priceCurrency: 'Currency',
        currency: 'Currency',
        fee: 'Brokerage *',
        feeCurrency: 'Currency',
        amount: 'Value',
        note: 'Comments',
      },
      unread: ['Market', 'Exchange Rate'],
      numbers: 'point',
      amount: 'net',
      footer: /^\* Prices and brokerage/,
      derive,
      types: { Buy: 'buy', Sell: 'sell', Split: 'split_added', 'Opening balance': 'transfer_in' },
    },
  ],
};
