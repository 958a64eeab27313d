import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvLayout, CsvScanner, ROW_BYTES_MAX } from './csv.ts';
import { PROBLEMS_LISTED_MAX, ProblemList } from './problem-list.ts';

const LAYOUT: CsvLayout = {
  columns: ['date', 'type', 'note'],
  required: ['date', 'type'],
  unknownColumns: 'refuse',
};

interface Read {
  /** Line and fields of each row. */
  readonly rows: string[];
  /** Line, field and code of each problem. */
  readonly problems: string[];
}

function read(bytes: Uint8Array, pieces: () => number, layout = LAYOUT): Read {
  const problems = new ProblemList('a.csv');
  const rows: string[] = [];
  const scanner = new CsvScanner(layout, problems, {
    row: (row) => {
      const fields = layout.columns.map((_, k) => {
        const text = row.text(k);
        expect(row.isEmpty(k)).toBe(text === '');
        return text;
      });
      rows.push(`${row.line} ${fields.join('|')}`);
    },
  });
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + Math.max(1, pieces()));
    scanner.push(bytes.slice(from, to));
    from = to;
  }
  scanner.end();
  const shownProblems = problems
    .all()
    .map(({ code, source }) => `${source.line} ${source.field ?? '-'} ${code}`);
  return { rows, problems: shownProblems };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The same in one piece, byte by byte, and in pieces of a few bytes or pages. */
function readText(content: string | Uint8Array, layout = LAYOUT): Read {
  const bytes = typeof content === 'string' ? encode(content) : content;
  const whole = read(bytes, () => bytes.length, layout);
  if (bytes.length < 10_000) expect(read(bytes, () => 1, layout)).toEqual(whole);
  expect(read(bytes, () => (bytes.length < 10_000 ? 7 : 7000), layout)).toEqual(whole);
  return whole;
}

