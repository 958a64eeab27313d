import { describe, expect, test } from 'vitest';
import { Numbers } from '../../test/random-numbers.ts';
import { dec, formatDecimal } from '../amounts/index.ts';
import { formatDay } from '../calendar/day.ts';
import { COLUMNS, DOLLARS, type EventInput, type EventTable, ledgerFrom } from '../ledger/index.ts';
import { readTransactions, TransactionReader } from './transactions.ts';

const seed = Number(process.env.TIDEMARK_SEED);
const encoder = new TextEncoder();

function read(...files: string[]) {
  return readTransactions(
    files.map((text, k) => ({ name: `${'abc'[k]}.csv`, bytes: encoder.encode(text) })),
    DOLLARS,
  );
}

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

function found(text: string): string[] {
  return read(text).problems.map((p) => `${p.source.line} ${p.source.field ?? '-'} ${p.code}`);
}

/** Every row as an event, without where it was read. */
function events(table: EventTable): unknown[] {
  return Array.from({ length: table.count }, (_, row) => ({ ...table.event(row), origin: null }));
}

describe('A file of transactions', () => {
  test('is read with its columns in any order', () => {
    const { table, problems } = read(
      lines('amount,x_ref,type,date', '1000,abc,Deposit,2024-01-02', '-10,,FEE,2024-01-03'),
    );
    expect(problems).toEqual([]);
    expect([table.count, table.typeOf(0), table.typeOf(1)]).toEqual([2, 'deposit', 'fee']);
    expect(formatDay(table.event(1).day)).toBe('2024-01-03');
    expect(table.event(1).origin).toEqual({ file: 'a.csv', line: 3, recordedAt: null });
  });
  test('of a header alone is an empty ledger', () => {
    expect(read('date,type\n')).toMatchObject({ table: { count: 0 }, problems: [] });
    expect(read('date,type')).toMatchObject({ table: { count: 0 }, problems: [] });
  });
  test('needs date and type, and has no columns of its own but x_', () => {
    expect(found('type,amount\n')).toEqual(['1 date header_missing_column']);
    expect(found('date,amount\n')).toEqual(['1 type header_missing_column']);
    expect(found('date,type,commission\n')).toEqual(['1 commission header_unknown_column']);
    expect(found('date,type,x_commission\n')).toEqual([]);
    expect(found('')).toEqual(['1 - file_empty']);
  });
  test('reports every problem of every row at once, in line order', () => {
    expect(
      found(
        lines(
          'date,type,symbol,quantity,price,amount',
          '2024-01-02,deposit,,,,-5',
          '2024-02-30,buy,ACME,x,1e3,',
          '2024-01-02,deposit,,,,5',
          '2024-01-03,purchase,,,,',
          '2024-01-03,sell,ACME,-1,5,',
          '2024-01-03,buy',
          '2024-01-03,buy,ACME,10,100,-1005',
          ',,,,,7',
        ),
      ),
    ).toEqual([
      '2 amount sign_wrong',
      '3 date date_invalid',
      '3 quantity number_invalid',
      '3 price number_invalid',
      '5 type type_unknown',
      '6 quantity sign_wrong',
      '7 - row_too_short',
      '8 amount amount_differs',
      '9 date field_required',
      '9 type field_required',
    ]);
  });
  test('leaves out the rows with errors, whole', () => {
    const text = lines(
      'date,type,symbol,quantity,price,note,time',
      '2024-01-02,buy,ACME,-1,7,first,10:00',
      '2024-01-02,deposit,,,,,',
      '2024-01-03,sell,ACME,1,8,,',
    );
    const { table } = read(text);
    expect(table.count).toBe(1);
    expect(table.event(0)).toMatchObject({ type: 'sell', note: null, time: null, amount: dec('8') });
  });
  test('may have quotes, spaces, CRLF, a byte order mark and letters beyond ASCII', () => {
    const text =
      '\ufeffdate, type ,account,amount,note\r\n2024-01-02,"deposit", "Käse, ""B""" , 12.50 ,"zwei\r\nZeilen"\r\n';
    const { table, problems } = read(text);
    expect(problems).toEqual([]);
    expect(table.event(0)).toMatchObject({
      account: 'Käse, "B"',
      amount: dec('12.50'),
      note: 'zwei\r\nZeilen',
    });
  });
  test('may have blanks inside its quotes, which are no part of a value', () => {
    const row = '" 2024-01-02 ","DEPOSIT "," depot"," 5 "," "," a b "';
    const { table, problems } = read(lines('date,type,account,amount,symbol,note', row));
    expect(problems).toEqual([]);
    expect(table.event(0)).toMatchObject({ account: 'depot', amount: dec('5'), symbol: null, note: 'a b' });
  });
  test('keeps names apart that differ by their quotes', () => {
    const { table } = read(
      lines(
        'date,type,symbol,quantity,price',
        '2024-01-02,buy,"A""B",1,1',
        '2024-01-02,buy,A""B,1,1',
        '2024-01-02,buy,"A""B",1,1',
      ),
    );
    expect(events(table).map((event) => (event as { symbol: string }).symbol)).toEqual([
      'A"B',
      'A""B',
      'A"B',
    ]);
  });
  test('has its numbers in full', () => {
    const text = lines(
      'date,type,amount',
      ...[
        '.5',
        '5.',
        '+7',
        '007',
        '0.10',
        '123456789012345',
        '1234567890123456',
        '12345678901234567890.123',
      ].map((n) => `2024-01-02,deposit,${n}`),
    );
    const { table, problems } = read(text);
    expect(problems).toEqual([]);
    const amounts = Array.from({ length: table.count }, (_, row) =>
      formatDecimal(table.amount.get(row) ?? dec('-1')),
    );
    expect(amounts).toEqual([
      '0.5',
      '5',
      '7',
      '7',
      '0.1',
      '123456789012345',
      '1234567890123456',
      '12345678901234567890.123',
    ]);
    for (const wrong of ['1e3', '1,5', '1.2.3', '-', '.', '-.', '+', '1 000', '$5', '٣']) {
      expect(found(lines('date,type,amount', `2024-01-02,deposit,"${wrong}"`)), wrong).toEqual([
        '2 amount number_invalid',
      ]);
    }
    for (const wrong of ['-', '.', '-.', '+', '1-', '1.2.3']) {
      expect(
        found(lines('date,type,amount', '2024-01-02,deposit,1', `2024-01-02,deposit,${wrong}`)),
        wrong,
      ).toEqual(['3 amount number_invalid']);
    }
  });
  test('has real dates alone', () => {
    for (const wrong of [
      '2024-1-02',
      '2024-01-2',
      '2024/01/02',
      '2024-13-01',
      '2024-02-30',
      '20240102',
      '0999-01-01',
      '2024-01-020',
      '2024-01-0a',
    ]) {
      expect(found(lines('date,type,amount', '2024-01-02,deposit,1', `${wrong},deposit,1`)), wrong).toEqual([
        '3 date date_invalid',
      ]);
    }
  });
});

