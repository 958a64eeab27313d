import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decimal, dec, decimal, equals } from '../amounts/index.ts';
import { type Day, parseDay } from '../calendar/day.ts';
import { LAST_DAY } from './edit-column.ts';
import { PriceBook } from './price-book.ts';
import { PriceBookBuilder, PUT } from './price-builder.ts';
import { type PriceColumn, priceAge, priceOn, quoteDay, staleRuns, tickOn } from './price-column.ts';

const on = (text: string): Day => parseDay(text) as Day;
const DAY = 15000;

interface Quote {
  readonly symbol: string;
  readonly day: Day;
  readonly price: Decimal;
  readonly source: number;
}

const SOURCES = ['one', 'two', 'three'];

const prices = fc.oneof(
  fc.integer({ min: 1, max: 99999 }).map((units) => decimal(units, 2)),
  fc.integer({ min: -500, max: 500 }).map((units) => decimal(units, 0)),
  fc.integer({ min: 1, max: 2 ** 31 + 9 }).map((units) => decimal(units, 4)),
  fc.integer({ min: 1, max: 10 ** 12 }).map((units) => decimal(units, 3)),
);
const quotes: fc.Arbitrary<Quote> = fc.record({
  symbol: fc.constantFrom('AAA', 'BBB', 'CCC'),
  day: fc.integer({ min: DAY - 400, max: DAY + 700 }).map((day) => day as Day),
  price: prices,
  source: fc.integer({ min: 0, max: SOURCES.length - 1 }),
});

/** The naive model: a map of days for each symbol. */
class Model {
  readonly symbols = new Map<string, Map<Day, { price: Decimal; source: string }>>();

  set(symbol: string, day: Day, price: Decimal | null, source: string): void {
    const days = this.symbols.get(symbol) ?? new Map();
    if (price === null) days.delete(day);
    else days.set(day, { price, source });
    this.symbols.set(symbol, days);
  }

  /** The last quote on or before a day. */
  on(symbol: string, day: Day): { day: Day; price: Decimal; source: string } | null {
    const days = [...(this.symbols.get(symbol) ?? [])].filter(([quoted]) => quoted <= day);
    if (days.length === 0) return null;
    const [quoted, quote] = days.reduce((latest, entry) => (entry[0] > latest[0] ? entry : latest));
    return { day: quoted, ...quote };
  }

  build(): PriceBook {
    const builder = new PriceBookBuilder();
    const numbers = new Map(SOURCES.map((name) => [name, builder.source(name)]));
    for (const [symbol, days] of this.symbols) {
      for (const [day, { price, source }] of days) {
        builder.putPrice(builder.symbol(symbol), day, price, numbers.get(source) as number);
      }
    }
    return builder.finish().book;
  }
}

function build(rows: readonly Quote[]): PriceBook {
  const builder = new PriceBookBuilder();
  for (const name of SOURCES) builder.source(name);
  for (const { symbol, day, price, source } of rows)
    builder.putPrice(builder.symbol(symbol), day, price, source);
  return builder.finish().book;
}

/** Of one symbol, day and source only the first price is one; of several sources the last one counts. */
function modelOf(rows: readonly Quote[]): Model {
  const model = new Model();
  const first = new Map<string, Quote>();
  for (const row of rows) {
    const key = `${row.symbol} ${row.day} ${row.source}`;
    if (!first.has(key)) first.set(key, row);
  }
  for (const row of [...first.values()].sort((a, b) => a.source - b.source)) {
    model.set(row.symbol, row.day, row.price, SOURCES[row.source]);
  }
  return model;
}

