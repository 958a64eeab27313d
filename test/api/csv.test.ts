import { type Route, routes, tableOf } from '@tidemark/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { delimitedRecords } from '../../importers/reader/delimited.ts';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;
let ann: SignedUp;

/** More than a page of the program's own. */
const DEPOSITS = 1_100;
const NOTES = [
  '=HYPERLINK("http://x")',
  '@SUM(1,2)',
  '-1',
  '-one',
  "'=marked",
  'two\nlines, "quoted"',
  '\u00fcber',
];

beforeAll(async () => {
  server = await testServer({ TIDEMARK_CLOCK: '2024-03-01T12:00:00Z@0' });
  ann = await server.signUp('Ann');
  const body = Array.from({ length: DEPOSITS }, (_, k) => ({
    ...{ date: `2024-01-${String(2 + (k % 20)).padStart(2, '0')}`, type: 'deposit', amount: `${k + 1}.25` },
    ...(k < NOTES.length && { note: NOTES[k] }),
  }));
  await ann.client.createTransactions({ body: body.slice(0, 1000), query: {} });
  await ann.client.createTransactions({
    body: [
      ...body.slice(1000),
      {
        date: '2024-02-01',
        type: 'buy',
        symbol: '-AAPL241220C240',
        quantity: '3',
        price: '7.125',
        fee: '0.0000001',
      },
      { date: '2024-02-05', type: 'sell', symbol: '-AAPL241220C240', quantity: '1', price: '8' },
    ],
    query: {},
  });
});
afterAll(() => server.close());

const ask = (path: string, accept: string, cookie = ann.cookie): Promise<Response> =>
  fetch(`${server.address}/api/v1${path}`, { headers: { cookie, accept } });

/** The rows of a CSV answer by the names of its header, marks against spreadsheets left on. */
async function csvOf(path: string): Promise<Record<string, string>[]> {
  const answer = await ask(path, 'text/csv');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'text/csv; charset=utf-8; header=present',
  ]);
  const [header, ...rows] = [...delimitedRecords(await answer.text(), ',')].map(({ cells }) => cells);
  return rows.map((cells) => Object.fromEntries(header.map((name, k) => [name, cells[k]])));
}

const jsonOf = async (path: string): Promise<Record<string, unknown>> =>
  (await ask(path, 'application/json')).json() as Promise<Record<string, unknown>>;

/** What a value of JSON is in a cell. */
function cell(row: Record<string, unknown>, column: string): string {
  let value: unknown = row;
  for (const name of column.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Math.abs(value) < 1e-6 && value !== 0 ? '0.0000001' : `${value}`;
  const text = typeof value === 'object' ? JSON.stringify(value) : `${value}`;
  return /^'*[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
}

const TABLES: readonly (readonly [keyof typeof routes, path: string])[] = [
  ['listTransactions', '/transactions?limit=300&order=asc'],
  ['listTransactions', '/transactions?limit=1000&type=sell'],
  ['positions', '/portfolios/default/positions?closed=true'],
  ['trades', '/portfolios/default/trades'],
  ['lots', '/portfolios/default/lots'],
  ['performance', '/portfolios/default/performance?timeframe=1M'],
  ['history', '/portfolios/default/history?period=1M'],
  ['equityHistory', '/portfolios/default/equity-history'],
  ['returns', '/portfolios/default/returns?by=month'],
  ['attribution', '/portfolios/default/attribution?by=symbol'],
  ['growth', '/portfolios/default/growth?by=month'],
  ['current', '/portfolios/default/current'],
  ['coverage', '/portfolios/default/coverage'],
  ['listAccounts', '/accounts'],
];

describe('what answers a table answers it as CSV', () => {
  test.each(TABLES)('%s %s: the rows of the JSON, in its order', async (operation, path) => {
    const table = tableOf(routes[operation] as Route);
    if (table === null) return expect.fail(`${operation} has no table`);
    const rows = (await jsonOf(path))[table.rows] as Record<string, unknown>[];
    expect(rows.length).toBeGreaterThan(0);
    const expected = rows.map((row) =>
      Object.fromEntries(table.columns.map((name) => [name, cell(row, name)])),
    );
    expect(await csvOf(path)).toEqual(expected);
  });

  test('of a list all pages, in the order of its pages', async () => {
    const rows = await csvOf('/transactions?order=asc');
    expect(rows).toHaveLength(DEPOSITS + 2);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(DEPOSITS + 2);
    const dates = rows.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
    expect(await csvOf('/transactions?limit=10')).toHaveLength(10);
  });

  test('no text is a formula, and no number is marked', async () => {
    const notes = new Set((await csvOf('/transactions?order=asc')).map(({ note }) => note));
    for (const marked of [`'${NOTES[0]}`, `'${NOTES[1]}`, '-1', "'-one", "''=marked", NOTES[5], NOTES[6]])
      expect(notes).toContain(marked);
    const [sale] = await csvOf('/transactions?type=sell');
    expect(sale.symbol).toBe("'-AAPL241220C240");
    const withdrawn = await csvOf('/transactions?type=buy');
    expect(withdrawn[0].amount.startsWith('-')).toBe(true);
  });

  test('JSON is what everybody else gets; refusals stay problems', async () => {
    for (const accept of ['*/*', 'application/json', 'application/json, text/csv'])
      expect((await ask('/accounts', accept)).headers.get('content-type')).toContain('application/json');
    expect((await ask('/accounts/main', 'text/csv')).headers.get('content-type')).toContain(
      'application/json',
    );
    const refused = [
      await ask('/accounts', 'text/csv', ''),
      await ask('/portfolios/nobody/trades', 'text/csv'),
      await ask('/transactions?limit=0', 'text/csv'),
    ];
    expect(refused.map(({ status }) => status)).toEqual([401, 404, 422]);
    for (const { headers } of refused)
      expect(headers.get('content-type')).toContain('application/problem+json');
  });
});

test('marks against spreadsheets are taken off where an export is imported', async () => {
  const bob = await server.signUp('Bob');
  const exported = await (await ask('/export/transactions', '*/*')).text();
  expect(exported).toContain(",'-AAPL241220C240,");
  const form = { file: new File([exported], 'transactions.csv') };
  expect(await bob.client.createImport({ form, query: {} })).toMatchObject({ new: DEPOSITS + 2, refused: 0 });
  const told = async ({ client }: SignedUp) => {
    const { items } = await client.listTransactions({ query: { limit: 1000, order: 'desc' } });
    return items.map(({ date, symbol, note }) => JSON.stringify([date, symbol, note])).sort();
  };
  expect(await told(bob)).toEqual(await told(ann));
});
