import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@tidemark/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onPostgres, type TestDatabase, testDatabase } from './database.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** A night asks for thousands. On PostgreSQL there is no file whose reading the system could keep. */
const ROUNDS = Number(process.env.TIDEMARK_ROUNDS ?? (onPostgres ? '30' : '120'));

interface Node {
  readonly address: string;
  readonly process: ChildProcess;
}

let home: string;
let database: TestDatabase;
let nodes: Node[];

/** `tidemark serve`, as its own process, when it has said where it is. */
function start(): Promise<Node> {
  const process = spawn(globalThis.process.execPath, ['app/main.ts', 'serve'], {
    cwd: ROOT,
    // Of the settings of a test run the server must not know: an unknown TIDEMARK_ name is refused.
    env: { PATH: globalThis.process.env.PATH, ...database.env, PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    process.stdout?.on('data', (piece) => {
      said += piece;
      const address = /http:\/\/\S+/.exec(said)?.[0];
      if (address !== undefined) resolve({ address, process });
    });
    process.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'tidemark-two-'));
  database = await testDatabase(home);
  nodes = [await start(), await start()];
});

afterAll(async () => {
  for (const { process } of nodes ?? []) {
    process.removeAllListeners('exit');
    const ended = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGTERM');
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
});

test(`what one process writes, the other shows on its next read (${ROUNDS} rounds)`, {
  timeout: 600_000,
}, async () => {
  const [one, two] = nodes;
  const answer = await fetch(`${one.address}/api/v1/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ann', email: 'ann@example.com', password: 'a long password' }),
  });
  expect(answer.status).toBe(200);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const clients = [one, two].map(({ address }) => createClient({ baseUrl: address, headers: { cookie } }));
  let expected = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [writer, reader] = round % 2 === 0 ? clients : [clients[1], clients[0]];
    const amount = 1 + (round % 7);
    await writer.createTransactions({ body: { date: '2024-01-02', type: 'deposit', amount }, query: {} });
    expected += amount;
    for (const client of [reader, writer]) {
      const { value } = await client.accountValue({ params: { id: 'default' }, query: { basis: 'market' } });
      expect(value).toBe(expected);
    }
  }
});
