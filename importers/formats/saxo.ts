import type { Format } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** `Buy 3 @ 134.85 USD`, `Koop 1.5 @ 110.01 EUR` */
const TRADE = /^(Buy|Sell|Koop|Verkoop|Köp|Sälj|Kauf|Verkauf|Køb|Salg) -?([\d.,]+) @ ([\d.,]+) ([A-Z]{3})$/i;
const SALES = /^(Sell|Verkoop|Sälj|Verkauf|Salg)$/i;

/** At a conversion rate of one the amount is in the instrument's currency. */
function derive(row: Row): Derived {
  const match = TRADE.exec(row.under('Event'));
  const isOwn = /^1(?:[.,]0*)?$/.test(row.under('Conversion Rate'));
  const currency = isOwn ? { currency: row.under('Instrument currency') } : {};
  if (match === null) return currency;
  const [, word, quantity, price, priceCurrency] = match;
  return { ...currency, type: SALES.test(word) ? 'sell' : 'buy', quantity, price, priceCurrency };
}

export const saxo: Format = {
  name: 'saxo',
  title: 'Saxo',
  behind: { kind: 'sample', what: 'transactions in English and Dutch, 2024–2025' },
  tables: [
    {
      marks: ['Trade Date', 'Value Date', 'Type', 'Instrument', 'Event', 'Conversion Rate'],
      columns: {
        date: 'Trade Date',
        type: 'Event',
        symbol: 'Instrument Symbol',
        isin: 'Instrument ISIN',
        name: 'Instrument',
        amount: 'Amount|Booked Amount',
        account: 'Client ID|Account ID',
      },
      unread: [
        'Value Date',
        'Type',
        'Instrument currency',
        'Exchange Description',
        'Order ID',
        'Conversion Rate',
      ],
      amount: 'net',
      symbol: (row) => row.text('symbol').split(':')[0] || row.text('isin'),
      derive,
      types: {
        buy: 'buy',
        sell: 'sell',
        Deposit: 'cash',
        Withdrawal: 'cash',
        'Dividend*': 'dividend',
        'Custody Fee': 'fee',
        'Service fee': 'fee',
        VAT: 'tax',
        'Withholding*': 'tax',
        'Interest*': 'interest',
        'Client Interest': 'interest',
      },
    },
  ],
};
