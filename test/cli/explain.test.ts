import { afterAll, describe, expect, test } from 'vitest';
import { folderOf, tidemark } from './tidemark.ts';

const { folder, remove } = folderOf({
  'ledger.csv': [
    'date,type,symbol,quantity,price,amount,fee',
    '2024-01-02,deposit,,,,1000.00,',
    '2024-01-03,buy,ACME,10,20.00,,1.00',
    '2024-01-05,sell,ACME,4,25.00,,1.00',
  ].join('\n'),
  'prices.csv': 'date,symbol,price\n2024-01-03,ACME,20.00\n2024-01-05,ACME,25.00\n',
});
afterAll(remove);

const explain = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  tidemark(['explain', '--ledger', 'ledger.csv', '--prices', 'prices.csv', ...args], folder, env);

describe('tidemark explain', () => {
  test('prints amounts in one column, within the width of the terminal and never beyond 100', () => {
    for (const [columns, widest] of [
      ['60', 60],
      ['80', 80],
      ['240', 100],
    ] as const) {
      const { code, out } = explain(['--date', '2024-01-05', '--figure', 'pnl'], { COLUMNS: columns });
      expect(code).toBe(0);
      const lines = out.trimEnd().split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(widest);
      const ends = lines.filter((line) => /\d USD\b/.test(line)).map((line) => line.search(/\d USD\b/));
      expect(new Set(ends).size).toBe(1);
    }
  });

  test('warns where --from lies before the first event', () => {
    const { code, err } = explain(['--date', '2024-01-05', '--figure', 'twr_index', '--from', '2023-01-01']);
    expect(code).toBe(0);
    expect(err).toMatch(/the history starts on 2024-01-02.*\[from_before_history\]/s);
  });

  test('shows P&L a second way, by its sources: 20.00 realized, 30.00 open gain, 1.00 fees', () => {
    const { out } = explain(['--date', '2024-01-05', '--figure', 'pnl']);
    expect(out).toMatch(/^pnl +49\.00 USD$/m);
    expect(out).toMatch(/^pnl by source +49\.00 USD$/m);
    expect(out).toMatch(/realized pnl +20\.00 USD/);
    expect(out).toMatch(/change of unrealized pnl +30\.00 USD/);
  });

  test('takes the quotes of the day, not those that come later, and says where they stand', () => {
    const { json } = explain(['--date', '2024-01-04', '--symbol', 'ACME', '--json']);
    expect(json.explanation).toMatchObject({ value: '200.00', certainty: 'carried' });
    const price = json.explanation.children.find(({ unit }: { unit: string }) => unit === 'USD');
    expect(price.source).toEqual({
      kind: 'price',
      symbol: 'ACME',
      source: 'prices.csv',
      quoted: '2024-01-03',
      age_days: 1,
      stale: false,
    });
  });

  test('a drawdown is that of `value`', () => {
    const { json } = explain(['--date', '2024-01-03', '--figure', 'drawdown', '--json']);
    const { series } = tidemark(
      ['value', '--ledger', 'ledger.csv', '--prices', 'prices.csv', '--json'],
      folder,
    ).json;
    expect(Number(json.explanation.value)).toBe(series.drawdown[series.date.indexOf('2024-01-03')]);
    expect(Number(json.explanation.value)).toBeLessThan(0);
  });

  test.each([
    [['--date', '2024-01-06'], '--date', 'The history has the days 2024-01-02 to 2024-01-05.'],
    [['--date', '2023-12-31'], '--date', 'The history has the days 2024-01-02 to 2024-01-05.'],
    [['--date', '2024-01-05', '--symbol', 'AMCE'], '--symbol', 'The ledger has: ACME.'],
    [['--date', '2024-01-05', '--account', 'mine'], '--account', 'The ledger has: main.'],
    [['--date', '2024-01-05', '--figure', 'profit'], '--figure', 'There are: equity, cash'],
    [['--date', '2024-01-05', '--from', '2024-01-06'], '--from', 'Give an earlier --from.'],
  ])('%j is refused, and says what there is', (args, field, remedy) => {
    const { code, json } = explain([...args, '--json']);
    expect(code).toBe(2);
    expect(json.problems).toEqual([
      expect.objectContaining({ field, severity: 'error', remedy: expect.stringContaining(remedy) }),
    ]);
  });
});
