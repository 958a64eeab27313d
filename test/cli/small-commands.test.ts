import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { folderOf, ROOT, tidemark } from './tidemark.ts';

const { folder, remove } = folderOf({
  // LibreOffice Help, XIRR: -10000, 2000, 2500, 5000, 1000 give 18.28 %.
  'flows.csv':
    'date,amount\n2001-01-01,-10000\n2001-02-01,2000\n2001-03-15,2500\n2001-05-12,5000\n2001-08-10,1000\n',
  'paid-only.csv': 'date,amount\n2020-01-01,-100\n2021-01-01,-50\n',
  'bad-dates.csv': 'date,amount\n2020-02-30,-100\n2021-01-01,x\n',
  // -100 + 230 v − 132 v² has the roots v = 1/1.1 and v = 1/1.2.
  'two-roots.csv': 'date,amount\n2021-01-01,-100\n2022-01-01,230\n2023-01-01,-132\n',
  // MathCelebrity, time-weighted rate of interest: 112/100 × 125/142 × 100/83 − 1 = 18.78 %; flows after the valuation
  // are those of the next row under the in-start rule, and of the same row under the out-end rule.
  'values.csv':
    'date,value,flow\n2023-01-01,100000,100000\n2023-03-01,112000,\n2023-08-01,125000,30000\n2023-12-31,100000,\n',
  // Bacon, Practical Portfolio Performance Measurement and Attribution, table of monthly returns (first year).
  'returns.csv':
    'date,return,benchmark\n2023-01-31,0.003,0.002\n2023-02-28,0.026,0.025\n2023-03-31,0.011,0.018\n2023-04-30,-0.01,-0.011\n',
  'prices.csv': 'date,value\n2023-01-02,100\n2023-01-03,110\n2023-01-04,99\n2023-01-05,121\n',
  'one-year.csv': 'date,value\n2023-01-01,100\n2024-01-01,110\n',
  'one-year-flows.csv': 'date,amount\n2023-01-01,-100\n2024-01-01,110\n',
  'short-of-a-year.csv': 'date,value\n2023-01-01,100\n2023-12-31,110\n',
  'from-a-flow.csv': 'date,value,flow\n2023-01-01,100,100\n2023-12-31,110,\n',
  'no-values.csv': 'date,value\n',
  // The rows are not in order of their days; lines count as they stand in the file.
  'bad-values.csv':
    'date,value,benchmark\n2023-01-04,100,50\n2023-01-02,0,50\n2023-01-03,,0\n2023-01-05,x,50\n2023-01-06,-1,0\n',
  'bad-returns.csv': 'date,return,benchmark\n2023-01-02,-1.5,0.1\n2023-01-03,,-2\n2023-01-04,-1,0.1\n',
  'repeated.csv': 'date,value\n2023-01-02,100\n2023-01-02,110\n',
});
afterAll(remove);

const run = (...args: string[]) => tidemark(args, folder);

test.each(['--version', '-V'])('tidemark %s says the version of package.json', (flag) => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(run(flag)).toMatchObject({ code: 0, out: `tidemark ${version}\n`, err: '' });
  expect(run(flag, '--json').json).toEqual({ version });
});

describe('tidemark xirr', () => {
  test('gives the published rate of the LibreOffice example', () => {
    const { code, json } = run('xirr', 'flows.csv', '--json');
    expect(code).toBe(0);
    expect(json.xirr).toBeCloseTo(0.1828, 4);
    expect(json.roots).toEqual([json.xirr]);
    expect(json.problems).toEqual([]);
    expect(run('xirr', 'flows.csv').out).toContain('0.1828');
  });

  test('takes the root nearest 10 % and names the others', () => {
    const { code, json } = run('xirr', 'two-roots.csv', '--json');
    expect(code).toBe(0);
    expect(json.xirr).toBeCloseTo(0.1, 6);
    expect(json.roots.map((root: number) => Math.round(root * 1e6) / 1e6)).toEqual([0.1, 0.2]);
    expect(json.problems[0].code).toBe('xirr_several_roots');
  });

  test('refuses flows of one sign with exit code 2', () => {
    const { code, json } = run('xirr', 'paid-only.csv', '--json');
    expect(code).toBe(2);
    expect(json.problems).toHaveLength(1);
    expect(json.problems[0]).toMatchObject({
      code: 'xirr_one_sign',
      severity: 'error',
      file: 'paid-only.csv',
    });
  });

  test('names every bad row with its line and field', () => {
    const { code, json } = run('xirr', 'bad-dates.csv', '--json');
    expect(code).toBe(2);
    expect(json.problems).toMatchObject([
      { code: 'date_invalid', line: 2, field: 'date' },
      { code: 'number_invalid', line: 3, field: 'amount' },
    ]);
  });

  test('says that a file is not there', () => {
    const { code, json } = run('xirr', 'nowhere.csv', '--json');
    expect(code).toBe(2);
    expect(json.problems[0]).toMatchObject({ code: 'file_missing', file: 'nowhere.csv' });
  });
});

