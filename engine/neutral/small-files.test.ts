import { describe, expect, test } from 'vitest';
import { dec } from '../amounts/index.ts';
import { type Day, parseDay } from '../calendar/day.ts';
import { PriceBookBuilder, RateBook } from '../prices/index.ts';
import { accountFile, MAIN_ACCOUNT } from './account-file.ts';
import { instrumentFile } from './instrument-file.ts';
import { RateFile, type RateFileKind } from './rate-file.ts';
import { splitFile } from './split-file.ts';
import type { TableFile } from './table-file.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const on = (text: string): Day => parseDay(text) as Day;

/** Rows, and line, field and code of each problem. */
function table<Row>(file: TableFile<Row>, text: string): { rows: Row[]; problems: string[] } {
  file.push(encode(text));
  const { rows, problems } = file.end();
  return { rows, problems: problems.map(({ code, source }) => `${source.line} ${source.field} ${code}`) };
}

function rates(...files: { name?: string; kind?: RateFileKind; text: string }[]): {
  book: RateBook;
  problems: string[];
} {
  const builder = new PriceBookBuilder();
  const problems = files.flatMap(({ name = 'fx.csv', kind = 'long', text }) => {
    const file = new RateFile(name, kind, builder);
    file.push(encode(text));
    return file.end();
  });
  return {
    book: new RateBook(builder.finish().book),
    problems: problems.map(({ code, source }) => `${source.line ?? '-'} ${source.field ?? '-'} ${code}`),
  };
}

function rate(book: RateBook, currency: string, base: string): number | null {
  const column = book.rate(currency, base);
  return column === null ? null : column.numerator[0] / column.denominator[0];
}

describe('a rates file', () => {
  test('is of the pair that names it, or has a column for it', () => {
    const { book, problems } = rates(
      { name: 'fx/EURUSD.csv', kind: 'pair', text: 'date,rate,volume\n1999-01-04,1.1789,7\n' },
      { text: 'rate,pair,date\n133.73,EUR/JPY,1999-01-04\n0.7111,eurgbp,1999-01-04\n' },
    );
    expect(problems).toEqual([]);
    expect([rate(book, 'EUR', 'USD'), rate(book, 'EUR', 'JPY'), rate(book, 'EUR', 'GBP')]).toEqual([
      1.1789, 133.73, 0.7111,
    ]);
  });

  test('in pence is one of pounds', () => {
    const { book } = rates({
      text: 'date,pair,rate\n2024-01-02,GBXUSD,0.0127\n2024-01-02,EUR/GBX,86.5\n2024-01-02,CHF/GBX,93\n',
    });
    expect([rate(book, 'GBP', 'USD'), rate(book, 'EUR', 'GBP'), rate(book, 'CHF', 'GBP')]).toEqual([
      1.27, 0.865, 0.93,
    ]);
  });

  test.each([
    ['zero', '2024-01-02,EURUSD,0', '2 rate rate_invalid'],
    ['negative', '2024-01-02,EURUSD,-1', '2 rate rate_invalid'],
    ['no number', '2024-01-02,EURUSD,n/a', '2 rate rate_invalid'],
    ['too large', '2024-01-02,EURUSD,123456789012345678', '2 rate rate_invalid'],
    ['of no pair', '2024-01-02,EUR,1', '2 pair pair_invalid'],
    ["of a pair in a provider's own form", '2024-01-02,EURUSD=X,1', '2 pair pair_invalid'],
    ['of no day', '2024-02-30,EURUSD,1', '2 date date_invalid'],
  ])('with a rate that is %s has that row refused', (_, row, problem) => {
    const { book, problems } = rates({ text: `date,pair,rate\n${row}\n2024-01-03,EURUSD,1.5\n` });
    expect(problems).toEqual([problem]);
    expect(rate(book, 'EUR', 'USD')).toBe(1.5);
  });

  test('with two rates of a day is refused, and so is a name that is no pair', () => {
    expect(
      rates({
        text: 'date,pair,rate\n2024-01-02,EURUSD,1.1\n2024-01-02,EUR/USD,1.2\n2024-01-02,EURUSD,1.10\n',
      }).problems,
    ).toEqual(['3 rate rate_duplicate']);
    expect(rates({ name: 'rates.csv', kind: 'pair', text: 'date,rate\n2024-01-02,1\n' }).problems).toEqual([
      '- - pair_invalid',
    ]);
    expect(rates({ text: 'date,rate\n2024-01-02,1\n' }).problems).toEqual(['1 pair header_missing_column']);
  });
});

