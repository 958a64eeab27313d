import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec, formatDecimal } from '../amounts/index.ts';
import { type Day, formatDay, parseDay } from '../calendar/day.ts';
import { type PriceBook, PriceBookBuilder, type PriceColumn, priceOn } from '../prices/index.ts';
import { PriceFile, type PriceFileKind } from './price-file.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const on = (text: string): Day => parseDay(text) as Day;

interface Read {
  readonly book: PriceBook;
  /** Line, field and code of each problem. */
  readonly problems: string[];
}

function read(
  files: readonly { name?: string; kind?: PriceFileKind; text: string }[],
  pieces = Number.POSITIVE_INFINITY,
): Read {
  const builder = new PriceBookBuilder();
  const problems = files.flatMap(({ name = 'prices.csv', kind = 'long', text }) => {
    const file = new PriceFile(name, kind, builder);
    const bytes = encode(text);
    for (let from = 0; from < bytes.length; from += pieces) file.push(bytes.subarray(from, from + pieces));
    return file.end();
  });
  const { book, problems: ofColumns } = builder.finish();
  return {
    book,
    problems: [...problems, ...ofColumns].map(
      ({ code, source }) => `${source.line ?? '-'} ${source.field ?? '-'} ${code}`,
    ),
  };
}

const price = (book: PriceBook, symbol: string, day: string): string => {
  const found = priceOn(book.find(symbol) as PriceColumn, on(day));
  return found === null ? '' : formatDecimal(found);
};

/** A tail of plain rows: rows near the end of a file are not read by the quicker reader. */
const TAIL = Array.from({ length: 20 }, (_, i) => `${formatDay((on('2030-01-01') + i) as Day)},ZZZ,1\n`).join(
  '',
);

