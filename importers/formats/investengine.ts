import type { Format } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** `Vanguard FTSE All-World / ISIN IE00BK5BQT80` */
function derive(row: Row): Derived {
  const [, name, isin] = /^(.*) \/ ISIN ([A-Z0-9]{12})$/.exec(row.under('Security / ISIN')) ?? [];
  return isin === undefined ? {} : { name, isin };
}

export const investengine: Format = {
  name: 'investengine',
  title: 'InvestEngine',
  behind: { kind: 'sample', what: 'a trading statement of 2024–2025' },
  tables: [
    {
      marks: [
        'Security / ISIN',
        'Transaction Type',
        'Quantity',
        'Share Price',
        'Total Trade Value',
        'Trade Date/Time',
      ],
      columns: {
        date: 'Trade Date/Time',
        type: 'Transaction Type',
        name: 'Security / ISIN',
        quantity: 'Quantity',
        price: 'Share Price',
        amount: 'Total Trade Value',
      },
      unread: ['Settlement Date', 'Broker'],
      numbers: 'point',
      dates: 'dmy',
      zone: 'Europe/London',
      currency: 'GBP',
      amount: 'net',
      symbol: (row) => row.text('isin') || row.text('name'),
      derive,
      types: { Buy: 'buy', Sell: 'sell' },
    },
  ],
};
