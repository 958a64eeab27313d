import { afterAll, describe, expect, test } from 'vitest';
import { folderOf, tidemark } from './tidemark.ts';

/**
 * Ten ACME bought at 100 on Wednesday 3 January 2024 with 1,000 of 2,000 paid in; a dividend of 21.25 after 3.75 tax; 500
 * more on Saturday 13 January; four sold at 120 on 17 January with a fee of 1; 200 taken out on 19 January.
 */
const LEDGER = [
  'date,type,symbol,quantity,price,amount,fee,tax',
  '2024-01-02,deposit,,,,2000.00,,',
  '2024-01-03,buy,ACME,10,100.00,-1000.00,,',
  '2024-01-10,dividend,ACME,,,21.25,,3.75',
  '2024-01-13,deposit,,,,500.00,,',
  '2024-01-17,sell,ACME,4,120.00,479.00,1.00,',
  '2024-01-19,withdrawal,,,,-200.00,,',
  '',
].join('\n');

const PRICES = [
  'date,symbol,price,currency',
  '2024-01-03,ACME,100.00,USD',
  '2024-01-10,ACME,105.00,USD',
  '2024-01-12,ACME,110.00,USD',
  '2024-01-17,ACME,120.00,USD',
  '2024-01-19,ACME,115.00,USD',
  '2024-01-31,ACME,117.50,USD',
  '',
].join('\n');

const { folder, remove } = folderOf({
  'ledger.csv': LEDGER,
  'prices.csv': PRICES,
  'empty.csv': 'date,type,symbol,quantity,price,amount\n',
  'opening.csv':
    'date,type,symbol,quantity,price,amount\n2024-01-02,opening,,,,10000.00\n2024-01-02,opening,ACME,10,90.00,\n2024-01-10,deposit,,,,500.00\n2024-01-11,withdrawal,,,,-800.00\n',
  'no-money.csv':
    'date,type,symbol,quantity,price\n2024-01-03,buy,ACME,10,100.00\n2024-01-17,sell,ACME,10,120.00\n',
  'two-accounts.csv':
    'date,account,type,symbol,quantity,price,amount\n2024-01-02,a,deposit,,,,2000.00\n2024-01-02,b,deposit,,,,1000.00\n2024-01-03,a,buy,ACME,10,100.00,\n2024-01-10,a,transfer_out,,,,-300.00\n2024-01-10,b,transfer_in,,,,300.00\n2024-01-11,b,buy,ACME,2,105.00,\n',
  'short.csv':
    'date,type,symbol,quantity,price,amount\n2024-01-02,deposit,,,,1000.00\n2024-01-03,sell,ACME,10,100.00,\n2024-01-31,fee,,,,-1200.00\n',
  'bad.csv':
    'date,type,symbol,quantity,price,amount\n2024-13-01,buy,ACME,1,1,\n2024-01-02,withdrawal,,,,100\n2024-01-02,jump,,,,1\n',
  'bad-prices.csv': 'date,symbol,price\n2024-01-02,ACME,one\n',
  'oversold.csv': 'date,account,type,symbol,quantity,price\n2024-01-03,cash,sell,ACME,1,100.00\n',
  'accounts.csv': 'name,type,allow_short\ncash,cash,false\n',
  'coin.csv':
    'date,type,symbol,quantity,price,amount\n2024-01-02,deposit,,,,2000.00\n2024-01-03,buy,ACME,10,100.00,\n',
  'instruments.csv': 'symbol,kind,currency\nACME,crypto,USD\n',
  'euro.csv':
    'date,type,symbol,quantity,price,amount,currency\n2024-01-02,deposit,,,,1000.00,EUR\n2024-01-03,buy,ACME,10,50.00,,EUR\n',
  'euro-prices.csv': 'date,symbol,price,currency\n2024-01-03,ACME,50.00,EUR\n2024-01-31,ACME,60.00,EUR\n',
  'fx/EURUSD.csv': 'date,rate\n2024-01-02,1.10\n2024-01-31,1.20\n',
  'split-ledger.csv':
    'date,type,symbol,quantity,price,amount\n2024-01-02,deposit,,,,2000.00\n2024-01-03,buy,ACME,10,100.00,\n',
  'split-prices.csv': 'date,symbol,price,currency\n2024-01-03,ACME,100.00,USD\n2024-01-31,ACME,52.00,USD\n',
  'splits.csv': 'date,symbol,ratio\n2024-01-15,ACME,2\n',
});
afterAll(remove);