describe('a price file', () => {
  test('has a row for each symbol and day', () => {
    const { book, problems } = read([
      { text: 'date,symbol,price\n2024-01-02,AAPL,185.64\n2024-01-02,MSFT,370.87\n2024-01-03,AAPL,184.25\n' },
    ]);
    expect(problems).toEqual([]);
    expect(price(book, 'AAPL', '2024-01-02')).toBe('185.64');
    expect(price(book, 'AAPL', '2024-01-05')).toBe('184.25');
    expect(price(book, 'MSFT', '2024-01-03')).toBe('370.87');
    expect(book.columns.map(({ symbol }) => symbol)).toEqual(['AAPL', 'MSFT']);
  });

  test('may call the price close, have its columns in any order, and further ones', () => {
    const { book, problems } = read([
      { text: 'open,Close,Date,symbol,volume\n1,185.64,2024-01-02,AAPL,NaN\n' },
    ]);
    expect(problems).toEqual([]);
    expect(price(book, 'AAPL', '2024-01-02')).toBe('185.64');
  });

  test('may be of the symbol that names it', () => {
    const files = [
      { name: 'prices/AAPL.csv', kind: 'symbol' as const, text: 'date,open,close\n2024-01-02,1,185.64\n' },
      { name: 'C:\\prices\\BRK B.CSV', kind: 'symbol' as const, text: 'date,price\n2024-01-02,356.66\n' },
      { name: 'prices/all.csv', kind: 'symbol' as const, text: 'date,symbol,price\n2024-01-02,X,1\n' },
    ];
    const { book, problems } = read(files);
    expect(problems).toEqual([]);
    expect(book.columns.map(({ symbol }) => symbol)).toEqual(['AAPL', 'BRK B', 'X']);
    expect(book.sourceOn(book.find('AAPL') as PriceColumn, on('2024-01-02'))).toBe('prices/AAPL.csv');
  });

  test('gives a currency, pence as pounds', () => {
    const { book, problems } = read([
      {
        text: `date,symbol,price,currency\n2024-01-02,VOD,71.55,GBX\n2024-01-02,SAP,140.3,eur\n2024-01-03,SAP,141,EUR\n${TAIL.replaceAll(',1\n', ',1,USD\n')}`,
      },
    ]);
    expect(problems).toEqual([]);
    expect([book.find('VOD')?.currency, price(book, 'VOD', '2024-01-02')]).toEqual(['GBP', '0.7155']);
    expect([book.find('SAP')?.currency, book.find('ZZZ')?.currency]).toEqual(['EUR', 'USD']);
  });

  test.each([
    ['GBX', '71.55', 'GBP', '0.72'],
    ['GBP', '0.7155', 'GBX', '72'],
  ])('may go from %s over to another unit of the same currency', (first, before, then, after) => {
    const rows = `2024-01-02,VOD,${before},${first}\n2024-01-03,VOD,${after},${then}\n`;
    const { book, problems } = read([
      { text: `date,symbol,price,currency\n${rows}${TAIL.replaceAll(',1\n', ',1,USD\n')}` },
    ]);
    expect(problems).toEqual([]);
    expect(book.find('VOD')?.currency).toBe('GBP');
    expect(['02', '03'].map((d) => price(book, 'VOD', `2024-01-${d}`))).toEqual(['0.7155', '0.72']);
  });

  test('comes before the files given earlier', () => {
    const { book, problems } = read([
      { name: 'old.csv', text: `date,symbol,price\n2024-01-02,A,1\n2024-01-03,A,2\n${TAIL}` },
      { name: 'new.csv', text: `date,symbol,price\n2024-01-03,A,3\n2024-01-04,A,4\n${TAIL}` },
    ]);
    expect(problems).toEqual([]);
    expect(['02', '03', '04'].map((d) => price(book, 'A', `2024-01-${d}`))).toEqual(['1', '3', '4']);
    const a = book.find('A') as PriceColumn;
    expect(['02', '03', '04'].map((d) => book.sourceOn(a, on(`2024-01-${d}`)))).toEqual([
      'old.csv',
      'new.csv',
      'new.csv',
    ]);
  });

  test.each([
    ['an exponent', '2024-01-02,A,1e3', '2 price price_invalid'],
    ['no number', '2024-01-02,A,NaN', '2 price price_invalid'],
    ['an empty price', '2024-01-02,A,', '2 price price_invalid'],
    ['a thousands separator', '2024-01-02,A,"1,000"', '2 price price_invalid'],
    ['a decimal comma', '2024-01-02,A,1,5', '2 - row_too_long'],
    ['a currency sign', '2024-01-02,A,$15', '2 price price_invalid'],
    ['a price too large', '2024-01-02,A,123456789012345678', '2 price price_invalid'],
    ['no such day', '2024-02-30,A,1', '2 date date_invalid'],
    ['another form of date', '01/02/2024,A,1', '2 date date_invalid'],
    ['month 13', '2024-13-01,A,1', '2 date date_invalid'],
    ['a date and time', '2024-01-02T00:00:00,A,1', '2 date date_invalid'],
    ['no symbol', '2024-01-02,,1', '2 symbol field_required'],
    ['a symbol too long', `2024-01-02,${'A'.repeat(65)},1`, '2 symbol field_too_long'],
    ['too few fields', '2024-01-02,A', '2 - row_too_short'],
  ])('with %s has that row refused, and all others read', (_, row, problem) => {
    for (const tail of ['', TAIL]) {
      const { book, problems } = read([{ text: `date,symbol,price\n${row}\n2024-01-03,A,7\n${tail}` }]);
      expect(problems).toEqual([problem]);
      expect(price(book, 'A', '2024-01-03')).toBe('7');
      expect(price(book, 'A', '2024-01-02')).toBe('');
    }
  });

  test('with a currency that is none has that row refused', () => {
    const text = `date,symbol,price,currency\n2024-01-02,A,1,U$\n2024-01-03,A,1,USD\n`;
    expect(read([{ text }]).problems).toEqual(['2 currency currency_invalid']);
  });

  test('with two prices of a symbol and day tells the second, unless they are equal', () => {
    const rows = [
      '2024-01-02,A,1.50',
      '2024-01-02,B,2',
      '2024-01-03,A,3',
      '2024-01-02,A,1.5',
      '2024-01-03,A,3.01',
      '2024-01-02,B,2.0001',
    ];
    for (const tail of ['', TAIL]) {
      const { problems } = read([{ text: `date,symbol,price\n${rows.join('\n')}\n${tail}` }]);
      expect(problems).toEqual(['6 price price_duplicate', '7 price price_duplicate']);
    }
  });

  test('with a day that its month does not have has that row refused', () => {
    const rows = [
      '2023-02-27',
      '2023-02-28',
      '2023-02-29',
      '2023-02-30',
      '2023-02-3x',
      '2023-02-00',
      '2023-04-30',
      '2023-04-31',
    ];
    const text = `date,symbol,price\n${rows.map((date) => `${date},A,1\n`).join('')}${TAIL}`;
    expect(read([{ text }]).problems).toEqual([4, 5, 6, 7, 9].map((line) => `${line} date date_invalid`));
  });

  test('with a date that is centuries from the others tells it', () => {
    for (const tail of ['', TAIL]) {
      const text = `date,symbol,price\n2024-01-02,A,1\n2924-01-03,A,2\n1024-01-03,A,3\n2024-01-04,A,4\n${tail}`;
      expect(read([{ text }]).problems).toEqual(['3 date date_invalid', '4 date date_invalid']);
    }
  });

  test('with a symbol in two currencies tells it', () => {
    for (const tail of ['', TAIL.replaceAll(',1\n', ',1,USD\n')]) {
      const text = `date,symbol,price,currency\n2024-01-02,A,1,USD\n2024-01-03,A,1,EUR\n2024-01-04,A,1,\n${tail}`;
      expect(read([{ text }]).problems).toEqual(['3 currency price_currency_mixed']);
    }
  });

  test('without the symbol is refused, unless its name is the symbol', () => {
    expect(read([{ text: 'date,close\n2024-01-02,1\n' }]).problems).toEqual([
      '1 symbol header_missing_column',
    ]);
    expect(read([{ text: 'date,symbol\n2024-01-02,A\n' }]).problems).toEqual([
      '1 price header_missing_column',
    ]);
    expect(read([{ text: '' }]).problems).toEqual(['1 - file_empty']);
  });

  test('keeps prices of zero and below', () => {
    const { book, problems } = read([
      { text: `date,symbol,price\n2020-04-17,CL,18.27\n2020-04-20,CL,-37.63\n2020-04-21,CL,0.00\n${TAIL}` },
    ]);
    expect(problems).toEqual([]);
    expect(['17', '20', '21'].map((d) => price(book, 'CL', `2020-04-${d}`))).toEqual([
      '18.27',
      '-37.63',
      '0',
    ]);
    expect(book.find('CL')?.negativePrices).toBe(true);
  });
});