describe('tidemark twr', () => {
  test('links the returns of the rows; a flow is no gain', () => {
    const { code, json } = run('twr', 'values.csv', '--json');
    expect(code).toBe(0);
    // 112/100 × 125/142 × 100/125 − 1
    expect(json.twr).toBeCloseTo((1.12 * 125) / 142 / 1.25 - 1, 12);
    expect(json.series.date).toHaveLength(4);
    expect(json.series.twr_index.at(-1)).toBeCloseTo(1 + json.twr, 12);
    expect(json.series.return[0]).toBe(0);
  });

  test('follows the convention that is asked for', () => {
    // 'end': (125 − 30) / 112
    const { json } = run('twr', 'values.csv', '--flows', 'end', '--json');
    expect(json.series.return[2]).toBeCloseTo(95 / 112 - 1, 12);
    expect(json.conventions.flows).toBe('end');
  });

  test('a first value is that of the end of its day: 365 days later a year is over', () => {
    // 110 / 100 over 365 / 365 years.
    const { json } = run('twr', 'one-year.csv', '--json');
    expect(json.twr_annualized).toBeCloseTo(0.1, 12);
    expect(json.modified_dietz).toBeCloseTo(0.1, 12);
    expect(run('xirr', 'one-year-flows.csv', '--json').json.xirr).toBeCloseTo(0.1, 12);
  });

  test('364 days are not annualized', () => {
    const { json } = run('twr', 'short-of-a-year.csv', '--json');
    expect(json.twr).toBeCloseTo(0.1, 12);
    expect(json.twr_annualized).toBeNull();
    expect(json.problems).toMatchObject([{ code: 'history_too_short', field: 'twr_annualized' }]);
  });

  // As in hledger's roi.test: money that comes in on 1 January was there all the year to 31 December.
  test('a first flow comes at the start of its day, which counts', () => {
    expect(run('twr', 'from-a-flow.csv', '--json').json.twr_annualized).toBeCloseTo(0.1, 12);
  });

  test.each(['twr', 'risk'])('%s of a header alone is unknown, and a problem says why', (command) => {
    const { code, json } = run(command, 'no-values.csv', '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject({ twr: null, twr_annualized: null });
    const named = json.problems.flatMap(({ field }: { field: string }) => field.split(', '));
    expect(named).toEqual(expect.arrayContaining(['twr', 'twr_annualized']));
    expect(json.problems[0].code).toBe('history_too_short');
  });

  test('refuses two values of one day', () => {
    const { code, json } = run('twr', 'repeated.csv', '--json');
    expect(code).toBe(2);
    expect(json.problems[0]).toMatchObject({ code: 'date_repeated', line: 3 });
  });
});

describe('tidemark risk', () => {
  test('of values: volatility by the sample deviation, the fall from the highest value', () => {
    const { code, json } = run('risk', 'prices.csv', '--json', '--periods-per-year', '1');
    expect(code).toBe(0);
    // Returns 0.1, −0.1, 22/99; mean 0.0740740…, squared deviations 0.000672…, 0.030302…, 0.021947…
    const returns = [0.1, -0.1, 22 / 99];
    const mean = (returns[0] + returns[1] + returns[2]) / 3;
    const deviation = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 2);
    expect(json.volatility).toBeCloseTo(deviation, 12);
    expect(json.max_drawdown).toEqual({
      depth: 99 / 110 - 1,
      peak: '2023-01-03',
      trough: '2023-01-04',
      recovered: '2023-01-05',
    });
  });

  test('of returns with a benchmark: all names of the summary and those against the benchmark', () => {
    const { code, json } = run('risk', 'returns.csv', '--json', '--periods-per-year', '12');
    expect(code).toBe(0);
    for (const name of [
      'volatility',
      'downside_deviation',
      'sharpe',
      'sortino',
      'calmar',
      'max_drawdown',
      'beta',
      'alpha',
      'correlation',
      'tracking_error',
      'information_ratio',
      'var_95',
      'expected_shortfall_95',
    ]) {
      expect(json).toHaveProperty(name);
    }
    // A fall in the last row from the level before it.
    expect(json.max_drawdown).toMatchObject({
      depth: expect.closeTo(-0.01, 12),
      peak: '2023-03-31',
      recovered: null,
    });
  });
});