function columnsBySymbol(book: PriceBook): PriceColumn[] {
  return book.columns.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

describe('a book of prices', () => {
  test('answers on every day what a search through all its quotes answers', () => {
    fc.assert(
      fc.property(
        fc.array(quotes, { maxLength: 60 }),
        fc.integer({ min: DAY - 410, max: DAY + 710 }),
        (rows, at) => {
          const book = build(rows);
          const model = modelOf(rows);
          const day = at as Day;
          for (const symbol of ['AAA', 'BBB', 'CCC']) {
            const column = book.find(symbol);
            const expected = model.on(symbol, day);
            const price = column === undefined ? null : priceOn(column, day);
            expect(price === null).toBe(expected === null);
            if (column === undefined || price === null || expected === null) continue;
            expect(equals(price, expected.price)).toBe(true);
            expect(quoteDay(column, day)).toBe(expected.day);
            expect(priceAge(column, day)).toBe(day - expected.day);
            expect(book.sourceOn(column, day)).toBe(expected.source);
          }
        },
      ),
    );
  });

  test('is the same in whatever order its rows come', () => {
    const distinct = fc.uniqueArray(quotes, {
      maxLength: 50,
      selector: (q) => `${q.symbol} ${q.day} ${q.source}`,
    });
    fc.assert(
      fc.property(distinct, fc.infiniteStream(fc.nat()), (rows, order) => {
        const shuffled = rows
          .map((row) => ({ row, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at);
        expect(columnsBySymbol(build(shuffled.map(({ row }) => row)))).toEqual(columnsBySymbol(build(rows)));
      }),
    );
  });

  test('after corrections, inserts and voids is the book built anew from the quotes that are left', () => {
    const edits = fc.array(fc.tuple(quotes, fc.boolean()), { maxLength: 25 });
    fc.assert(
      fc.property(fc.array(quotes, { maxLength: 30 }), edits, (rows, changes) => {
        const book = build(rows);
        const model = modelOf(rows);
        for (const [{ symbol, day, price, source }, isVoid] of changes) {
          // Half of the voids are of days that have a quote.
          const days = [...(model.symbols.get(symbol)?.keys() ?? [])];
          const at = isVoid && source > 0 && days.length > 0 ? days[day % days.length] : day;
          book.set(symbol, at, isVoid ? null : price, SOURCES[source]);
          model.set(symbol, at, isVoid ? null : price, SOURCES[source]);
        }
        expect(columnsBySymbol(book)).toEqual(columnsBySymbol(model.build()));
      }),
    );
  });

  test('says exactly which days a change touches', () => {
    fc.assert(
      fc.property(
        fc.array(quotes, { maxLength: 20 }),
        quotes,
        fc.boolean(),
        (rows, { symbol, day, price, source }, isVoid) => {
          const book = build(rows);
          const [from, to] = [DAY - 420, DAY + 720];
          const look = (): string[] => {
            const column = book.find(symbol);
            const state = (d: Day): string => {
              if (column === undefined || tickOn(column, d) === null) return '';
              const { units, scale } = priceOn(column, d) as Decimal;
              return `${Number(units) / 10 ** scale} ${quoteDay(column, d)} ${book.sourceOn(column, d)}`;
            };
            return Array.from({ length: to - from + 1 }, (_, i) => state((from + i) as Day));
          };
          const before = look();
          const changed = book.set(symbol, day, isVoid ? null : price, SOURCES[source]);
          const different = look().flatMap((state, i) => (state === before[i] ? [] : [from + i]));
          if (changed === null) expect(different).toEqual([]);
          else expect([different[0], different.at(-1)]).toEqual([changed.from, Math.min(changed.to, to)]);
        },
      ),
    );
  });

  test('carries a change on for ever where no quote follows', () => {
    const book = build([{ symbol: 'AAA', day: DAY as Day, price: dec('10'), source: 0 }]);
    expect(book.set('AAA', (DAY + 3) as Day, dec('11'), 'one')).toEqual({ from: DAY + 3, to: LAST_DAY });
    expect(book.set('AAA', (DAY + 3) as Day, dec('11.0'), 'one')).toBeNull();
    expect(book.set('AAA', (DAY + 3) as Day, null, 'one')).toEqual({ from: DAY + 3, to: LAST_DAY });
    expect(book.set('AAA', DAY as Day, null, 'one')).toEqual({ from: DAY, to: LAST_DAY });
    expect(book.find('AAA')).toBeUndefined();
    expect(book.set('AAA', DAY as Day, null, 'one')).toBeNull();
  });

  test('takes new sources beyond what a byte can number', () => {
    const book = build([{ symbol: 'AAA', day: DAY as Day, price: dec('10'), source: 2 }]);
    for (let n = 0; n < 300; n++) book.set('AAA', (DAY + n) as Day, dec(`${n + 1}`), `feed ${n}`);
    const column = book.find('AAA') as PriceColumn;
    expect(book.sourceOn(column, (DAY + 299) as Day)).toBe('feed 299');
    expect(book.sourceOn(column, (DAY + 100) as Day)).toBe('feed 100');
  });

  test('refuses a price that no number holds', () => {
    const book = new PriceBook([], []);
    expect(() => book.set('AAA', DAY as Day, dec('12345678901234567890'), 'one')).toThrow(RangeError);
  });
});

describe('a column', () => {
  const column = (texts: readonly (readonly [string, string])[]): PriceColumn => {
    const builder = new PriceBookBuilder();
    const source = builder.source('prices.csv');
    for (const [day, price] of texts) builder.putPrice(builder.symbol('A'), on(day), dec(price), source);
    return builder.finish().book.find('A') as PriceColumn;
  };

  test('has the digits of its finest price, and no needless ones', () => {
    const fine = column([
      ['2024-01-02', '10.50'],
      ['2024-01-04', '10.1250'],
    ]);
    expect(fine.scale).toBe(3);
    expect([...fine.ticks]).toEqual([10500, 10500, 10125]);
    expect([...fine.quotes]).toEqual([1, 0, 1]);
  });

  test('holds prices beyond 32 bits in doubles, exactly', () => {
    const large = column([['2024-01-02', '9007199254740.991']]);
    expect(large.ticks).toBeInstanceOf(Float64Array);
    expect(large.ticks[0]).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('rounds the digits that a file printed of binary floating point, and says so', () => {
    const builder = new PriceBookBuilder();
    const source = builder.source('prices.csv');
    builder.putPrice(builder.symbol('A'), on('2024-01-02'), dec('26.729999542236328'), source);
    builder.putPrice(builder.symbol('A'), on('2024-01-03'), dec('2500.1'), source);
    const { book, problems } = builder.finish();
    // 15 significant digits are 26.7299995422363; next to 2500.1 all 13 decimals would be 2.5e16 > 2^53, 12 fit.
    expect(priceOn(book.find('A') as PriceColumn, on('2024-01-02'))).toEqual(dec('26.729999542236'));
    expect(priceOn(book.find('A') as PriceColumn, on('2024-01-03'))).toEqual(dec('2500.100000000000'));
    expect(problems.map(({ code, symbol }) => [code, symbol])).toEqual([['price_rounded', 'A']]);
  });

  test('of pence is one of pounds', () => {
    const builder = new PriceBookBuilder();
    const symbol = builder.symbol('VOD');
    builder.stateCurrency(symbol, builder.currency('GBX'));
    builder.putPrice(symbol, on('2024-01-02'), dec('71.55'), builder.source('p'));
    const vod = builder.finish().book.find('VOD') as PriceColumn;
    expect([vod.currency, vod.scale, vod.ticks[0]]).toEqual(['GBP', 4, 7155]);
  });

  test('without a currency takes that of its instrument, pence included', () => {
    const builder = new PriceBookBuilder();
    builder.putPrice(builder.symbol('VOD'), on('2024-01-02'), dec('150'), builder.source('p'));
    const { book } = builder.finish();
    book.stateCurrency('VOD', 'GBX');
    const vod = book.find('VOD') as PriceColumn;
    expect([vod.currency, vod.scale, vod.ticks[0]]).toEqual(['GBP', 1, 15]);
    book.stateCurrency('VOD', 'USD');
    expect(vod.currency).toBe('GBP');
  });

  test('knows that it has a negative price', () => {
    const oil = column([
      ['2020-04-17', '18.27'],
      ['2020-04-20', '-37.63'],
    ]);
    expect(oil.negativePrices).toBe(true);
    expect(column([['2020-04-17', '0']]).negativePrices).toBe(false);
  });

  test('is stale on the days that are farther from a quote than allowed', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: -5, max: 70 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 9 }),
        (days, start, length, ageDaysMax) => {
          const builder = new PriceBookBuilder();
          const source = builder.source('p');
          for (const day of days) builder.put(builder.symbol('A'), DAY + day, 7, 0, source);
          const a = builder.finish().book.find('A') as PriceColumn;
          const [from, to] = [(DAY + start) as Day, (DAY + start + length) as Day];
          const runs = staleRuns(a, from, to, ageDaysMax);
          const stale = new Set<number>();
          for (let k = 0; k < runs.length; k += 2) for (let d = runs[k]; d <= runs[k + 1]; d++) stale.add(d);
          for (let d = from; d <= to; d = (d + 1) as Day) {
            expect(stale.has(d)).toBe((priceAge(a, d) ?? 0) > ageDaysMax);
          }
          expect([...stale].every((d) => d >= from && d <= to)).toBe(true);
        },
      ),
    );
  });
});

