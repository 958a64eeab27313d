import type { Format } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** What is taxed differs: stamp duty in the account's currency on orders, tax withheld in the instrument's on dividends. */
function derive(row: Row): Derived {
  const type = row.under('Type');
  const currency = row.under('Account Currency');
  if (/ORDER/.test(type))
    return { tax: row.under('Stamp Duty'), taxCurrency: currency, feeCurrency: currency };
  return { symbol: row.under('Ticker') };
}

export const freetrade: Format = {
  name: 'freetrade',
  title: 'Freetrade',
  behind: { kind: 'sample', what: 'two activity feeds, 2021–2025' },
  tables: [
    {
      marks: ['Title', 'Type', 'Timestamp', 'Account Currency', 'Total Amount', 'Buy / Sell', 'Ticker'],
      columns: {
        date: 'Timestamp',
        type: 'Type',
        subtype: 'Buy / Sell',
        symbol: 'Ticker',
        isin: 'ISIN',
        name: 'Title',
        quantity: 'Quantity',
        price: 'Price per Share',
        priceCurrency: 'Instrument Currency',
        amount: 'Total Amount',
        currency: 'Account Currency',
        fee: 'FX Fee Amount',
        tax: 'Dividend Withheld Tax Amount',
        taxCurrency: 'Instrument Currency',
        id: 'Order ID',
      },
      unread: [
        'Price per Share in Account Currency',
        'Stamp Duty',
        'Venue',
        'Order Type',
        'Total Shares Amount',
        'FX Rate',
        'Base FX Rate',
        'FX Fee (BPS)',
        'Dividend Ex Date',
        'Dividend Pay Date',
        'Dividend Eligible Quantity',
        'Dividend Amount Per Share',
        'Dividend Gross Distribution Amount',
        'Dividend Net Distribution Amount',
        'Dividend Withheld Tax Percentage',
      ],
      numbers: 'point',
      amount: 'net',
      symbol: (row) => row.text('symbol') || row.text('isin'),
      derive,
      types: {
        'ORDER/BUY': 'buy',
        'ORDER/SELL': 'sell',
        'FREESHARE_ORDER/BUY': 'reward',
        DIVIDEND: 'dividend',
        PROPERTY: 'dividend',
        SPECIAL_DIVIDEND: 'dividend',
        INTEREST_FROM_CASH: 'interest',
        TOP_UP: 'deposit',
        WITHDRAWAL: 'withdrawal',
        MONTHLY_STATEMENT: 'skip: a statement, nothing moved',
        TAX_CERTIFICATE: 'skip: a statement, nothing moved',
      },
    },
  ],
};
