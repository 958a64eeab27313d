import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupDatabase } from '../../app/storage/index.ts';
import { type SignedUp, type TestServer, testServer } from '../api/server.ts';
import { tidemark } from './tidemark.ts';

let server: TestServer;
let ann: SignedUp;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-verify-'));
  server = await testServer({ TIDEMARK_CLOCK: '2024-03-01T12:00:00Z@0' });
  ann = await server.signUp('Ann');
  await server.signUp('Bob');
  await ann.client.createTransactions({
    body: [
      { date: '2024-01-02', type: 'deposit', amount: '1000' },
      { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: 4, price: 100, id: 'fill-1' },
      { date: '2024-02-05', type: 'sell', symbol: 'ACME', quantity: 1, price: 120 },
    ],
  });
  await ann.client.putPrices({ body: [{ symbol: 'ACME', date: '2024-02-01', price: '110' }] });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const verify = (...args: string[]) =>
  tidemark(['verify', ...args], folder, { TIDEMARK_HOME: server.home, DATABASE_URL: undefined });

/** A copy of the database that something was done to behind the program's back. */
async function tampered(name: string, sql: string): Promise<string> {
  const file = path.join(folder, `${name}.db`);
  await backupDatabase(path.join(server.home, 'tidemark.db'), file, { now: () => 0 });
  const raw = new DatabaseSync(file);
  raw.exec(sql);
  raw.close();
  return file;
}

describe('tidemark verify of a database', () => {
  test('derives everything of every user anew while the server runs', () => {
    const { code, json } = verify('--json');
    expect(json.laws.filter((law: { failures: number }) => law.failures > 0)).toEqual([]);
    expect(json).toMatchObject({ holds: true, users: 2, portfolios: 2, events: 3, first_difference: null });
    for (const law of ['hash chain', 'sound', 'name each other', 'add up to the portfolio', 'edited history'])
      expect(json.laws.find((one: { law: string }) => one.law.includes(law))?.checked).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  test('says in a short page what was checked', () => {
    const { code, out, err } = verify();
    expect(code).toBe(0);
    // How far it is, where it takes longer.
    expect(err).toMatch(/^(?:user \d of \d … \d+ %\n)*$/);
    expect(out).toMatch(/Every law holds: [\d,]+ checks\.\n.*: 2 users, 2 portfolios, 3 events\.\n$/);
  });

  test.each([
    [
      'an edited event',
      "update events set body = replace(body, ',110', ',111'), recorded_at = 7 where seq = 2",
      1,
    ],
    ['a removed event', 'delete from events where seq = 3', 3],
    ['an event of no change', 'update events set change_no = 77 where seq = 2', 1],
    ['a wrong latest row', 'update events set latest = 0 where seq = 3', 3],
  ])('%s: exit code 1, with the user, the account and the event', async (name, sql, event) => {
    const { code, json } = verify('--database', await tampered(name.replaceAll(' ', '-'), sql), '--json');
    expect(code).toBe(1);
    expect(json.holds).toBe(false);
    expect(json.first_difference).toMatchObject({ owner: ann.email, account: 'main', event });
  });

  test('rows that name what is not there', async () => {
    const file = await tampered('sources', "update event_sources set source_id = 'other'");
    const { code, json, err } = verify('--database', file, '--json');
    expect([code, err]).toEqual([1, '']);
    expect(json.first_difference.message).toContain('id of a source');
    expect(verify('--database', file).err).toContain(
      `First difference: user ${ann.email}, account main, event 2:`,
    );
  });

  test('a file that is damaged does not hold', async () => {
    const file = await tampered('damaged', 'select 1');
    writeFileSync(file, Buffer.alloc(60_000, 0xa5), { flag: 'r+' });
    expect(verify('--database', file, '--json').code).toBe(1);
  });

  test('a file that is not there is bad input, and is not made', () => {
    const { code, json } = verify('--database', 'none.db', '--json');
    expect(code).toBe(2);
    expect(json.problems).toMatchObject([{ code: 'file_missing' }]);
    expect(verify('--database', 'none.db').code).toBe(2);
  });

  test('a server that does not answer cannot be reached', () => {
    const { code, err } = verify('--database', 'postgres://ann:secret@127.0.0.1:1/none');
    expect(code).toBe(3);
    expect(err).not.toContain('secret');
  });

  test('a database and files do not go together', () => {
    const { code, json } = verify('--database', 'a.db', '--ledger', 'b.csv', '--json');
    expect(code).toBe(2);
    expect(json.problems[0].field).toBe('--database');
  });
});
