import type { Format, Kind, TableWords } from '../reader/format.ts';
import { unpaddedOcc } from '../reader/option-names.ts';
import type { Derived, Row } from '../reader/row.ts';

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

function readTrade(row: Row): Kind | readonly [] | undefined {
  const away = outside(row);
  if (away !== undefined) return away;
  if (row.under('DataDiscriminator') !== 'Order') return 'skip: a part of the order above, or a summary';
  const category = row.under('Asset Category');
  if (/^Forex/i.test(category)) return 'currency_trade';
  if (!/^Futures$/i.test(category)) return 'trade';
  row.refuse(
    'field_not_allowed',
    'Asset Category',
    'trades of futures are not read: they move no cash but their costs',
  );
  return [];
}

/** `EUR.USD` of a conversion is the first currency against the second. */
function deriveTrade(row: Row): Derived {
  if (!/^Forex/i.test(row.under('Asset Category'))) return {};
  return { symbol: row.under('Symbol').split('.')[0], feeCurrency: '' };
}

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