const value = (...args: string[]) => tidemark(['value', ...args, '--json'], folder);
const usual = (...args: string[]) => value('--ledger', 'ledger.csv', '--prices', 'prices.csv', ...args);

/** Sums of the series' amounts of cents, as the summary states them. */
const cents = (amount: string): number => Math.round(Number(amount) * 100);

describe('the summary of a small ledger', () => {
  const { code, json } = usual();
  const { summary, series } = json;

  test('has the period from the first event to the last price, and echoes the conventions', () => {
    expect(code).toBe(0);
    expect(json).toMatchObject({
      base_currency: 'USD',
      from: '2024-01-02',
      to: '2024-01-31',
      conventions: {
        flows: 'in-start-out-end',
        lots: 'fifo',
        fees: 'expense',
        day_count: 'act/365',
        annualization: 252,
      },
    });
  });

  test('has exact amounts', () => {
    // Cash 2000 − 1000 + 21.25 + 500 + 479 − 200; six units at 117.50.
    expect(summary).toMatchObject({
      equity: '2505.25',
      cash: '1800.25',
      long_value: '705.00',
      short_value: '0.00',
      deposits: '2500.00',
      withdrawals: '200.00',
      transfers_in: '0.00',
      transfers_out: '0.00',
      opening: '0.00',
      net_flow: '2300.00',
      cost_basis: '600.00',
      realized_pnl: '80.00',
      unrealized_pnl: '105.00',
      unrealized_pnl_start: '0.00',
      income: '25.00',
      fees: '1.00',
      taxes: '3.75',
      fx_pnl: '0.00',
      transferred_gain: '0.00',
      unexplained: '0.00',
      total_pnl: '205.25',
      starting_balance: '2000.00',
    });
  });

  test('measures growth by the first day’s flows where there is no opening', () => {
    // 205.25 ÷ 2000, and (205.25 + 300) ÷ 2000.
    expect(summary.trading_growth_percent).toBeCloseTo(10.2625, 10);
    expect(summary.total_growth_percent).toBeCloseTo(25.2625, 10);
  });

  test('links the days: an inflow counts from the start of its day, an outflow to its end', () => {
    // Values 2000, 2000, 2071.25, 2121.25 (12 Jan), 2621.25 after 500 on the 13th, 2720.25, 2490.25 after 200 out, 2505.25.
    const twr =
      (2071.25 / 2000) *
        (2121.25 / 2071.25) *
        (2720.25 / 2621.25) *
        (2690.25 / 2720.25) *
        (2505.25 / 2490.25) -
      1;
    expect(summary.twr).toBeCloseTo(twr, 12);
    expect(series.twr_index.at(-1)).toBeCloseTo(1 + twr, 12);
    expect(summary.twr_annualized).toBeNull();
    expect(json.problems).toContainEqual(
      expect.objectContaining({ code: 'history_too_short', field: 'twr_annualized' }),
    );
  });

  test('the flows, discounted by xirr, are worth nothing', () => {
    const flows = [
      [0, -2000],
      [11, -500],
      [17, 200],
      [29, 2505.25],
    ];
    const worth = flows.reduce((sum, [day, flow]) => sum + flow / (1 + summary.xirr) ** (day / 365), 0);
    expect(worth).toBeCloseTo(0, 6);
  });

  test('modified Dietz weights an inflow with its own day and an outflow without', () => {
    // 30 days: 2000 × 30/30 + 500 × 19/30 − 200 × 12/30.
    expect(summary.modified_dietz).toBeCloseTo(205.25 / (2000 + (500 * 19) / 30 - (200 * 12) / 30), 12);
  });

  test('names the deepest fall with its days', () => {
    expect(summary.max_drawdown).toEqual({
      depth: expect.closeTo(2690.25 / 2720.25 - 1, 12),
      peak: '2024-01-17',
      trough: '2024-01-19',
      recovered: null,
    });
  });

  test('volatility is that of the days with a price, deposits on other days not among them', () => {
    const returns = [
      0,
      71.25 / 2000,
      50 / 2071.25,
      2720.25 / 2621.25 - 1,
      2690.25 / 2720.25 - 1,
      15 / 2490.25,
    ];
    const mean = returns.reduce((a, b) => a + b) / 6;
    const deviation = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 5);
    expect(summary.volatility).toBeCloseTo(deviation * Math.sqrt(252), 12);
    expect(summary.sharpe).toBeCloseTo((mean / deviation) * Math.sqrt(252), 10);
  });

  test('the series adds up to the summary, every day', () => {
    for (let i = 0; i < series.date.length; i++) {
      const before = i === 0 ? cents(summary.opening) : cents(series.equity[i - 1]);
      const unrealized = i === 0 ? 0 : cents(series.unrealized_pnl[i - 1]);
      expect(cents(series.equity[i])).toBe(before + cents(series.net_flow[i]) + cents(series.pnl[i]));
      expect(cents(series.pnl[i])).toBe(
        cents(series.realized_pnl[i]) +
          cents(series.unrealized_pnl[i]) -
          unrealized -
          cents(series.transferred_gain[i]) +
          cents(series.income[i]) -
          cents(series.fees[i]) -
          cents(series.taxes[i]) +
          cents(series.fx_pnl[i]) +
          cents(series.unexplained[i]),
      );
    }
    expect(series.cumulative_pnl.at(-1)).toBe(205.25);
    for (const [name, column] of Object.entries(series))
      expect(column, name).toHaveLength(series.date.length);
  });

  test('positions and what was realized', () => {
    expect(json.positions).toMatchObject([
      {
        symbol: 'ACME',
        quantity: '6',
        average_cost: '100.00',
        cost_basis: '600.00',
        price: '117.50',
        price_date: '2024-01-31',
        currency: 'USD',
        value: '705.00',
        unrealized_pnl: '105.00',
        realized_pnl: '80.00',
        income: '25.00',
        fx_pnl: '0.00',
      },
    ]);
    expect(json.realized).toMatchObject([
      {
        symbol: 'ACME',
        opened: '2024-01-03',
        closed: '2024-01-17',
        quantity: '4',
        proceeds: '480.00',
        cost: '400.00',
        pnl: '80.00',
        days_held: 14,
      },
    ]);
  });
});