describe('a splits file', () => {
  test('has a row for each split', () => {
    const { rows, problems } = table(
      splitFile('splits.csv'),
      'date,symbol,ratio,note\n2020-08-31,AAPL,4,x\n2021-08-02,GE,0.125,\n2020-08-31,AAPL,4.0,again\n',
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { day: on('2020-08-31'), symbol: 'AAPL', ratio: dec('4'), source: { file: 'splits.csv', line: 2 } },
      { day: on('2021-08-02'), symbol: 'GE', ratio: dec('0.125'), source: { file: 'splits.csv', line: 3 } },
    ]);
  });

  test('with rows that are wrong has all of that told', () => {
    const { rows, problems } = table(
      splitFile('s'),
      'date,symbol,ratio\n2020-08-32,,0\n,A,\n2020-08-31,A,4\n2020-08-31,A,5\n2020-08-31,A,4:1\n',
    );
    expect(rows.length).toBe(1);
    expect(problems).toEqual([
      '2 date date_invalid',
      '2 symbol field_required',
      '2 ratio ratio_invalid',
      '3 date field_required',
      '3 ratio field_required',
      '5 ratio ratio_invalid',
      '6 ratio ratio_invalid',
    ]);
  });
});

describe('an accounts file', () => {
  test('states what differs from the main account', () => {
    const text =
      'name,type,currency,time_zone,calendar,lot_method,allow_short\nmain,,,,,,\nISA,Cash,gbx,Europe/London,xlon,UK,no\n';
    const { rows, problems } = table(accountFile('a.csv'), text);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      MAIN_ACCOUNT,
      {
        name: 'ISA',
        type: 'cash',
        currency: 'GBP',
        timeZone: 'Europe/London',
        calendar: 'XLON',
        lotMethod: 'uk',
        allowShort: false,
      },
    ]);
  });

  test('may have fewer columns, and no unknown ones', () => {
    expect(table(accountFile('a'), 'name\nx\n').rows).toEqual([{ ...MAIN_ACCOUNT, name: 'x' }]);
    expect(table(accountFile('a'), 'name,bank\nx,y\n').problems).toEqual(['1 bank header_unknown_column']);
  });

  test('with settings that do not exist has all of them told', () => {
    const text =
      'name,type,currency,time_zone,calendar,lot_method,allow_short\n,loan,$,Mars/Base,XMAR,newest,maybe\nmain,,,,,,\nmain,,,,,,\n';
    const { rows, problems } = table(accountFile('a'), text);
    expect(rows).toEqual([MAIN_ACCOUNT]);
    expect(problems).toEqual([
      '2 name field_required',
      '2 type setting_invalid',
      '2 currency currency_invalid',
      '2 time_zone setting_invalid',
      '2 calendar setting_invalid',
      '2 lot_method setting_invalid',
      '2 allow_short setting_invalid',
      '4 name setting_invalid',
    ]);
  });
});

describe('an instruments file', () => {
  const HEADER = 'symbol,kind,currency,multiplier,price_factor,sector,underlying,expiry,strike,right\n';

  test('states what is known of a symbol', () => {
    const { rows, problems } = table(
      instrumentFile('i.csv'),
      `${HEADER}VOD,stock,GBX,,,Telecom,,,,\nAAPL240119C00150000,,USD,100,,,AAPL,2024-01-19,150,C\nT10,bond,USD,,0.01,,,,,\n`,
    );
    expect(problems).toEqual([]);
    const nothing = {
      multiplier: null,
      priceFactor: null,
      sector: null,
      underlying: null,
      expiry: null,
      strike: null,
      right: null,
    };
    expect(rows).toEqual([
      { ...nothing, symbol: 'VOD', kind: 'stock', currency: 'GBP', quotedIn: 'GBX', sector: 'Telecom' },
      {
        ...nothing,
        symbol: 'AAPL240119C00150000',
        kind: 'option',
        currency: 'USD',
        quotedIn: 'USD',
        multiplier: dec('100'),
        underlying: 'AAPL',
        expiry: on('2024-01-19'),
        strike: dec('150'),
        right: 'call',
      },
      { ...nothing, symbol: 'T10', kind: 'bond', currency: 'USD', quotedIn: 'USD', priceFactor: dec('0.01') },
    ]);
  });

  test('with values that do not exist has all of them told', () => {
    const { rows, problems } = table(
      instrumentFile('i'),
      `${HEADER},share,U S,0,-1,,,2024-13-01,1e3,up\nA,,,,,,,,,\nA,,,,,,,,,\nB,,,,,${'s'.repeat(201)},,,,\n`,
    );
    expect(rows.map(({ symbol }) => symbol)).toEqual(['A']);
    expect(problems.toSorted()).toEqual([
      '2 currency currency_invalid',
      '2 expiry date_invalid',
      '2 kind setting_invalid',
      '2 multiplier number_invalid',
      '2 price_factor number_invalid',
      '2 right setting_invalid',
      '2 strike number_invalid',
      '2 symbol field_required',
      '4 symbol setting_invalid',
      '5 sector field_too_long',
    ]);
  });
});