describe('Several files', () => {
  test('are one ledger in the order given', () => {
    const { table } = read(
      lines('date,type,amount', '2024-01-03,deposit,3'),
      lines('type,date,amount', 'deposit,2024-01-02,2'),
    );
    expect(Array.from({ length: table.count }, (_, row) => table.event(row).origin.file)).toEqual([
      'a.csv',
      'b.csv',
    ]);
  });
  test('know each other’s ids', () => {
    const row = '2024-01-03,deposit,3,x1';
    const header = 'date,type,amount,id';
    const { table, problems } = read(lines(header, row), lines(header, row, '2024-01-03,deposit,4,x1'));
    expect(table.count).toBe(1);
    expect(problems.map((p) => [p.code, p.severity, p.source.file, p.source.line])).toEqual([
      ['id_repeated', 'info', 'b.csv', 2],
      ['id_conflict', 'error', 'b.csv', 3],
    ]);
    expect(problems[1].message).toContain('a.csv, line 2');
  });
  test('keep their problems apart', () => {
    const { problems } = read(lines('date,type', '2024-01-03,x'), lines('date,type', '2024-01-03,y'));
    expect(problems.map((p) => p.source.file)).toEqual(['a.csv', 'b.csv']);
  });
});

/** Rows as cells: those that every broker writes, with here and there a cell that is rare or wrong. */
function randomCells(numbers: Numbers): string[] {
  const pick = <T>(...of: T[]): T => of[numbers.below(of.length)];
  const rarely = (cell: string, ...others: string[]): string =>
    numbers.below(12) === 0 ? pick(...others) : cell;
  const number = (cell: string): string =>
    rarely(
      cell,
      '',
      '0',
      '0.00',
      '-0',
      '+5',
      '5.',
      '.5',
      '-7',
      '1e3',
      'x',
      '999999999999999',
      '9007199254740993',
      '0.0000000000000001',
    );
  const type = pick(
    'buy',
    'buy',
    'sell',
    'sell',
    'deposit',
    'withdrawal',
    'dividend',
    'fee',
    'tax',
    'interest',
  );
  const isTrade = type === 'buy' || type === 'sell';
  const quantity = pick('10', '2.5', String(1 + numbers.below(500)));
  const price = pick('100', '63.8498', (numbers.below(100_000) / 100).toFixed(2));
  const fee = isTrade ? pick('', '', '1.25', '0', '-1') : '';
  const value = Number(quantity) * Number(price);
  const traded = pick(
    '',
    String((type === 'buy' ? -value : value) - Number(fee)),
    `-${value}`,
    String(value),
  );
  const cash = pick('', '-') + String(numbers.below(5000) / 100);
  return [
    rarely(pick('2024-01-02', '2024-02-29'), '1999-12-31', '2023-02-29', '', '2024-1-2'),
    pick('', '', 'depot', 'cash'),
    rarely(type, 'SELL', 'split', 'opening', 'nonsense', ''),
    isTrade ? rarely('ACME', 'AAPL240119C00150000', '') : pick('', 'ACME', 'B'),
    isTrade ? number(quantity) : rarely('', quantity),
    isTrade ? number(price) : rarely('', price),
    number(isTrade ? traded : cash),
    number(fee),
    rarely('', '1', '0', '-1'),
    rarely('', 'USD', 'eur', 'GBX', '$'),
    pick('', '', `i${numbers.below(300)}`, rarely('i', ' i', 'i "x"', 'ü', 'i'.repeat(200), 'i'.repeat(201))),
    rarely('', 'n', 'two words', 'tab\tbed', 'n'.repeat(199), 'n'.repeat(200), 'n'.repeat(201), '\u007f'),
    rarely(
      '',
      '09:30',
      '09:30:15',
      '23:59:59',
      '24:00',
      '9:30',
      '09:60',
      '09:30:60',
      '09:30:',
      '09.30',
      '0a:30',
    ),
    rarely('', 'l1', 'l2'),
  ];
}

