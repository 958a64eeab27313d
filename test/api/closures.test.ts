import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-closures-'));
let server: TestServer;
let ann: SignedUp;

/** New York was shut on 9 January 2025, and (so the file says) closed at noon on the 10th. It is the 10th, 13:00 there. */
beforeAll(async () => {
  const file = path.join(folder, 'closures.csv');
  writeFileSync(
    file,
    'calendar,date,close,name\nXNYS,2025-01-09,,National Day of Mourning\nXNYS,2025-01-10,12:00,a storm\n',
  );
  server = await testServer({ CALENDAR_FILE: file, TIDEMARK_CLOCK: '2025-01-10T13:00:00-05:00' });
  ann = await server.signUp('Ann');
  const body = { date: '2025-01-07', type: 'deposit', amount: '1000' } as const;
  await ann.client.createTransactions({ body });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const params = { id: 'default' };

test('a closure of CALENDAR_FILE is no session of any figure, and an early close ends its session', async () => {
  const dates = ['2025-01-07', '2025-01-08', '2025-01-10'];
  const { history } = await ann.client.equityHistory({ params, query: {} });
  expect(history.map(({ date }) => date)).toEqual(dates);
  const { items } = await ann.client.coverage({ params, query: { limit: 10 } });
  expect(items.map(({ date }) => date)).toEqual(dates);
  const { data_points } = await ann.client.performance({ params, query: { timeframe: 'ALL' } });
  expect(data_points.map(({ timestamp }) => timestamp)).toEqual([
    '2025-01-07T21:00:00Z',
    '2025-01-08T21:00:00Z',
    // Noon in New York; its regular close is still to come.
    '2025-01-10T17:00:00Z',
  ]);
  const { points } = await ann.client.history({ params, query: { period: '1W', bucket: '1d' } });
  expect(points.at(-1)?.date).toBe('2025-01-10');
});

test('and none of the captures: half an hour after the early close its value is sealed', async () => {
  const captured = await ann.client.captureDailySnapshot({});
  expect(captured.date_range).toEqual({ start: '2025-01-10', end: '2025-01-10' });
});

test('a close that no session can have is a wrong setting', async () => {
  const file = path.join(folder, 'late.csv');
  writeFileSync(file, 'calendar,date,close,name\nXNYS,2025-01-10,18:00,late\n');
  await expect(testServer({ CALENDAR_FILE: file })).rejects.toThrow(/CALENDAR_FILE/);
});
