import { type BadInput, type Expected, GOOD_LEDGER, table, VALUE } from '../case.ts';
import { ACCOUNT_ROWS, INSTRUMENT_ROWS, LEDGER_ROWS, PRICE_ROWS, RATE_ROWS, SPLIT_ROWS } from './rows.ts';

function beside(flag: string, file: string) {
  return (
    name: string,
    text: string,
    ...errors: readonly (readonly [code: string, line: number | null, field: string | null])[]
  ): BadInput => ({
    name: `${flag}: ${name}`,
    files: { 'ledger.csv': GOOD_LEDGER, [file]: text },
    call: `${VALUE} --${flag} ${file}`,
    errors: errors.map(([code, line, field]): Expected => [code, file, line, field]),
  });
}

const prices = beside('prices', 'prices.csv');
const rates = beside('fx', 'rates.csv');
const splits = beside('splits', 'splits.csv');
const accounts = beside('accounts', 'accounts.csv');
const instruments = beside('instruments', 'instruments.csv');
const GOOD = { 'ledger.csv': GOOD_LEDGER };

/** Tables of bad rows, one mistake a row. */
export const TABLES = [
  { rows: LEDGER_ROWS, input: table('rows of a ledger', 'ledger.csv', LEDGER_ROWS, { call: VALUE }) },
  {
    rows: PRICE_ROWS,
    input: table('rows of prices', 'prices.csv', PRICE_ROWS, {
      call: `${VALUE} --prices prices.csv`,
      files: GOOD,
    }),
  },
  {
    rows: RATE_ROWS,
    input: table('rows of rates', 'rates.csv', RATE_ROWS, { call: `${VALUE} --fx rates.csv`, files: GOOD }),
  },
  {
    rows: SPLIT_ROWS,
    input: table('rows of splits', 'splits.csv', SPLIT_ROWS, {
      call: `${VALUE} --splits splits.csv`,
      files: GOOD,
    }),
  },
  {
    rows: ACCOUNT_ROWS,
    input: table('rows of accounts', 'accounts.csv', ACCOUNT_ROWS, {
      call: `${VALUE} --accounts accounts.csv`,
      files: GOOD,
    }),
  },
  {
    rows: INSTRUMENT_ROWS,
    input: table('rows of instruments', 'instruments.csv', INSTRUMENT_ROWS, {
      call: `${VALUE} --instruments instruments.csv`,
      files: GOOD,
    }),
  },
];

/** Files of prices, rates, splits, accounts and instruments that contradict themselves or lack a column. */
export const OTHER_FILES: readonly BadInput[] = [
  prices('two prices of one day', 'date,symbol,price\n2024-01-02,ACME,10\n2024-01-02,ACME,11\n', [
    'price_duplicate',
    3,
    'price',
  ]),
  prices(
    'two currencies of one instrument',
    'date,symbol,price,currency\n2024-01-02,ACME,10,USD\n2024-01-03,ACME,11,EUR\n',
    ['price_currency_mixed', 3, 'currency'],
  ),
  prices('no column of prices', 'date,symbol,value\n2024-01-02,ACME,10\n', [
    'header_missing_column',
    1,
    'price',
  ]),
  prices('no header', '', ['file_empty', 1, null]),
  {
    name: 'prices: adjusted ones without the splits',
    files: { ...GOOD, 'prices.csv': 'date,symbol,price\n2024-01-02,ACME,10\n' },
    call: `${VALUE} --prices prices.csv --prices-adjusted`,
    errors: [['adjusted_without_splits', null, null, null]],
  },
  rates('two rates of one day', 'date,pair,rate\n2024-01-02,EURUSD,1.1\n2024-01-02,EURUSD,1.2\n', [
    'rate_duplicate',
    3,
    'rate',
  ]),
  rates('no column of pairs', 'date,rate\n2024-01-02,1.1\n', ['header_missing_column', 1, 'pair']),
  {
    name: 'fx: a file of a folder whose name is no pair',
    files: { ...GOOD, 'fx/rates.csv': 'date,rate\n2024-01-02,1.1\n' },
    call: `${VALUE} --fx fx`,
    errors: [['pair_invalid', 'fx/rates.csv', null, null]],
  },
  splits('two ratios of one day', 'date,symbol,ratio\n2024-01-02,ACME,2\n2024-01-02,ACME,3\n', [
    'ratio_invalid',
    3,
    'ratio',
  ]),
  accounts('a column that is not known', 'name,broker\nmain,X\n', ['header_unknown_column', 1, 'broker']),
  instruments('a column that is not known', 'symbol,isin\nACME,X\n', ['header_unknown_column', 1, 'isin']),
];
