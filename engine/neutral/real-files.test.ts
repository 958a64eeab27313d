import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatDecimal } from '../amounts/index.ts';
import { type Day, parseDay } from '../calendar/day.ts';
import {
  PriceBookBuilder,
  type PriceColumn,
  priceAge,
  priceOn,
  RateBook,
  staleRuns,
} from '../prices/index.ts';
import type { Problem } from '../problems/index.ts';
import { PriceFile } from './price-file.ts';
import { RateFile } from './rate-file.ts';
import { splitFile } from './split-file.ts';

const DATA = new URL('../../../shared/data/', import.meta.url);
const present = existsSync(DATA);
const on = (text: string): Day => parseDay(text) as Day;
const names = (folder: string): string[] =>
  readdirSync(new URL(folder, DATA)).filter((name) => name.endsWith('.csv'));

function feed<Answer>(path: string, file: { push(bytes: Uint8Array): void; end(): Answer }): Answer {
  file.push(readFileSync(new URL(path, DATA)));
  return file.end();
}

/** Raw closes and reference rates as published: QuantConnect/Lean daily data (Apache-2.0), ECB reference rates. */
describe.skipIf(!present)(
  `real files${present ? '' : ' (skipped: the folder of market data is not there)'}`,
  () => {
    test('of prices, one for each symbol, are read without a problem', () => {
      const builder = new PriceBookBuilder();
      const problems = names('prices/').flatMap((name) =>
        feed(`prices/${name}`, new PriceFile(name, 'symbol', builder)),
      );
      const { book, problems: ofColumns } = builder.finish();
      expect([...problems, ...ofColumns]).toEqual([]);
      expect(book.columns.length).toBe(names('prices/').length);
      const price = (symbol: string, day: string): string => {
        const found = priceOn(book.find(symbol) as PriceColumn, on(day));
        return found === null ? 'none' : formatDecimal(found, 2);
      };
      expect(price('AAPL', '1998-01-02')).toBe('16.25');
      expect(price('GOOGL', '2004-08-19')).toBe('100.37');
      expect(price('GOOGL', '2004-08-18')).toBe('none');
      // A Saturday: Friday's close, one day old.
      expect(price('SPY', '1998-01-03')).toBe('97.36');
      const spy = book.find('SPY') as PriceColumn;
      expect(priceAge(spy, on('1998-01-03'))).toBe(1);
      // New York was closed from 11 to 16 September 2001: on the 16th Monday's price was six days old.
      expect([...staleRuns(spy, on('2001-09-01'), on('2001-09-30'), 5)]).toEqual([
        on('2001-09-16'),
        on('2001-09-16'),
      ]);
    });

    test('of prices in one long file are read without a problem', () => {
      for (const ledger of [
        'beancount-example',
        'hledger-rbc',
        'pp-currency-sample',
        'real-spy-ibm-2015-2019',
      ]) {
        const builder = new PriceBookBuilder();
        const path = `ledgers/${ledger}/prices.csv`;
        const problems: Problem[] = feed(path, new PriceFile(path, 'long', builder));
        expect(problems).toEqual([]);
        expect(builder.finish().book.columns.length).toBeGreaterThan(0);
      }
    });

    test('of rates are read without a problem, and crosses agree with the rates of the day', () => {
      const builder = new PriceBookBuilder();
      const problems = names('fx/').flatMap((name) =>
        feed(`fx/${name}`, new RateFile(name, 'pair', builder)),
      );
      expect(problems).toEqual([]);
      const book = new RateBook(builder.finish().book);
      const rate = (currency: string, base: string, day: string): number => {
        const column = book.rate(currency, base);
        if (column === null) return Number.NaN;
        const at = Math.min(Math.max(on(day) - column.first, 0), column.length - 1);
        return column.numerator[at] / column.denominator[at];
      };
      // ECB: 1.1789 USD, 133.73 JPY, 0.7111 GBP per EUR on 1999-01-04, which was a Monday.
      expect(rate('EUR', 'USD', '1999-01-04')).toBe(1.1789);
      expect(rate('EUR', 'USD', '1990-01-01')).toBe(1.1789);
      expect(rate('GBP', 'USD', '1999-01-04')).toBeCloseTo(1.1789 / 0.7111, 15);
      expect(rate('JPY', 'GBP', '1999-01-04')).toBeCloseTo(0.7111 / 133.73, 17);
      // 1.2141 at the end of 2014, 1.0887 at the end of 2015.
      expect([rate('EUR', 'USD', '2014-12-31'), rate('EUR', 'USD', '2015-12-31')]).toEqual([1.2141, 1.0887]);
    });

    test('of splits are read without a problem', () => {
      const { rows, problems } = feed('splits.csv', splitFile('splits.csv'));
      expect(problems).toEqual([]);
      expect(
        rows.some(
          ({ symbol, day, ratio }) => symbol === 'AAPL' && day === on('2014-06-09') && ratio.units === 7,
        ),
      ).toBe(true);
    });
  },
);
