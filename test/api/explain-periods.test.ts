import type { Client, Explained, TransactionInput } from '@tidemark/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from './server.ts';

let server: TestServer;
let client: Client;

const DEFAULT = { id: 'default' };

/** Weekdays of 2023 with a price that goes up and down; money comes in each month. */
beforeAll(async () => {
  server = await testServer({ TIDEMARK_CLOCK: '2024-03-01T22:00:00Z@0' });
  client = (await server.signUp('Ann')).client;
  const events: TransactionInput[] = [
    { date: '2023-01-03', type: 'deposit', amount: '10000' },
    { date: '2023-01-03', type: 'buy', symbol: 'ACME', quantity: '60', price: '100', fee: '1.5' },
    { date: '2023-09-12', type: 'sell', symbol: 'ACME', quantity: '20', price: '111', fee: '1.5' },
    { date: '2023-10-02', type: 'dividend', symbol: 'ACME', amount: '36', tax: '4' },
    { date: '2023-11-02', type: 'deposit', amount: '300', currency: 'EUR' },
  ];
  for (let month = 2; month <= 12; month++)
    events.push({
      date: `2023-${String(month).padStart(2, '0')}-15`,
      type: 'deposit',
      amount: String(10 * month),
    });
  const prices = [];
  const rates = [];
  for (let k = 0; k < 400; k++) {
    const date = new Date(Date.UTC(2023, 0, 3 + k)).toISOString().slice(0, 10);
    prices.push({ symbol: 'ACME', date, price: (100 + 12 * Math.sin(k / 20) + k / 50).toFixed(2) });
    rates.push({ pair: 'EURUSD', date, rate: (1.1 + Math.sin(k / 9) / 50).toFixed(4) });
  }
  await client.putRates({ body: rates, query: {} });
  await client.putPrices({ body: prices, query: {} });
  await client.createTransactions({ body: events, query: {} });
});

afterAll(() => server.close());

type Query = Parameters<Client['explain']>[0]['query'];
type Node = Explained['explanation'];
const told = async (query: Query): Promise<Node> =>
  (await client.explain({ params: DEFAULT, query })).explanation;
const valueOf = async (query: Query): Promise<number> => Number((await told(query)).value);

test.each([
  { from: undefined, to: '2024-01-31' },
  { from: '2023-06-01', to: '2023-12-29' },
])('returns and risk of $from…$to explain themselves exactly', async ({ from, to }) => {
  const period = { ...(from !== undefined && { from }), to };
  const asked = { ...(from !== undefined && { from }), date: to };
  const returns = await client.returns({ params: DEFAULT, query: { ...period, by: 'month' } });
  const risk = await client.risk({ params: DEFAULT, query: period });
  expect(await valueOf({ ...asked, figure: 'twr' })).toBe(returns.twr);
  expect(await valueOf({ ...asked, figure: 'xirr' })).toBe(returns.xirr);
  expect(await valueOf({ ...asked, figure: 'modified_dietz' })).toBe(returns.modified_dietz);
  if (returns.twr_annualized !== null)
    expect(await valueOf({ ...asked, figure: 'twr_annualized' })).toBe(returns.twr_annualized);
  expect(await valueOf({ ...asked, figure: 'volatility' })).toBe(risk.volatility);
  expect(await valueOf({ ...asked, figure: 'max_drawdown' })).toBe(risk.max_drawdown.depth);
  const log = await client.risk({ params: DEFAULT, query: { ...period, log_returns: true } });
  expect(await valueOf({ ...asked, figure: 'volatility', log_returns: true })).toBe(log.volatility);
});

test.each(['realized', 'market'] as const)(
  'growth on the %s basis explains itself exactly',
  async (basis) => {
    const date = '2024-01-31';
    const growth = await client.growth({ params: DEFAULT, query: { basis, date } });
    const percent = (figure: string) => valueOf({ figure, basis, date });
    expect(await percent('trading_growth_percent')).toBe(growth.trading_growth_percent);
    expect(await percent('total_growth_percent')).toBe(growth.total_growth_percent);
    expect(await percent('account_value')).toBe(growth.current_value);
  },
);

test('start + flows + P&L − fees ± FX = end, down to events and prices', async () => {
  const asked = { from: '2023-06-01', date: '2023-12-29' };
  const rows = await client.returns({
    params: DEFAULT,
    query: { from: asked.from, to: asked.date, by: 'year' },
  });
  const [year] = rows.rows;
  const equity = await told({ ...asked, figure: 'equity' });
  expect(Number(equity.value)).toBe(year.end_value);
  const [bridge] = equity.checks ?? [];
  expect(bridge.value).toBe(equity.value);
  const parts = bridge.children.map(({ label, as, value }) => [label, as ?? 'plus', Number(value)] as const);
  expect(parts.map(([label]) => label)).toEqual([
    'equity before',
    'deposits',
    'realized pnl',
    'change of unrealized pnl',
    'income',
    'fees',
    'taxes',
    'fx pnl',
  ]);
  const sum = parts.reduce(
    (cents, [, as, value]) => cents + (as === 'minus' ? -1 : 1) * Math.round(value * 100),
    0,
  );
  expect(sum).toBe(Math.round(Number(equity.value) * 100));
  expect(await valueOf({ ...asked, figure: 'pnl' })).toBe(year.pnl);
  const fees = await told({ ...asked, figure: 'fees' });
  // 1.5 of the sale of September, and its event below it.
  expect(fees.value).toBe('1.50');
  const below = (node: Node): Node[] => [node, ...node.children.flatMap(below)];
  expect(below(fees).some(({ source }) => source?.kind === 'event' && source.type === 'sell')).toBe(true);
});

test('the sub-periods of a return are folded, counted, and reached by what they say to ask', async () => {
  const twr = await told({ figure: 'twr', from: '2023-06-01', date: '2023-12-29' });
  expect(twr.formula?.source).toContain('GIPS');
  expect(twr.children.map(({ label, count, children }) => [label, count, children.length])).toEqual([
    ['2023-06', 30, 0],
    ['2023-07', 31, 0],
    ['2023-08', 31, 0],
    ['2023-09', 30, 0],
    ['2023-10', 31, 0],
    ['2023-11', 30, 0],
    ['2023-12', 29, 0],
  ]);
  const [june] = twr.children;
  const { figure, from, day } = june.ask as { figure: string; from: string; day: string };
  const days = await told({ figure, from, date: day });
  expect(days.children).toHaveLength(30);
  expect(Number(days.value)).toBe(Number(june.value) - 1);
  expect(days.children[14].children.map(({ as }) => as)).toEqual(['value', 'opening', 'inflow']);
  const all = await told({ figure: 'twr', from: '2023-06-01', date: '2023-12-29', depth: 'all' });
  expect(all.children.map(({ children }) => children.length)).toEqual([30, 31, 31, 30, 31, 30, 29]);
});

test('a figure that is unknown, and one that there is none, are refused with what to do', async () => {
  const refused = (query: Query) =>
    told(query).then(
      () => null,
      (error) => error.problems,
    );
  expect(await refused({ figure: 'twr_annualized', from: '2023-06-01', date: '2023-12-29' })).toMatchObject([
    { code: 'setting_invalid', field: 'figure' },
  ]);
  expect(await refused({ figure: 'nothing' })).toMatchObject([{ code: 'setting_invalid', field: 'figure' }]);
});