describe('rows without CSV rules', () => {
  const symbols = ['A', 'BRK', 'MSFT', 'GOOGL', 'BTC-USD', 'AAPL240119C00150000', 'BRK B', 'ÅÄÖ'];
  const row = fc.record({
    symbol: fc.constantFrom(...symbols),
    day: fc.integer({ min: on('2019-12-20'), max: on('2020-03-10') }),
    price: fc.oneof(
      fc.integer({ min: 0, max: 10 ** 6 }).map((units) => formatDecimal({ units, scale: 2 }, 2)),
      fc.integer({ min: 1, max: 10 ** 9 }).map((units) => formatDecimal({ units, scale: 5 })),
      fc.constantFrom(
        '0',
        '-1.5',
        '+2',
        '.5',
        '7.',
        '00012',
        '1234567890123',
        '0.000000001',
        'x',
        '1.2.3',
        '1.23a',
        '12/4',
      ),
    ),
    currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR', 'GBX', 'GBP', ''),
    end: fc.constantFrom('\n', '\n', '\r\n', '\r'),
  });
  const files = fc.record({
    rows: fc.array(row, { maxLength: 80 }),
    order: fc.constantFrom('as drawn', 'by date', 'by symbol', 'newest first'),
    withCurrency: fc.boolean(),
    pieces: fc.integer({ min: 1, max: 700 }),
  });

  test('are read as the same rows in quotes are, in pieces of any size', () => {
    fc.assert(
      fc.property(files, ({ rows, order, withCurrency, pieces }) => {
        const sorted = rows.toSorted((a, b) => {
          if (order === 'by date') return a.day - b.day;
          if (order === 'newest first') return b.day - a.day;
          return order === 'by symbol'
            ? a.symbol < b.symbol
              ? -1
              : a.symbol > b.symbol
                ? 1
                : a.day - b.day
            : 0;
        });
        const text = (quote: string): string => {
          const header = `date,symbol,price${withCurrency ? ',currency' : ''}\n`;
          const lines = sorted.map(({ symbol, day, price: written, currency, end }) => {
            const fields = [formatDay(day as Day), symbol, written, ...(withCurrency ? [currency] : [])];
            return fields.map((field) => quote + field + quote).join(',') + end;
          });
          return header + lines.join('') + (withCurrency ? TAIL.replaceAll(',1\n', ',1,USD\n') : TAIL);
        };
        const plain = read([{ text: text('') }]);
        const quoted = read([{ text: text('"') }]);
        expect(plain.problems).toEqual(quoted.problems);
        expect(plain.book.columns).toEqual(quoted.book.columns);
        const inPieces = read([{ text: text('') }], pieces);
        expect(inPieces.problems).toEqual(plain.problems);
        expect(inPieces.book.columns).toEqual(plain.book.columns);
      }),
      { numRuns: 300 },
    );
  });

  test('are read right where a file of many days and symbols needs growth of every kind', () => {
    const days = 900;
    const count = 1500;
    const value = (day: number, symbol: number): number => ((day * 7919 + symbol * 104729) % 99991) + 1;
    let text = 'date,symbol,price\n';
    for (let day = 0; day < days; day += 30) {
      const date = formatDay((on('2020-01-01') + day) as Day);
      for (let symbol = 0; symbol < count; symbol++) {
        text += `${date},S${symbol},${formatDecimal({ units: value(day, symbol), scale: 2 })}\n`;
      }
    }
    const { book, problems } = read([{ text }], 50_000);
    expect(problems).toEqual([]);
    for (let symbol = 0; symbol < count; symbol += 7) {
      const column = book.find(`S${symbol}`) as PriceColumn;
      for (let day = 0; day < days; day += 45) {
        const quoted = day - (day % 30);
        const found = priceOn(column, (on('2020-01-01') + day) as Day);
        expect(formatDecimal(found ?? dec('-1'))).toBe(
          formatDecimal({ units: value(quoted, symbol), scale: 2 }),
        );
      }
    }
  });
});

describe('prices below zero', () => {
  const TEXT =
    'date,symbol,price\n2020-04-20,CLK20,-37.63\n2020-04-20,ACME,-1\n2020-04-21,ACME,-0.0000000000001234567\n';
  const linesRefused = (futures: ReadonlySet<string> | null) => {
    const builder = new PriceBookBuilder();
    const file = new PriceFile('prices.csv', 'long', builder, builder.source('prices.csv'), futures);
    file.push(encode(TEXT));
    return file.end().map(({ code, source }) => `${source.line} ${source.field} ${code}`);
  };

  test('are refused at their lines but of futures', () => {
    expect(linesRefused(new Set(['CLK20']))).toEqual(['3 price price_invalid', '4 price price_invalid']);
    expect(linesRefused(new Set())).toHaveLength(3);
  });

  test('are kept where it is not known yet which instruments are futures', () => {
    expect(linesRefused(null)).toEqual([]);
  });
});
