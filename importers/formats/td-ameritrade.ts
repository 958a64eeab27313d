import type { Format, Kind } from '../reader/format.ts';
import type { Derived, Row } from '../reader/row.ts';

/** `Bought 10 AAPL @ 150.25`, `Sold to Open 1 AAPL Jan 19 2024 150.0 Call @ 2.5` */
const TRADE = /^(Bought|Sold)(?: to (?:Open|Close|Cover)| Short)? ([\d.,]+) (.+?) @ ([\d.,]+)$/i;

/** What a description means; the first that fits counts. */
const MEANINGS: readonly (readonly [RegExp, Kind])[] = [
  [/^Bought /i, 'buy'],
  [/^Sold /i, 'sell'],
  [/DIVIDEND|CAPITAL GAIN/i, 'dividend'],
  [/W-8 WITHHOLDING|FOREIGN TAX/i, 'tax'],
  [/INTEREST/i, 'interest'],
  [/FUNDING|WIRE|TRANSFER|ACH|CHECK/i, 'cash'],
  [/\bFEE\b|ADR/i, 'fee'],
];

const derive = (row: Row): Derived => {
  const match = TRADE.exec(row.under('DESCRIPTION'));
  return match === null ? { quantity: row.under('QUANTITY') } : { quantity: match[2], price: match[4] };
};

export const tdAmeritrade: Format = {
  name: 'td-ameritrade',
  title: 'TD Ameritrade',
  behind: { kind: 'unconfirmed' },
  tables: [
    {
      marks: ['DATE', 'TRANSACTION ID', 'DESCRIPTION', 'QUANTITY', 'SYMBOL', 'PRICE', 'COMMISSION', 'AMOUNT'],
      columns: {
        date: 'DATE',
        id: 'TRANSACTION ID',
        type: 'DESCRIPTION',
        note: 'DESCRIPTION',
        symbol: 'SYMBOL',
        quantity: 'QUANTITY',
        price: 'PRICE',
        fee: ['COMMISSION', 'REG FEE', 'SHORT-TERM RDM FEE', 'FUND REDEMPTION FEE', 'DEFERRED SALES CHARGE'],
        amount: 'AMOUNT',
      },
      numbers: 'point',
      dates: 'mdy',
      currency: 'USD',
      amount: 'net',
      footer: /^\*{3}END OF FILE\*{3}/,
      derive,
      read: (row) => MEANINGS.find(([pattern]) => pattern.test(row.text('type')))?.[1],
      types: {},
    },
  ],
};
