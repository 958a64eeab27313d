import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, asked } from '../../../test/service/asked.ts';
import { accountHandlers } from './accounts.ts';
import { exportHandlers } from './exports.ts';
import { feeScheduleHandlers } from './fee-schedules.ts';
import { instrumentHandlers } from './instruments.ts';
import { quoteHandlers } from './quotes.ts';
import { transactionHandlers } from './transactions.ts';

const handlers = {
  ...accountHandlers,
  ...exportHandlers,
  ...feeScheduleHandlers,
  ...instrumentHandlers,
  ...quoteHandlers,
  ...transactionHandlers,
};
const ROOT = path.join(import.meta.dirname, '..', '..', '..');

let world: Asked;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tidemark-export-'));
  world = await asked(handlers, 'ann', 'bob');
  const { id: depot } = await world.ask('ann', 'createAccount', {
    body: { name: 'Depot "Süd", 2', currency: 'EUR', time_zone: 'Europe/Berlin', calendar: 'XETR' },
  });
  await world.ask('ann', 'putRates', { body: [{ pair: 'EURUSD', date: '2024-01-02', rate: '1.25' }] });
  await world.ask('ann', 'createTransactions', {
    body: [
      { date: '2024-01-02', type: 'deposit', amount: '1000', note: 'first,\n"quoted"' },
      { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: 4, price: 100, id: 'fill-1' },
      { date: '2024-01-02', type: 'deposit', amount: '400', account_id: depot },
      { date: '2024-01-04', type: 'buy', symbol: 'SAP', quantity: 2, price: 150, account_id: depot },
    ],
  });
  const deposits = await world.ask('ann', 'listTransactions', {
    query: { account_id: 'main', type: 'deposit' },
  });
  await world.ask('ann', 'correctTransaction', {
    params: { id: deposits.items[0].id },
    body: { date: '2024-01-02', type: 'deposit', amount: '1100', note: 'first,\n"quoted"' },
  });
  await world.ask('ann', 'putInstrument', {
    params: { symbol: 'ACME' },
    body: { kind: 'etf', currency: 'USD', sector: 'World' },
  });
  await world.ask('ann', 'putPrices', {
    body: [
      { symbol: 'ACME', date: '2024-02-29', price: '60.25' },
      { symbol: 'SAP', date: '2024-02-29', price: '170' },
      { symbol: 'WATCHED', date: '2024-02-29', price: '7' },
    ],
  });
  await world.ask('ann', 'putSplits', { body: [{ symbol: 'ACME', date: '2024-02-01', ratio: '2' }] });
  await world.ask('ann', 'createFeeSchedule', {
    params: { id: 'main' },
    body: { kind: 'fixed', amount: '10', from: '2024-01-01' },
  });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const table = (name: string): Promise<string> => world.ask('ann', 'exportTable', { params: { table: name } });

