import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Delimiter, delimitedRecords } from './delimited.ts';

const cells = (text: string, delimiter: Delimiter = ',') =>
  [...delimitedRecords(text, delimiter)].map((one) => one.cells);

describe('a delimited text', () => {
  test('may hold delimiters, line breaks and doubled quotes in quotes', () => {
    expect(cells('a,"b,c","d ""e"""\n"f\ng",h\n')).toEqual([
      ['a', 'b,c', 'd "e"'],
      ['f\ng', 'h'],
    ]);
  });

  test('ends its lines in LF, CRLF or CR, and blank lines count as lines only', () => {
    for (const feed of ['\n', '\r\n', '\r']) {
      const records = [...delimitedRecords(['a,b', '', '"c",d', 'e,"f"'].join(feed), ',')];
      expect(records.map((one) => [one.line, ...one.cells])).toEqual([
        [1, 'a', 'b'],
        [3, 'c', 'd'],
        [4, 'e', 'f'],
      ]);
    }
  });

  test('takes a quote inside a bare cell for a character', () => {
    expect(cells('a,5" pipe,b')).toEqual([['a', '5" pipe', 'b']]);
  });

  test('says where a quote is never closed', () => {
    expect([...delimitedRecords('a,b\nc,"d\ne,f', ',')].map((one) => [one.line, one.isUnclosed])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test('that is written by the rules is read back', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', '1', 'é'), maxLength: 6 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom<Delimiter>(',', ';'), (table, delimiter) => {
        const text = table
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter))
          .join('\n');
        expect(cells(text, delimiter)).toEqual(table);
      }),
    );
  });
});
