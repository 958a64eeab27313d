import { type BadInput, bytes, GOOD_LEDGER, ledger, VALUE } from '../case.ts';

const HEADER = 'date,type,amount\n';
const UTF16 = (text: string) => Buffer.from(text, 'utf16le');

/** Files that are not there, not files, not text, or not tables. */
export const FILES: readonly BadInput[] = [
  { name: 'a file that is not there', call: VALUE, errors: [['file_missing', 'ledger.csv', null, null]] },
  {
    name: 'a folder in place of a ledger',
    files: { 'ledger.csv/inner.csv': GOOD_LEDGER },
    call: VALUE,
    errors: [['file_is_directory', 'ledger.csv', null, null]],
  },
  {
    name: 'a path through a file',
    files: { 'ledger.csv': GOOD_LEDGER },
    call: 'value --ledger ledger.csv/inner.csv',
    errors: [['file_missing', 'ledger.csv/inner.csv', null, null]],
  },
  {
    name: 'a folder of prices without a CSV file',
    files: { 'ledger.csv': GOOD_LEDGER, 'prices/readme.txt': 'none' },
    call: `${VALUE} --prices prices`,
    errors: [['file_missing', 'prices', null, null]],
  },
  ledger('an empty file', '', ['file_empty', 'ledger.csv', 1, null]),
  ledger('a byte order mark and nothing else', bytes([0xef, 0xbb, 0xbf]), [
    'file_empty',
    'ledger.csv',
    1,
    null,
  ]),
  ledger('blank lines and nothing else', '\n \r\n\t\n', ['file_empty', 'ledger.csv', 1, null]),
  ledger('UTF-16, little endian', bytes([0xff, 0xfe], [...UTF16(GOOD_LEDGER)]), [
    'encoding_unsupported',
    'ledger.csv',
    1,
    null,
  ]),
  ledger('UTF-16, big endian', bytes([0xfe, 0xff], [...UTF16(GOOD_LEDGER).swap16()]), [
    'encoding_unsupported',
    'ledger.csv',
    1,
    null,
  ]),
  ledger('UTF-16 without a byte order mark', UTF16(GOOD_LEDGER), ['file_binary', 'ledger.csv', 1, null]),
  ledger(
    'Latin-1',
    bytes(
      'date,type,amount,note\n2024-01-02,deposit,1,caf',
      [0xe9],
      '\n2024-01-03,deposit,1,ok\n2024-01-04,deposit,1,',
      [0xfc],
      '\n',
    ),
    ['encoding_unsupported', 'ledger.csv', 2, null],
    ['encoding_unsupported', 'ledger.csv', 4, null],
  ),
  ledger(
    'UTF-8 that writes a character longer than need be',
    bytes(HEADER, '2024-01-02,deposit,', [0xc0, 0xb1], '\n'),
    ['encoding_unsupported', 'ledger.csv', 2, null],
  ),
  ledger(
    'half of a surrogate pair in UTF-8',
    bytes(HEADER, '2024-01-02,deposit,', [0xed, 0xa0, 0x80], '\n'),
    ['encoding_unsupported', 'ledger.csv', 2, null],
  ),
  ledger('a header that is not UTF-8', bytes('date,type,am', [0xff], 'unt\n2024-01-02,deposit,1\n'), [
    'encoding_unsupported',
    'ledger.csv',
    1,
    null,
  ]),
  ledger('a zero byte', bytes(HEADER, '2024-01-02,deposit,1\n2024-01-03,dep', [0], 'osit,1\n'), [
    'file_binary',
    'ledger.csv',
    3,
    null,
  ]),
  ledger(
    'a picture',
    bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13], 'IHDR', [0, 0, 1, 0, 0, 0, 1, 0, 8, 6, 0, 0, 0]),
    ['file_binary', 'ledger.csv', 1, null],
  ),
  ledger(
    'a quote that is never closed',
    `${HEADER}2024-01-02,deposit,1\n2024-01-03,"deposit,2\n2024-01-04,deposit,3\n`,
    ['quote_unclosed', 'ledger.csv', 3, null],
  ),
  ledger('a quote that is never closed in the last line', `${HEADER}2024-01-02,deposit,"1`, [
    'quote_unclosed',
    'ledger.csv',
    2,
    null,
  ]),
  ledger('text behind a closing quote', `${HEADER}2024-01-02,"deposit"ed,1\n`, [
    'quote_unclosed',
    'ledger.csv',
    2,
    null,
  ]),
  ledger(
    'a row that is longer than a row can be',
    `${HEADER}2024-01-02,deposit,1\n2024-01-03,deposit,${'1'.repeat(70_000)}\n`,
    ['line_too_long', 'ledger.csv', 3, null],
  ),
  ledger('a row with too few fields', `${HEADER}2024-01-02,deposit\n`, [
    'row_too_short',
    'ledger.csv',
    2,
    null,
  ]),
  ledger('a row with too many fields', `${HEADER}2024-01-02,deposit,1,2\n`, [
    'row_too_long',
    'ledger.csv',
    2,
    null,
  ]),
  ledger('a comma for a decimal point', `${HEADER}2024-01-02,deposit,1,50\n`, [
    'row_too_long',
    'ledger.csv',
    2,
    null,
  ]),
  ledger('a column that is not known', 'date,type,ammount\n2024-01-02,deposit,1\n', [
    'header_unknown_column',
    'ledger.csv',
    1,
    'ammount',
  ]),
  ledger('a column that is there twice', 'date,type,amount,Amount\n2024-01-02,deposit,1,2\n', [
    'header_duplicate_column',
    'ledger.csv',
    1,
    'Amount',
  ]),
  ledger('a required column that is missing', 'date,amount\n2024-01-02,1\n', [
    'header_missing_column',
    'ledger.csv',
    1,
    'type',
  ]),
  ledger('a column without a name', 'date,type,,amount\n2024-01-02,deposit,,1\n', [
    'header_unknown_column',
    'ledger.csv',
    1,
    '',
  ]),
  ledger(
    'a file without a header row',
    '2024-01-02,deposit,1000\n2024-01-03,deposit,2\n',
    ['header_unknown_column', 'ledger.csv', 1, '2024-01-02'],
    ['header_unknown_column', 'ledger.csv', 1, 'deposit'],
    ['header_unknown_column', 'ledger.csv', 1, '1000'],
    ['header_missing_column', 'ledger.csv', 1, 'date'],
    ['header_missing_column', 'ledger.csv', 1, 'type'],
  ),
  ledger(
    'a file with semicolons',
    'date;type;amount\n2024-01-02;deposit;1\n',
    ['header_unknown_column', 'ledger.csv', 1, 'date;type;amount'],
    ['header_missing_column', 'ledger.csv', 1, 'date'],
    ['header_missing_column', 'ledger.csv', 1, 'type'],
  ),
  {
    name: 'every problem of every file at once',
    files: {
      'a.csv': `${HEADER}2024-02-30,deposit,1\n2024-01-02,deposit,x\n`,
      'b.csv': 'date,kind\n2024-01-02,deposit\n',
      'prices.csv': 'date,symbol,price\n2024-01-02,ACME,-1\n',
      'splits.csv': 'date,symbol,ratio\n2024-01-02,ACME,0\n',
    },
    call: 'value --ledger a.csv b.csv missing.csv --prices prices.csv --splits splits.csv --fx none',
    errors: [
      ['date_invalid', 'a.csv', 2, 'date'],
      ['file_missing', 'missing.csv', null, null],
      ['file_missing', 'none', null, null],
      ['header_missing_column', 'b.csv', 1, 'type'],
      ['header_unknown_column', 'b.csv', 1, 'kind'],
      ['number_invalid', 'a.csv', 3, 'amount'],
      ['price_invalid', 'prices.csv', 2, 'price'],
      ['ratio_invalid', 'splits.csv', 2, 'ratio'],
    ],
  },
];
