import { describe, expect, test } from 'vitest';
import { dec, formatDecimal } from '../amounts/index.ts';
import { formatDay } from '../calendar/day.ts';
import { COLUMNS, DOLLARS, type EventTable } from '../ledger/index.ts';
import { readTransactions } from './transactions.ts';

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
  test('may have one text quoted among plain ones', () => {
    const row = '2024-01-02,deposit,1,';
    const texts = ['a', '"b"', '"c, ""d"""', 'e "f"'];
    const { table } = read(lines('date,type,amount,note', ...texts.map((text) => row + text)));
    expect(events(table).map((event) => (event as { note: string }).note)).toEqual([
      'a',
      'b',
      'c, "d"',
      'e "f"',
    ]);
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

test('Every column of the format is known to the reader', () => {
  expect(found(`${COLUMNS.join(',')}\n`)).toEqual([]);
});
