import { formatDay } from '@tidemark/engine';
import type { Format, Kind, TableWords } from '../reader/format.ts';
import { occSymbol } from '../reader/option-names.ts';
import type { Derived, Row } from '../reader/row.ts';

/** `BOT +10 AAPL @150.25`, `SOLD -1 AAPL 100 19 JAN 24 150 CALL @2.50 CBOE` */
const TRADE =
  /(?:^| )(BOT|SOLD) ([+-][\d.,]+) ([A-Z./]+)(?: (\d+)(?: \([^)]*\))? (\d{1,2} [A-Z]{3} \d{2}) ([\d.]+) (CALL|PUT))? @([\d.]+)/;

function derive(row: Row): Derived {
  const match = TRADE.exec(row.under('DESCRIPTION'));
  if (match === null) return {};
  const [, word, quantity, root, , expiry, strike, right, price] = match;
  const day = expiry === undefined ? null : row.momentIn(expiry);
  const symbol = day === null ? root : (occSymbol(root, formatDay(day.day), right, strike) ?? root);
  return { type: word, quantity, symbol, price };
}

const cash: TableWords = {
  marks: ['DATE', 'TIME', 'TYPE', 'REF #', 'DESCRIPTION', 'AMOUNT', 'BALANCE'],
  columns: {
    date: 'DATE',
    time: 'TIME',
    type: 'TYPE',
    id: 'REF #',
    note: 'DESCRIPTION',
    fee: ['Misc Fees', 'Commissions & Fees'],
    amount: 'AMOUNT',
    balance: 'BALANCE',
  },
  numbers: 'point',
  dates: 'mdy',
  currency: 'USD',
  amount: 'gross',
  footer:
    /^(,*"?TOTAL|Cash Balance|Futures Statements|Forex Statements|Account |Total Cash|Equities|Options|Profits and Losses)/,
  symbol: (row) => row.text('symbol'),
  derive,
  read: (row): Kind | undefined => {
    const note = row.under('DESCRIPTION');
    if (row.text('type') === 'DOI') return /dividend/i.test(note) ? 'dividend' : 'interest';
    return undefined;
  },
  types: {
    BOT: 'buy',
    SOLD: 'sell',
    BAL: 'skip: a balance, nothing moved',
    FND: 'cash',
    EFN: 'cash',
    CRC: 'cash',
    LIQ: 'cash',
    JRN: 'transfer',
    RAD: 'adjustment',
    ADJ: 'adjustment',
  },
};

/** The other sections tell the same trades again, or what was ordered and held. */
const others: readonly (readonly string[])[] = [
  ['Exec Time', 'Spread', 'Side', 'Qty', 'Pos Effect'],
  ['Notes', 'Time Placed', 'Spread', 'Side', 'Qty'],
  ['Symbol', 'Description', 'Qty', 'Trade Price', 'Mark'],
  ['Symbol', 'Option Code', 'Exp', 'Strike', 'Type', 'Qty'],
  ['Symbol', 'Description', 'P/L Open', 'P/L %'],
  ['Trade Date', 'Exec Date', 'Exec Time', 'Type', 'Ref #'],
];

export const thinkorswim: Format = {
  name: 'thinkorswim',
  title: 'thinkorswim',
  behind: { kind: 'unconfirmed' },
  tables: [
    cash,
    ...others.map((marks) => ({
      marks,
      columns: {},
      types: {},
      footer: cash.footer,
      read: (): Kind => 'skip: told among the cash, or no event',
    })),
  ],
};