describe('a builder', () => {
  test('keeps the first of two prices of one source and day, and tells', () => {
    const builder = new PriceBookBuilder();
    const [one, two] = [builder.source('one'), builder.source('two')];
    const a = builder.symbol('A');
    expect(builder.put(a, DAY, 1050, 2, one)).toBe(PUT.stored);
    expect(builder.put(a, DAY, 105, 1, one)).toBe(PUT.stored);
    expect(builder.put(a, DAY, 106, 1, one)).toBe(PUT.conflicting);
    expect(builder.put(a, DAY, 107, 1, two)).toBe(PUT.stored);
    expect(builder.put(a, DAY, 108, 1, two)).toBe(PUT.conflicting);
    expect(builder.put(a, DAY, 109, 1, one)).toBe(PUT.stored);
    expect(tickOn(builder.finish().book.find('A') as PriceColumn, DAY as Day)).toBe(107);
  });

  test('tells prices in two currencies, or in pence and in none', () => {
    const stated = (...codes: (string | null)[]): boolean[] => {
      const builder = new PriceBookBuilder();
      return codes.map((code) =>
        builder.stateCurrency(builder.symbol('A'), code === null ? -1 : builder.currency(code)),
      );
    };
    expect(stated('USD', 'EUR', 'USD')).toEqual([true, false, true]);
    expect(stated(null, 'USD', null)).toEqual([true, true, true]);
    expect(stated(null, 'GBX')).toEqual([true, false]);
    expect(stated('GBX', null)).toEqual([true, false]);
    expect(stated('GBX', 'GBP', null)).toEqual([true, true, false]);
    expect(stated('GBP', 'GBX', null)).toEqual([true, true, false]);
    expect(stated('GBP', null, 'GBX')).toEqual([true, true, false]);
    expect(stated('GBX', 'GBp')).toEqual([true, true]);
  });
});