describe('the dates of a series', () => {
  const dates = (...args: string[]): string[] => usual(...args).json.series.date;

  test('auto: the days with a price or an event', () => {
    expect(dates()).toEqual([
      '2024-01-02',
      '2024-01-03',
      '2024-01-10',
      '2024-01-12',
      '2024-01-13',
      '2024-01-17',
      '2024-01-19',
      '2024-01-31',
    ]);
  });

  test('auto ends on --to, whatever happens there', () => {
    expect(dates('--to', '2024-02-04').at(-1)).toBe('2024-02-04');
  });

  test('24x7: every day, annualized by 365', () => {
    const { json } = usual('--calendar', '24x7');
    expect(json.series.date).toHaveLength(30);
    expect(json.conventions.annualization).toBe(365);
  });

  test('an exchange: its sessions, and other days with an event', () => {
    const found = dates('--calendar', 'XNYS');
    expect(found).toContain('2024-01-13');
    expect(found).toContain('2024-01-16');
    expect(found).not.toContain('2024-01-15');
    expect(found).not.toContain('2024-01-14');
  });

  test('weeks end on Sundays, and --to ends them all; row 0 is --from', () => {
    expect(dates('--every', 'week')).toEqual([
      '2024-01-02',
      '2024-01-07',
      '2024-01-14',
      '2024-01-21',
      '2024-01-28',
      '2024-01-31',
    ]);
  });

  test('months end on their last calendar day; amounts are sums since the row before', () => {
    const { series } = usual('--every', 'month', '--to', '2024-02-10').json;
    expect(series.date).toEqual(['2024-01-02', '2024-01-31', '2024-02-10']);
    expect(series.net_flow).toEqual([2000, 300, 0]);
    expect(series.pnl).toEqual([0, 205.25, 0]);
    expect(series.equity).toEqual([2000, 2505.25, 2505.25]);
  });

  test('what the rows are does not change the risk', () => {
    expect(usual('--every', 'year').json.summary.volatility).toBe(usual().json.summary.volatility);
  });

  test('a price is stale after five calendar days', () => {
    const { series } = usual('--calendar', '24x7').json;
    const stale = (date: string) => series.stale[series.date.indexOf(date)];
    expect(['2024-01-24', '2024-01-25', '2024-01-30', '2024-01-31'].map(stale)).toEqual([0, 1, 1, 0]);
  });
});

