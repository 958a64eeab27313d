import { describe, expect, test } from 'vitest';
import { Numbers } from '../../test/random-numbers.ts';
import { dec, formatDecimal } from '../amounts/index.ts';
import { DOLLARS, type EventInput, type EventTable, ledgerFrom } from '../ledger/index.ts';
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

/** Every row as an event, without where it was read. */
function events(table: EventTable): unknown[] {
  return Array.from({ length: table.count }, (_, row) => ({ ...table.event(row), origin: null }));
}

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
