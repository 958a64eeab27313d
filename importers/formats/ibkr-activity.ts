import { absolute, divide, formatDecimal, isZero, multiply, normalize } from '@tidemark/engine';
import type { Format, Kind, TableWords } from '../reader/format.ts';
import { unpaddedOcc } from '../reader/option-names.ts';
import type { Derived, Row } from '../reader/row.ts';
import { ibkrKind } from './ibkr-tables.ts';

const shared = {
  numbers: 'point',
  zone: 'America/New_York',
  footer: /^(?:\S.*?),(?:SubTotal|Total)\b/,
} as const satisfies Partial<TableWords>;

/** Rows of another section than the header's, and rows that add others up, are no events. */
function outside(row: Row): Kind | undefined {
  const [section, kind] = row.cells;
  if (section !== row.table.header[0]) return 'skip: of a section that holds no events';
  return kind === 'Data' ? undefined : 'skip: a sum of rows above';
}

function readTrade(row: Row): Kind {
  const away = outside(row);
  if (away !== undefined) return away;
  if (row.under('DataDiscriminator') !== 'Order') return 'skip: a part of the order above, or a summary';
  return /^Forex/i.test(row.under('Asset Category')) ? 'currency_trade' : 'trade';
}

/** `EUR.USD` of a conversion is the first currency against the second; of a future the money is what it stands for. */
function deriveTrade(row: Row): Derived {
  const category = row.under('Asset Category');
  if (/^Futures$/i.test(category)) return { amount: '', multiplier: contractSize(row) };
  if (!/^Forex/i.test(category)) return {};
  return { symbol: row.under('Symbol').split('.')[0], feeCurrency: '' };
}

/** What the contracts stand for ÷ units × price: the size of one. */
function contractSize(row: Row): string {
  const [units, price, value] = [row.number('quantity'), row.number('price'), row.number('amount')];
  if (units === null || price === null || value === null) return '';
  const whole = absolute(multiply(units, price));
  return isZero(whole)
    ? ''
    : formatDecimal(normalize(divide(absolute(value), whole, SIZE_DIGITS, 'half-even')));
}

const SIZE_DIGITS = 4;

/** `VT(US9220427424) Cash Dividend USD 0.65 per Share` */
const symbolIn = (row: Row): string => /^([\w. ]+?)\s*\(/.exec(row.under('Description'))?.[1] ?? '';

function cashTable(section: string, kind: Kind, date = 'Date'): TableWords {
  return {
    ...shared,
    marks: [section, 'Header', 'Currency', date, 'Description', 'Amount'],
    columns: { date, note: 'Description', currency: 'Currency', amount: 'Amount' },
    unread: ['Code', 'Subtitle', 'Account', 'Header', 'Asset Category'],
    symbol: kind === 'dividend' || kind === 'tax' ? symbolIn : () => '',
    read: (row) =>
      outside(row) ??
      (/^Total/.test(row.text('currency'))
        ? 'skip: a sum of rows above'
        : isCapital(row)
          ? 'return_of_capital'
          : kind),
    types: {},
  };
}

const isCapital = (row: Row): boolean =>
  row.cells[0] === 'Dividends' && /\(return of capital\)/i.test(row.under('Description'));

const trades: TableWords = {
  ...shared,
  marks: [
    'Trades',
    'Header',
    'DataDiscriminator',
    'Asset Category',
    'Currency',
    'Symbol',
    'Date/Time',
    'Quantity',
  ],
  columns: {
    date: 'Date/Time',
    account: 'Account',
    symbol: 'Symbol',
    quantity: 'Quantity',
    price: 'T. Price',
    amount: 'Proceeds',
    currency: 'Currency',
    fee: 'Comm/Fee|Comm in *',
  },
  unread: [
    'Header',
    'DataDiscriminator',
    'Asset Category',
    'C. Price',
    'Basis',
    'Realized P/L',
    'Realized P&L',
    'MTM P/L',
    'MTM in *',
    'Code',
  ],
  amount: 'gross',
  symbol: (row) => unpaddedOcc(row.text('symbol')) ?? row.text('symbol'),
  derive: deriveTrade,
  read: readTrade,
  kindOf: (row) => ibkrKind(row.under('Asset Category')),
  types: {},
};

/** `ACME(US0000000001) Split 4 for 1 (ACME, ACME INC, US0000000001)` */
function deriveAction(row: Row): Derived {
  const [, after, before] = /split (\d+) for (\d+)/i.exec(row.under('Description')) ?? [];
  return after === undefined ? {} : { type: 'split', ratio: String(Number(after) / Number(before)) };
}

const actions: TableWords = {
  ...shared,
  marks: [
    'Corporate Actions',
    'Header',
    'Asset Category',
    'Currency',
    'Date/Time',
    'Description',
    'Quantity',
  ],
  columns: {
    date: 'Date/Time',
    type: 'Description',
    note: 'Description',
    currency: 'Currency',
    quantity: 'Quantity',
  },
  unread: ['Header', 'Asset Category', 'Report Date', 'Proceeds', 'Value', 'Realized P/L', 'Code'],
  symbol: symbolIn,
  derive: deriveAction,
  read: (row) =>
    outside(row) ?? (/^Total/.test(row.text('currency')) ? 'skip: a sum of rows above' : undefined),
  types: { split: 'split_ratio' },
};

export const ibkrActivity: Format = {
  name: 'ibkr-activity',
  title: 'Interactive Brokers, activity statement',
  behind: { kind: 'unconfirmed' },
  tables: [
    trades,
    cashTable('Dividends', 'dividend'),
    cashTable('Payment In Lieu Of Dividends', 'dividend'),
    cashTable('Withholding Tax', 'tax'),
    cashTable('Interest', 'interest'),
    cashTable('Fees', 'fee'),
    cashTable('Other Fees', 'fee'),
    cashTable('Deposits & Withdrawals', 'cash', 'Settle Date'),
    actions,
  ],
};