describe('tidemark risk of rows that are wrong', () => {
  const placesOf = (file: string) =>
    run('risk', file, '--json').json.problems.map(
      (found: { line: number; field: string; code: string }) => `${found.line} ${found.field} ${found.code}`,
    );

  test('names each of them with its line: levels that are missing, no number, or not above zero', () => {
    // A last level of 0 is a loss of everything (the benchmark's); one below is no level (the value's).
    expect(placesOf('bad-values.csv')).toEqual([
      '3 value value_not_finite',
      '4 value field_required',
      '4 benchmark value_not_finite',
      '5 value number_invalid',
      '6 value value_not_finite',
    ]);
  });

  test('and returns of less than −100 %', () => {
    expect(placesOf('bad-returns.csv')).toEqual([
      '2 return value_not_finite',
      '3 return field_required',
      '3 benchmark value_not_finite',
    ]);
    expect(run('risk', 'bad-returns.csv').code).toBe(2);
  });
});

describe('tidemark sessions', () => {
  test('knows the half day before Christmas', () => {
    const { code, json } = run(
      'sessions',
      '--calendar',
      'XNYS',
      '--from',
      '2024-12-24',
      '--to',
      '2024-12-26',
      '--json',
    );
    expect(code).toBe(0);
    expect(json.sessions).toEqual([
      { session: '2024-12-24', open_utc: '2024-12-24T14:30:00Z', close_utc: '2024-12-24T18:00:00Z' },
      { session: '2024-12-26', open_utc: '2024-12-26T14:30:00Z', close_utc: '2024-12-26T21:00:00Z' },
    ]);
  });

  test('without --json prints CSV', () => {
    const { out } = run('sessions', '--calendar', 'XNYS', '--from', '2024-12-24', '--to', '2024-12-25');
    expect(out).toBe('session,open_utc,close_utc\n2024-12-24,2024-12-24T14:30:00Z,2024-12-24T18:00:00Z\n');
  });
});

describe('calls that are wrong', () => {
  test('an unknown command ends with 2 and names the nearest one', () => {
    const { code, err } = run('sesions');
    expect(code).toBe(2);
    expect(err).toContain('Did you mean tidemark sessions?');
  });

  test('an unknown flag ends with 2 and names the nearest one', () => {
    const { code, json } = run('sessions', '--calender', 'XNYS', '--json');
    expect(code).toBe(2);
    expect(json.problems).toHaveLength(1);
    expect(json.problems[0]).toMatchObject({
      code: 'flag_unknown',
      remedy: expect.stringContaining('--calendar'),
    });
  });

  test('a value that is wrong and a flag that there is not are told together', () => {
    const { code, json } = run('value', '--ledger', 'flows.csv', '--lots', 'foo', '--bar', '--json');
    expect(code).toBe(2);
    const told = json.problems.map(
      (found: { code: string; field: string }) => `${found.field} ${found.code}`,
    );
    expect(told).toEqual(['--bar flag_unknown', '--lots setting_invalid']);
  });

  test.each(tidemark(['--help']).out.match(/(?<=^ {2})\w+(?= {2,}\S)/gm) ?? [])(
    '%s does nothing with a flag that there is not',
    (command) => {
      const { code, out, json } = run(command, 'no-file.csv', '--nonsense', '--json');
      expect(code, out).toBe(2);
      expect(json.problems).toMatchObject([{ code: 'flag_unknown', field: '--nonsense' }]);
    },
  );

  test('a flag without its value ends with 2', () => {
    const { code, json } = run('sessions', '--calendar', '--json');
    expect(code).toBe(2);
    expect(json.problems[0].code).toBe('flag_value');
  });

  test('no error is a stack trace', () => {
    for (const args of [
      ['xirr'],
      ['xirr', 'nowhere.csv'],
      ['nothing'],
      ['twr', '--flows', 'x', 'values.csv'],
    ]) {
      const { code, err } = run(...args);
      expect(code).toBe(2);
      expect(err).not.toMatch(/\bat .*:\d+/);
    }
  });
});

describe('help', () => {
  const commands = [...tidemark(['--help']).out.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, name]) => name);

  test('lists the commands', () => {
    expect(commands).toEqual(expect.arrayContaining(['xirr', 'twr', 'risk', 'sessions']));
  });

  test.each(commands)('%s has a page with an example', (name) => {
    const { code, out } = tidemark([name, '--help']);
    expect(code).toBe(0);
    expect(out).toContain('Usage');
    expect(out).toMatch(/^ {2}\$ tidemark /m);
    expect(tidemark(['help', name]).out).toBe(out);
  });
});