const HEADER = 'date,account,type,symbol,quantity,price,amount,fee,tax,currency,id,note,time,link';

describe('Trades beyond what a double holds', () => {
  test.each([
    ['999999999999999', '63.8498', '', '-63849799999999936.1502'],
    ['1', '1', '999999999999999', '-1000000000000000'],
    ['0.00000000000001', '0.00000000000001', '1', '-1.0000000000000000000000000001'],
    ['0.00000000000001', '123456789012345', '0.5', '-1.73456789012345'],
  ])('%s at %s with a fee of %s', (quantity, price, fee, expected) => {
    const row = `2024-01-02,buy,ACME,${quantity},${price},${fee}`;
    const { table, problems } = read(
      lines('date,type,symbol,quantity,price,fee', '2024-01-02,buy,ACME,1,1,', row),
    );
    expect(problems).toEqual([]);
    expect(formatDecimal(table.amount.get(1) ?? dec('0'))).toBe(expected);
  });
});

describe(`Any file (seed ${seed})`, () => {
  test('says the same whether its rows are plain or every field is quoted', () => {
    const numbers = new Numbers(seed);
    for (let round = 0; round < 60; round++) {
      const rows = Array.from({ length: 100 }, () => randomCells(numbers));
      const plain = read(lines(HEADER, ...rows.map((cells) => cells.join(','))));
      const quoted = read(
        lines(
          HEADER,
          ...rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')),
        ),
      );
      expect(events(plain.table)).toEqual(events(quoted.table));
      expect(plain.problems).toEqual(quoted.problems);
    }
  });
  test('says the same as its rows stated as objects', () => {
    const numbers = new Numbers(seed);
    for (let round = 0; round < 30; round++) {
      const rows = Array.from({ length: 100 }, () => randomCells(numbers)).filter(
        (cells) => cells.join('') !== '',
      );
      const objects = rows.map(
        ([
          date,
          account,
          type,
          symbol,
          quantity,
          price,
          amount,
          fee,
          tax,
          currency,
          id,
          note,
          time,
          link,
        ]): EventInput => ({
          ...{ date, account, type, symbol, quantity, price },
          ...{ amount, fee, tax, currency, id, note, time, link },
        }),
      );
      const fromFile = read(lines(HEADER, ...rows.map((cells) => cells.join(','))));
      const fromObjects = ledgerFrom(objects, DOLLARS);
      expect(events(fromFile.table)).toEqual(events(fromObjects.table));
      expect(
        fromFile.problems.map((p) => `${Number(p.source.line) - 1} ${p.source.field} ${p.code}`).sort(),
      ).toEqual(fromObjects.problems.map((p) => `${p.source.line} ${p.source.field} ${p.code}`).sort());
    }
  });
  test('says the same in pieces of any size', () => {
    const numbers = new Numbers(seed);
    const rows = Array.from({ length: 300 }, () => randomCells(numbers).join(','));
    const bytes = encoder.encode(lines(HEADER, ...rows));
    const whole = readTransactions([{ name: 'a.csv', bytes }], DOLLARS);
    for (const size of [1, 7, 64, 1000]) {
      const reader = new TransactionReader(DOLLARS);
      const file = reader.file('a.csv');
      for (let from = 0; from < bytes.length; from += size) file.push(bytes.slice(from, from + size));
      file.end();
      expect(reader.problems()).toEqual(whole.problems);
      expect(events(reader.table)).toEqual(events(whole.table));
    }
  });
});

test('Every column of the format is known to the reader', () => {
  expect(found(`${COLUMNS.join(',')}\n`)).toEqual([]);
});
