import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, formatDay, toNumber } from '../../engine/index.ts';
import { Portfolio } from './portfolio.ts';
import { beancountLedger, hledgerJournal, neutral, randomBook } from './random-book.ts';

const SEEDS = [1, 2, 3, Number(process.env.TIDEMARK_SEED)];
const MOVES = 60;

const installed = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-other-programs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rows that a program prints as CSV, without its header. */
function answer(program: string, text: string, args: (file: string) => string[]): string[][] {
  const file = join(folder, 'ledger');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(program, args(file), { encoding: 'utf8' });
  if (status !== 0 || stderr !== '') throw new Error(`${program}: ${stderr}`);
  const lines = stdout.trim().split('\n').slice(1);
  return lines.map((line) => line.split(',').map((field) => field.trim().replace(/^"|"$/g, '')));
}

/** The number of an amount such as `12.50 USD`. */
const numberOf = (amount = ''): number => Number(amount.split(' ')[0]);

/** Half a cent for each of three holdings and the cash. */
const ROUNDED = 4 * 0.005 + 1e-9;

describe.skipIf(!installed('hledger'))(
  'random ledgers in hledger (skipped where it is not installed)',
  () => {
    test.each(SEEDS)('equity at the end of every quarter is the same, seed %i', (seed) => {
      const book = randomBook(seed, MOVES);
      const portfolio = new Portfolio(neutral(book));
      for (let quarter = 1; quarter <= 4; quarter++) {
        const day = addDays(
          portfolio.history.first,
          Math.floor((book.last - portfolio.history.first) * (quarter / 4)),
        );
        const args = ['bal', 'Assets', '-e', formatDay(addDays(day, 1)), `--value=${formatDay(day)},USD`];
        const rows = answer('hledger', hledgerJournal(book), (file) => [
          '-f',
          file,
          ...args,
          '-N',
          '-O',
          'csv',
        ]);
        const total = rows.reduce((sum, [, amount]) => sum + numberOf(amount), 0);
        expect(Math.abs(portfolio.figure('equity', formatDay(day)) - total)).toBeLessThanOrEqual(ROUNDED);
      }
    });
  },
);

describe.skipIf(!installed('bean-query'))(
  'random ledgers in beancount (skipped where it is not installed)',
  () => {
    const query = (seed: number, bql: string) =>
      answer('bean-query', beancountLedger(randomBook(seed, MOVES)), (file) => [
        '-f',
        'csv',
        '-m',
        file,
        bql,
      ]);

    test.each(SEEDS)('open lots are the same, first in, first out, seed %i', (seed) => {
      const portfolio = new Portfolio(neutral(randomBook(seed, MOVES)));
      const rows = query(
        seed,
        "SELECT currency, cost_date, cost_number, sum(number) AS units WHERE account = 'Assets:Shares' " +
          'GROUP BY currency, cost_date, cost_number',
      );
      const theirs = rows
        .filter(([, , , units]) => Number(units) !== 0)
        .map(([symbol, date, cost, units]) => [symbol, date, Number(units), Number(cost)]);
      const ours = portfolio.history
        .openLots(portfolio.history.last)
        .map(({ symbol, opened, quantity, cost }) => [
          symbol,
          formatDay(opened),
          toNumber(quantity),
          Math.round((toNumber(cost) / toNumber(quantity)) * 1e6) / 1e6,
        ]);
      expect(ours.length).toBeGreaterThan(1);
      expect(ours.sort()).toEqual(theirs.sort());
    });

    test.each(SEEDS)('realized gain, income, fees and flows are the same, seed %i', (seed) => {
      const portfolio = new Portfolio(neutral(randomBook(seed, MOVES)));
      const { summary } = portfolio.report();
      const rows = query(
        seed,
        'SELECT account, sum(number) AS total WHERE currency = "USD" GROUP BY account',
      );
      const theirs = new Map(rows.map(([account = '', total]) => [account, Number(total)]));
      const near = (minorUnits: number, account: string, sign: 1 | -1, tolerance: number) =>
        expect(
          Math.abs(portfolio.amount(minorUnits) - sign * (theirs.get(account) ?? 0)),
          account,
        ).toBeLessThanOrEqual(tolerance);
      near(summary.cash, 'Assets:Cash', 1, 0.005 + 1e-9);
      near(summary.income, 'Income:Dividends', -1, 1e-9);
      near(summary.fees, 'Expenses:Fees', 1, 1e-9);
      near(summary.netFlow, 'Equity:Owner', -1, 1e-9);
      // Of each sale a part of a cent may be rounded away, by them and by us.
      near(summary.realized, 'Income:Gains', -1, MOVES * 0.01);
    });
  },
);