describe('the export', () => {
  test('has everything of its user, every revision too', async () => {
    const all = await world.ask('ann', 'exportData');
    expect(all.exported_at).toBe('2024-03-01T12:00:00.000Z');
    const sizes = Object.entries(all).flatMap(([name, list]) =>
      Array.isArray(list) ? [[name, list.length]] : [],
    );
    expect(Object.fromEntries(sizes)).toEqual({
      accounts: 2,
      portfolios: 1,
      instruments: 2,
      transactions: 5,
      prices: 3,
      rates: 1,
      splits: 1,
      observations: 0,
      fee_schedules: 1,
    });
    const corrected = all.transactions.find(({ kind }: { kind: string }) => kind === 'corrected');
    const created = all.transactions.find(
      (one: { id: string; version_no: number }) => one.id === corrected.id && one.version_no === 1,
    );
    expect([created.superseded_by, corrected.superseded_by]).toEqual([corrected.seq, null]);
  });

  test("has nothing of another user's", async () => {
    const his = await world.ask('bob', 'exportData');
    expect([his.transactions, his.prices, his.rates, his.splits]).toEqual([[], [], [], []]);
    expect(his.accounts).toHaveLength(1);
  });

  test('its tables are the neutral files', async () => {
    expect(await table('accounts')).toBe(
      `name,type,currency,time_zone,calendar,lot_method,allow_short\n${[
        'main,margin,USD,America/New_York,XNYS,fifo,true',
        '"Depot ""Süd"", 2",margin,EUR,Europe/Berlin,XETR,fifo,true',
      ].join('\n')}\n`,
    );
    expect(await table('prices')).toBe(
      'date,symbol,price,currency\n2024-02-29,ACME,60.25,USD\n2024-02-29,SAP,170,EUR\n2024-02-29,WATCHED,7,USD\n',
    );
    expect(await table('rates')).toBe('date,pair,rate\n2024-01-02,EURUSD,1.25\n');
    expect(await table('splits')).toBe('date,symbol,ratio\n2024-02-01,ACME,2\n');
    const [header, ...rows] = (await table('instruments')).trimEnd().split('\n');
    expect(header).toBe('symbol,kind,currency,multiplier,price_factor,sector,underlying,expiry,strike,right');
    expect(rows).toEqual(['ACME,etf,USD,,,World,,,,']);
    expect(await table('transactions')).toContain(',fill-1,');
  });

  test('its journals call accounts by their names, and hold what the ledger holds', async () => {
    const journal = (program: string): Promise<string> =>
      world.ask('ann', 'exportJournal', { params: { program } });
    const beancount = await journal('beancount');
    // 1,100 - 400 dollars and 2 x 4 units; 400 - 300 euros and 2 units.
    expect(
      beancount
        .split('\n')
        .filter((line) => line.includes(' balance '))
        .sort(),
    ).toEqual([
      '2024-03-02 balance Assets:Depot-Sud-2:Cash  100 ~ 0.005 EUR',
      '2024-03-02 balance Assets:Depot-Sud-2:Holdings  2 SAP',
      '2024-03-02 balance Assets:Main:Cash  700 ~ 0.005 USD',
      '2024-03-02 balance Assets:Main:Holdings  8 ACME',
    ]);
    const hledger = await journal('hledger');
    expect(hledger).toContain('    Assets:Depot "Süd", 2:Holdings  0 SAP = 2 SAP');
    expect(hledger).toContain('P 2024-02-29 ACME 60.25 USD');
  });

  test('the command line makes the same figures of its tables', async () => {
    const files = ['transactions', 'accounts', 'instruments', 'prices', 'rates', 'splits'];
    for (const name of files) writeFileSync(path.join(folder, `${name}.csv`), await table(name));
    const file = (name: string) => path.join(folder, `${name}.csv`);
    const run = spawnSync(
      process.execPath,
      [
        path.join(ROOT, 'bin', 'tidemark.mjs'),
        ...['value', '--ledger', file('transactions'), '--accounts', file('accounts')],
        ...['--prices', file('prices'), '--fx', file('rates'), '--splits', file('splits')],
        ...['--instruments', file('instruments'), '--to', '2024-03-01', '--calendar', '24x7', '--json'],
      ],
      { encoding: 'utf8' },
    );
    expect(run.stderr).toBe('');
    const { summary, series } = JSON.parse(run.stdout);
    const { history } = await world.services.portfolios.open('ann', 'default');
    const { equity, realized, fx } = history.columns();
    const inUnits = (cents: Float64Array) => Array.from(cents, (amount) => amount / 100);
    expect(series.equity).toEqual(inUnits(equity));
    expect(series.realized_pnl).toEqual(inUnits(realized));
    expect(series.fx_pnl).toEqual(inUnits(fx));
    // 1,100 - 400 + 8 x 60.25 dollars; 400 - 300 + 2 x 170 euros at 1.25.
    expect(summary.equity).toBe('1732.00');
  });
});