describe('a CSV file', () => {
  test.each([
    ['LF, the last line without', 'date,type\n1,a\n2,b', ['2 1|a|', '3 2|b|']],
    ['CRLF', 'date,type\r\n1,a\r\n2,b\r\n', ['2 1|a|', '3 2|b|']],
    ['a lone CR', 'date,type\r1,a\r2,b\r', ['2 1|a|', '3 2|b|']],
    ['blank lines, which count', 'date,type\n\n1,a\n \t\r\n\n2,b\n', ['3 1|a|', '6 2|b|']],
    ['a byte order mark', '\ufeffdate,type\n1,a\n', ['2 1|a|']],
    ['columns in any order and letter case', ' Type ,NOTE,"date"\na,n,1\n', ['2 1|a|n']],
    ['columns of its own', 'date,x_row,type,X_Other\n1,7,a,8\n', ['2 1|a|']],
    [
      'quotes around commas, quotes and line ends',
      'date,type\n1,"a,""b""\nc"\n2,d\n',
      ['2 1|a,"b"\nc|', '4 2|d|'],
    ],
    ['CRLF within quotes', 'date,type\r\n1,"a\r\nb"\r\n2,c\r\n', ['2 1|a\r\nb|', '4 2|c|']],
    ['white space around fields, kept within quotes', 'date,type\n 1 ,\t" a " \n', ['2 1| a |']],
    ['an empty quoted field', 'date,type\n1,""\n', ['2 1||']],
    ['quotes inside a plain field', 'date,type\n1,a"b"\n', ['2 1|a"b"|']],
    ['letters of any script', 'date,type\n1,Zürich 東京 🌊\n', ['2 1|Zürich 東京 🌊|']],
    ['a header alone', 'date,type\n', []],
  ])('may have %s', (_, text, rows) => {
    expect(readText(text)).toEqual({ rows, problems: [] });
  });

  test.each([
    ['nothing', '', '1 - file_empty'],
    ['blank lines alone', '\n\r\n', '1 - file_empty'],
    ['a byte order mark alone', '\ufeff', '1 - file_empty'],
    ['a missing column', 'date,note\n1,a\n', '1 type header_missing_column'],
    ['an unknown column', 'date,type,Foo\n1,a,b\n', '1 Foo header_unknown_column'],
    ['a column without a name', 'date,type,\n1,a,b\n', '1  header_unknown_column'],
    ['a column twice', 'date,type,Date\n1,a,b\n', '1 Date header_duplicate_column'],
    ['a zero byte', 'date,type\n1,a\u0000b\n', '2 - file_binary'],
    ['a zero byte within quotes', 'date,type\n1,"a\n\u0000"\n', '3 - file_binary'],
    ['a quote in the header that is not closed', '"date,type\n1,a\n', '1 - quote_unclosed'],
  ])('with %s is refused', (_, text, problem) => {
    expect(readText(text)).toEqual({ rows: [], problems: [problem] });
  });

  test.each([
    ['a spreadsheet', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]],
    ['a PNG image', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]],
    ['a gzip file', [0x1f, 0x8b, 0x08, 0x0a]],
    ['a PDF', [...encode('%PDF-1.7\n%'), 0xe2, 0xe3, 0x0a]],
  ])('that is %s is refused as no text', (_, bytes) => {
    expect(readText(Uint8Array.from(bytes))).toEqual({ rows: [], problems: ['1 - file_binary'] });
  });

  test('may begin like such a file', () => {
    expect(readText('P\n').problems).toContain('1 P header_unknown_column');
    expect(readText('PK').problems).toContain('1 PK header_unknown_column');
  });

  test('in UTF-16 is refused', () => {
    const text = 'date,type\n1,a\n';
    const littleEndian = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
    const bigEndian = Uint8Array.from([0xfe, 0xff, ...[...text].flatMap((c) => [0, c.charCodeAt(0)])]);
    for (const bytes of [littleEndian, bigEndian]) {
      expect(readText(bytes)).toEqual({ rows: [], problems: ['1 - encoding_unsupported'] });
    }
  });

  test('has every problem of its header told', () => {
    const { problems } = readText('foo,note,bar,note\n1,2,3,4\n');
    expect(problems).toEqual([
      '1 foo header_unknown_column',
      '1 bar header_unknown_column',
      '1 note header_duplicate_column',
      '1 date header_missing_column',
      '1 type header_missing_column',
    ]);
  });

  test('may have columns that are not known where the layout ignores them', () => {
    const layout: CsvLayout = { ...LAYOUT, unknownColumns: 'ignore', aliases: { kind: 'type' } };
    expect(readText('open,date,Kind,open\n7,1,a,8\n', layout)).toEqual({ rows: ['2 1|a|'], problems: [] });
    // A column's own name comes before another name for it.
    expect(readText('date,kind,type\n1,k,a\n', layout)).toEqual({ rows: ['2 1|a|'], problems: [] });
  });

  test('is read on after rows that are wrong', () => {
    const latin1 = Uint8Array.from([...encode('2,Z'), 0xfc, ...encode('rich\n')]);
    const bytes = Uint8Array.from([
      ...encode('date,type\n1\n'),
      ...latin1,
      ...encode('1,2,3\n"x"y,b\n4,ok\n5,"open\n6,ok\n'),
    ]);
    expect(readText(bytes)).toEqual({
      rows: ['6 4|ok|', '8 6|ok|'],
      problems: [
        '2 - row_too_short',
        '3 - encoding_unsupported',
        '4 - row_too_long',
        '5 - quote_unclosed',
        '7 - quote_unclosed',
      ],
    });
  });

  test('has no row longer than 64 KiB, and the rows after one are read', () => {
    const long = 'x'.repeat(ROW_BYTES_MAX);
    const { rows, problems } = readText(`date,type\n1,${long}\n2,b\n`);
    expect([rows, problems]).toEqual([['3 2|b|'], ['2 - line_too_long']]);
    const fits = 'x'.repeat(ROW_BYTES_MAX - 2);
    expect(readText(`date,type\n1,${fits}\n`).rows).toEqual([`2 1|${fits}|`]);
    const quoted = readText(`date,type\n1,"${long}"\n2,b\n`);
    expect(quoted).toEqual({ rows: ['3 2|b|'], problems: ['2 - line_too_long'] });
  });

  test('has the rows below an unclosed quote read, however far the quote would reach', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i},abc`);
    const found = readText(`date,type\n1,"open\n${rows.join('\n')}\n`);
    expect(found.problems).toEqual(['2 - quote_unclosed']);
    expect([found.rows.length, found.rows[0], found.rows.at(-1)]).toEqual([
      20_000,
      '3 0|abc|',
      '20002 19999|abc|',
    ]);
  });

  test('of thousands of wrong rows has the first thousand told, and the number of the others', () => {
    const problems = new ProblemList('a.csv');
    const scanner = new CsvScanner(LAYOUT, problems, { row: () => {} });
    scanner.push(encode(`date,type\n${'1\n'.repeat(PROBLEMS_LISTED_MAX + 500)}`));
    scanner.end();
    const all = problems.all();
    expect(all.length).toBe(PROBLEMS_LISTED_MAX + 1);
    expect(all.at(-1)?.code).toBe('problems_omitted');
    expect(all.at(-1)?.message).toContain('500');
  });

  test('reads the same in pieces of any size', () => {
    const fields = fc.string({
      unit: fc.constantFrom('a', 'ü', '🌊', ',', '"', '\n', '\r', ' ', '1', '\u0000'),
      maxLength: 6,
    });
    const lines = fc.oneof(
      fields,
      fc.tuple(fields, fields).map((pair) => pair.join(',')),
    );
    fc.assert(
      fc.property(
        fc.array(lines, { maxLength: 12 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        (parts, sizes) => {
          const bytes = encode(`date,type\n${parts.join('\n')}`);
          const whole = read(bytes, () => bytes.length);
          expect(read(bytes, () => sizes.next().value as number)).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('written by RFC 4180 is read as it was written', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', ',', '"', '\n', '\r\n', ' ', 'b'),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text, text), { maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        (records, end) => {
          const quote = (field: string): string => `"${field.replaceAll('"', '""')}"`;
          const lines = records.map((record) => record.map(quote).join(',') + end);
          const { rows, problems } = readText(`date,type,note${end}${lines.join('')}`);
          expect(problems).toEqual([]);
          expect(rows.map((row) => row.slice(row.indexOf(' ') + 1))).toEqual(
            records.map((record) => record.join('|')),
          );
        },
      ),
    );
  });
});
