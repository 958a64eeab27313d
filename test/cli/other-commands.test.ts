import { afterAll, describe, expect, test } from 'vitest';
import { folderOf, tidemark } from './tidemark.ts';

const { folder, remove } = folderOf({});
afterAll(remove);

const FILES = ['transactions.csv', 'prices.csv', 'fx', 'splits.csv', 'accounts.csv', 'instruments.csv'];
const FLAGS = ['--ledger', '--prices', '--fx', '--splits', '--accounts', '--instruments'];
const inputs = FLAGS.flatMap((flag, i) => [flag, `data/${FILES[i]}`]);

describe('tidemark demo', () => {
  const shown = tidemark(['demo'], folder);

  test('shows ten years and says that they are generated', () => {
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('no person, company or price in it is real');
    expect(shown.out).toMatch(/^2025 {2,}/m);
    expect(shown.err).toBe('');
    for (const line of shown.out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('is the same every time, but for what it took', () => {
    const timeless = (text: string) => text.replace(/\d+ ms/g, 'ms');
    expect(timeless(tidemark(['demo'], folder).out)).toBe(timeless(shown.out));
    expect(timeless(tidemark(['demo', '--seed', '3'], folder).out)).not.toBe(timeless(shown.out));
  });

  test('--write leaves files that value to the same figures, and overwrites nothing', () => {
    expect(tidemark(['demo', '--write', 'data'], folder).code).toBe(0);
    const valued = tidemark(['value', ...inputs, '--risk-free', '0.02', '--json'], folder);
    const demo = tidemark(['demo', '--json'], folder);
    expect(valued.code).toBe(0);
    expect(valued.json.summary).toEqual(demo.json.summary);
    const again = tidemark(['demo', '--write', 'data', '--json'], folder);
    expect(again.code).toBe(2);
    expect(again.json.problems[0]).toMatchObject({ code: 'setting_invalid', field: '--write' });
  });
});

test.each(['data/prices.csv', 'data/prices.csv/sub', 'data/prices.csv/sub/folder'])(
  'tidemark demo --write %s says that a file stands there',
  (target) => {
    const { code, json } = tidemark(['demo', '--write', target, '--json'], folder);
    expect(code).toBe(2);
    expect(json.problems).toMatchObject([{ code: 'setting_invalid', field: '--write' }]);
    expect(json.problems[0].message).toBe(`${target} cannot be written: a file stands in its path`);
  },
);

describe('tidemark verify', () => {
  test.each(['USD', 'EUR'])('every law holds for the demonstration in %s', (base) => {
    const { code, json } = tidemark(['verify', ...inputs, '--base', base, '--edits', '6', '--json'], folder);
    expect(json.laws.filter((law: { failures: number }) => law.failures > 0)).toEqual([]);
    expect(json.holds).toBe(true);
    expect(code).toBe(0);
    for (const { law, checked } of json.laws) {
      if (!law.startsWith('with one currency')) expect(checked, law).toBeGreaterThan(0);
    }
  });

  test('other edits with another seed', () => {
    const { code, json } = tidemark(['verify', ...inputs, '--edits', '2', '--seed', '7', '--json'], folder);
    expect(code).toBe(0);
    expect(json.seed).toBe(7);
  });
});

describe('tidemark trades', () => {
  const { folder: own, remove: away } = folderOf({
    // 10,000 + 2,800 + 500 − 800 = 12,500 before the second trade, which risks 100 × (150 − 145) = 500 of it: 4 %.
    'ledger.csv': [
      'date,type,symbol,quantity,price,amount,fee,stop',
      '2024-01-02,opening,,,,10000.00,,',
      '2024-01-03,buy,BOLT,200,40.00,,,38.00',
      '2024-01-19,sell,BOLT,200,54.00,,,',
      '2024-01-22,deposit,,,,500.00,,',
      '2024-01-24,withdrawal,,,,-800.00,,',
      '2024-02-01,buy,ACME,100,150.00,,1.00,145.00',
      '2024-02-13,sell,ACME,100,165.00,,1.00,',
      '',
    ].join('\n'),
  });
  afterAll(away);
  const run = (...args: string[]) => tidemark(['trades', '--ledger', 'ledger.csv', ...args, '--json'], own);

  test('measures a trade against what the account was worth right before', () => {
    const { code, json } = run();
    expect(code).toBe(0);
    expect(json.trades[1]).toMatchObject({
      symbol: 'ACME',
      side: 'long',
      status: 'closed',
      opened_at: '2024-02-01',
      closed_at: '2024-02-13',
      quantity: 100,
      entry_price: 150,
      exit_price: 165,
      stop: 145,
      account_value_at_entry: 12500,
      risk_amount: 500,
      risk_percent: 4,
      position_size_percent: 120,
      r_multiple: 3,
      realized_pnl: 1500,
      net_pnl: 1498,
      fees: 2,
      holding_days: 12,
    });
  });

  test('another starting balance answers them all again', () => {
    const { json } = run('--starting-balance', '22500');
    expect(json.starting_balance).toBe(22500);
    expect(json.trades[1]).toMatchObject({ account_value_at_entry: 25000, risk_percent: 2 });
  });
});

describe('tidemark explain', () => {
  const run = (...args: string[]) => tidemark(['explain', ...inputs, ...args], folder);

  test('takes a figure apart into parts that make it', () => {
    const { code, json } = run('--date', '2025-12-31', '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject({ date: '2025-12-31', figure: 'equity', symbol: null, account: null });
    const { value, unit, children } = json.explanation;
    expect(unit).toBe('USD');
    const sum = children.reduce((cents: number, part: { value: string; as?: string }) => {
      const sign = part.as === 'minus' ? -1 : 1;
      return cents + sign * Math.round(Number(part.value) * 100);
    }, 0);
    expect(sum).toBe(Math.round(Number(value) * 100));
    expect(value).toBe(tidemark(['demo', '--json'], folder).json.summary.equity);
  });

  test('a position down to the rows of the ledger', () => {
    const { code, out } = run('--date', '2025-12-31', '--symbol', 'BOLT', '--figure', 'cost_basis');
    expect(code).toBe(0);
    expect(out).toMatch(/transactions\.csv:\d+/);
  });

  test('a figure that there is not is met with those that there are', () => {
    const { code, json } = run('--date', '2025-12-31', '--figure', 'profit', '--json');
    expect(code).toBe(2);
    expect(json.problems[0]).toMatchObject({
      code: 'setting_invalid',
      remedy: expect.stringContaining('pnl'),
    });
  });
});
