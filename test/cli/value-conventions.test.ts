import { describe, expect, test } from 'vitest';
import { cents, ledgers, PRICES } from './ledgers.ts';
import { folderOf, tidemark } from './tidemark.ts';

const { value, usual } = ledgers();

describe('accounts', () => {
  const run = (...args: string[]) =>
    value('--ledger', 'two-accounts.csv', '--prices', 'prices.csv', ...args).json;

  test('an own transfer is no flow of the portfolio, and one of each account', () => {
    expect(run().summary).toMatchObject({ deposits: '3000.00', transfers_in: '0.00', transfers_out: '0.00' });
    expect(run('--account', 'a').summary).toMatchObject({ transfers_out: '300.00', net_flow: '1700.00' });
    expect(run('--account', 'b').summary).toMatchObject({ transfers_in: '300.00', net_flow: '1300.00' });
  });

  test('add up to the portfolio', () => {
    const [whole, a, b] = [run(), run('--account', 'a'), run('--account', 'b')].map(({ summary }) => summary);
    for (const name of ['equity', 'cash', 'unrealized_pnl', 'total_pnl', 'cost_basis']) {
      expect(cents(whole[name]), name).toBe(cents(a[name]) + cents(b[name]));
    }
  });

  test('have a position each with --by account', () => {
    const { positions } = run('--by', 'account');
    expect(positions.map((p: { account: string; quantity: string }) => [p.account, p.quantity])).toEqual([
      ['a', '10'],
      ['b', '2'],
    ]);
    expect(run().positions).toMatchObject([{ quantity: '12' }]);
  });

  test('one that is not there is refused', () => {
    const { code, json } = value('--ledger', 'two-accounts.csv', '--account', 'c');
    expect(code).toBe(2);
    const found = json.problems.find(({ code }: { code: string }) => code === 'account_unknown');
    expect(found).toMatchObject({ field: '--account', remedy: expect.stringContaining('a, b') });
  });
});

describe('conventions', () => {
  test('a lot method that an account states comes before --lots, and the answer says so', () => {
    const { folder: own, remove: away } = folderOf({
      'ledger.csv':
        'date,account,type,symbol,quantity,price\n2024-01-02,isa,buy,ACME,1,10.00\n2024-01-03,isa,buy,ACME,1,20.00\n2024-01-04,isa,sell,ACME,1,30.00\n',
      'accounts.csv': 'name,lot_method\nisa,fifo\n',
    });
    const args = ['value', '--ledger', 'ledger.csv', '--accounts', 'accounts.csv', '--lots', 'lifo'];
    const { json } = tidemark([...args, '--json'], own);
    const page = tidemark(args, own).out;
    const fitting = tidemark(['value', '--ledger', 'ledger.csv', '--lots', 'lifo'], own).out;
    away();
    // 30 − 10: the first that was bought.
    expect(json.summary.realized_pnl).toBe('20.00');
    expect(json.conventions).toMatchObject({ lots: 'lifo', lot_methods: { isa: 'fifo' } });
    expect(page).toContain('\nLots by lifo; in isa by fifo\n');
    expect(fitting).not.toContain('Lots by');
  });

  test('crypto alone is annualized by 365', () => {
    const args = ['--ledger', 'coin.csv', '--prices', 'prices.csv', '--instruments', 'instruments.csv'];
    expect(value(...args).json.conventions.annualization).toBe(365);
  });

  test('capitalized fees raise cost and lower proceeds, and leave the result', () => {
    const { summary } = usual('--fees', 'capitalize').json;
    expect(summary).toMatchObject({ fees: '0.00', realized_pnl: '79.00', total_pnl: '205.25' });
  });

  test('what UK matching sells before it was bought has been held for no day', () => {
    const { realized } = value('--ledger', 'sold-first.csv', '--prices', 'prices.csv', '--lots', 'uk').json;
    expect(realized).toMatchObject([
      { opened: '2024-01-17', closed: '2024-01-10', cost: '1300.00', days_held: 0 },
    ]);
  });

  test('another currency converts at the rate of the day, and what rates did stands apart', () => {
    const { summary } = value('--ledger', 'euro.csv', '--prices', 'euro-prices.csv', '--fx', 'fx').json;
    // 500 EUR cash and ten units at 60 EUR at 1.20; bought at 1.10. Rates: 500 × 0.10 on cash, 500 × 0.10 on the cost.
    expect(summary).toMatchObject({
      equity: '1320.00',
      deposits: '1100.00',
      unrealized_pnl: '120.00',
      fx_pnl: '100.00',
      cost_basis: '550.00',
    });
  });

  test('a currency without a rate is refused', () => {
    const { code, json } = value('--ledger', 'euro.csv', '--prices', 'euro-prices.csv');
    expect(code).toBe(2);
    expect(json.problems).toContainEqual(expect.objectContaining({ code: 'rate_missing' }));
  });

  test('a split changes no value', () => {
    const args = ['--ledger', 'split-ledger.csv', '--prices', 'split-prices.csv', '--splits', 'splits.csv'];
    const { json } = value(...args, '--calendar', '24x7');
    expect(json.positions).toMatchObject([{ quantity: '20', value: '1040.00' }]);
    expect(new Set(json.series.equity.slice(1, 29))).toEqual(new Set([2000]));
  });

  test('adjusted prices need the splits', () => {
    const { code, json } = usual('--prices-adjusted');
    expect(code).toBe(2);
    expect(json.problems[0].code).toBe('adjusted_without_splits');
  });

  test('against itself as benchmark: beta 1, alpha 0, no tracking error', () => {
    // A portfolio that is all in the instrument: 1,000 paid in and invested on one day.
    const { folder: own, remove: away } = folderOf({
      'ledger.csv':
        'date,type,symbol,quantity,price,amount\n2024-01-03,deposit,,,,1000.00\n2024-01-03,buy,ACME,10,100.00,\n',
      'prices.csv': PRICES,
      'benchmark.csv': PRICES.replaceAll(',ACME', '')
        .replaceAll(',USD', '')
        .replace('date,symbol,price,currency', 'date,close'),
    });
    const args = [
      'value',
      '--ledger',
      'ledger.csv',
      '--prices',
      'prices.csv',
      '--benchmark',
      'benchmark.csv',
      '--json',
    ];
    const { summary } = tidemark(args, own).json;
    away();
    expect(summary).toMatchObject({
      beta: expect.closeTo(1, 10),
      alpha: expect.closeTo(0, 10),
      correlation: expect.closeTo(1, 10),
      tracking_error: expect.closeTo(0, 10),
      up_capture: expect.closeTo(1, 10),
      down_capture: expect.closeTo(1, 10),
    });
  });
});

describe('returns that cannot be', () => {
  test('a total loss keeps the index at zero and says so', () => {
    const { json } = value('--ledger', 'short.csv', '--prices', 'prices.csv');
    expect(json.summary.twr).toBe(-1);
    expect(json.series.twr_index.at(-1)).toBe(0);
    expect(json.problems).toContainEqual(expect.objectContaining({ code: 'wiped_out' }));
  });

  test('a gain on nothing has no return, and says so', () => {
    const { json } = value('--ledger', 'no-money.csv', '--prices', 'prices.csv');
    expect(json.problems).toContainEqual(expect.objectContaining({ code: 'return_undefined' }));
  });
});