describe('a period within the history', () => {
  const { json } = usual('--from', '2024-01-13', '--to', '2024-01-17');

  test('starts from the equity of the day before', () => {
    expect(json.summary).toMatchObject({
      opening: '2121.25',
      net_flow: '500.00',
      unrealized_pnl_start: '100.00',
      unrealized_pnl: '120.00',
      realized_pnl: '80.00',
      fees: '1.00',
      income: '0.00',
      total_pnl: '99.00',
      starting_balance: '2121.25',
    });
    expect(json.summary.twr).toBeCloseTo(2720.25 / 2621.25 - 1, 12);
  });

  test('begins its index before its first day', () => {
    expect(json.series.date[0]).toBe('2024-01-13');
    expect(json.series.twr_index[0]).toBe(1);
  });

  test('that would end before it begins is refused', () => {
    const { code, json: refused } = usual('--from', '2025-01-01');
    expect(code).toBe(2);
    expect(refused.problems[0].code).toBe('setting_invalid');
  });
});

describe('what a ledger starts with', () => {
  test('opening events come before the first day; units carry a gain that is nobody’s', () => {
    const { json } = value('--ledger', 'opening.csv', '--prices', 'prices.csv');
    // 10,000 in cash and ten units at their cost of 90, since there is no price on 2 January yet.
    expect(json.summary).toMatchObject({
      opening: '10900.00',
      starting_balance: '10900.00',
      transferred_gain: '0.00',
    });
    const { equity, opening, net_flow, total_pnl } = json.summary;
    expect(cents(equity)).toBe(cents(opening) + cents(net_flow) + cents(total_pnl));
    expect(json.summary.net_flow).toBe('-300.00');
  });

  test('no money at all: growth is measured against 10,000 that is in no other figure', () => {
    const { json } = value('--ledger', 'no-money.csv', '--prices', 'prices.csv');
    expect(json.summary).toMatchObject({
      equity: '200.00',
      starting_balance: '10000.00',
      trading_growth_percent: 2,
    });
    expect(json.problems).toContainEqual(expect.objectContaining({ code: 'starting_balance_assumed' }));
  });

  test('a header alone is an empty ledger', () => {
    const { code, json } = value('--ledger', 'empty.csv');
    expect(code).toBe(0);
    expect(json).toMatchObject({ from: null, to: null, positions: [], realized: [] });
    expect(json.summary).toMatchObject({ equity: '0.00', twr: null, xirr: null });
    expect(json.series.date).toEqual([]);
  });
});

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
  test('crypto alone is annualized by 365', () => {
    const args = ['--ledger', 'coin.csv', '--prices', 'prices.csv', '--instruments', 'instruments.csv'];
    expect(value(...args).json.conventions.annualization).toBe(365);
  });

  test('capitalized fees raise cost and lower proceeds, and leave the result', () => {
    const { summary } = usual('--fees', 'capitalize').json;
    expect(summary).toMatchObject({ fees: '0.00', realized_pnl: '79.00', total_pnl: '205.25' });
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

describe('input that is wrong', () => {
  test('every problem of every file, with file, line and field; exit code 2 and nothing else on stdout', () => {
    const { code, json } = value('--ledger', 'bad.csv', '--prices', 'bad-prices.csv', '--fx', 'nowhere');
    expect(code).toBe(2);
    expect(Object.keys(json)).toEqual(['problems']);
    expect(json.problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'file_missing', file: 'nowhere' }),
        expect.objectContaining({ code: 'date_invalid', file: 'bad.csv', line: 2, field: 'date' }),
        expect.objectContaining({ code: 'sign_wrong', file: 'bad.csv', line: 3, field: 'amount' }),
        expect.objectContaining({ code: 'type_unknown', file: 'bad.csv', line: 4, field: 'type' }),
        expect.objectContaining({ code: 'price_invalid', file: 'bad-prices.csv', line: 2, field: 'price' }),
      ]),
    );
    for (const found of json.problems)
      expect(Object.keys(found)).toEqual(expect.arrayContaining(['severity', 'message', 'remedy']));
  });

  test('a sale beyond the holding of an account without shorts', () => {
    const { code, json } = value('--ledger', 'oversold.csv', '--accounts', 'accounts.csv');
    expect(code).toBe(2);
    expect(json.problems).toContainEqual(
      expect.objectContaining({ code: 'oversold', file: 'oversold.csv', line: 2 }),
    );
  });

  test('no ledger', () => {
    const { code, json } = value('--prices', 'prices.csv');
    expect(code).toBe(2);
    expect(json.problems[0]).toMatchObject({ code: 'flag_required', field: '--ledger' });
  });
});

describe('other outputs', () => {
  test('--csv prints the series', () => {
    const { code, out } = tidemark(
      ['value', '--ledger', 'ledger.csv', '--prices', 'prices.csv', '--csv'],
      folder,
    );
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toBe(Object.keys(usual().json.series).join(','));
    expect(lines).toHaveLength(9);
    expect(lines[1]).toMatch(/^2024-01-02,2000,2000,0,0,2000,/);
  });

  test('--timing adds what it took', () => {
    const { timing } = usual('--timing').json;
    expect(Object.keys(timing)).toEqual(['read_ms', 'parse_ms', 'compute_ms', 'total_ms']);
    for (const took of Object.values(timing)) expect(took).toBeGreaterThanOrEqual(0);
  });

  test('several files after one flag, and a flag given twice, are the same', () => {
    const both = ['coin.csv', 'empty.csv'];
    const once = value('--ledger', ...both, '--prices', 'prices.csv').json;
    const twice = value('--ledger', both[0], '--ledger', both[1], '--prices', 'prices.csv').json;
    expect(once).toEqual(twice);
  });

  test('a page for people fits the terminal, without colour where none is wanted', () => {
    for (const columns of ['60', '80', '120']) {
      const { out } = tidemark(['value', '--ledger', 'ledger.csv', '--prices', 'prices.csv'], folder, {
        COLUMNS: columns,
      });
      expect(out).toContain('2,505.25 USD');
      expect(out).not.toContain('\x1b[');
      for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(Number(columns));
    }
  });

  test('colour where it is forced', () => {
    const { out } = tidemark(['value', '--ledger', 'ledger.csv', '--prices', 'prices.csv'], folder, {
      NO_COLOR: undefined,
      FORCE_COLOR: '1',
    });
    expect(out).toContain('\x1b[32m');
  });
});
