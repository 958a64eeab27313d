import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../app/serve.ts';
import { SettingError } from '../../app/settings.ts';
import { openStore } from '../../app/storage/index.ts';
import { type TestDatabase, testDatabase } from './database.ts';

let home: string;
let database: TestDatabase;
let secret: string;

const start = (env: Readonly<Record<string, string>> = {}) =>
  serve({ ...database.env, PORT: '0', LOG_LEVEL: 'silent', ...env }, '0.0.0-test');

/** What a start is refused with. */
async function refusal(env?: Readonly<Record<string, string>>): Promise<string> {
  const answer = await start(env).catch((error: unknown) => error);
  expect(answer).toBeInstanceOf(SettingError);
  return (answer as SettingError).message;
}

const isOnWindows = process.platform === 'win32';

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'tidemark-secret-'));
  database = await testDatabase(home);
  await (await start()).close();
  secret = readFileSync(path.join(home, 'secret'), 'utf8');
});

afterAll(() => rmSync(home, { recursive: true }));

test.skipIf(isOnWindows)('the file of the secret is made so that its owner alone reads and writes it', () => {
  expect(statSync(path.join(home, 'secret')).mode & 0o777).toBe(0o600);
  expect(secret).toMatch(/^[0-9a-f]{64}\n$/);
});

test.skipIf(isOnWindows)(
  'a file that others can read is refused at each start, with how to close it',
  async () => {
    const file = path.join(home, 'secret');
    for (const mode of [0o640, 0o604, 0o620, 0o666]) {
      chmodSync(file, mode);
      expect(await refusal()).toContain(`chmod 600 ${file}`);
    }
    chmodSync(file, 0o600);
    await (await start()).close();
  },
);

test('another secret is refused with its remedy, and nothing is written to the database', async () => {
  const before = await database.stored();
  const file = path.join(home, 'another');
  writeFileSync(file, 'x'.repeat(64), { mode: 0o600 });
  const message = await refusal({ TIDEMARK_SECRET_FILE: file });
  expect(message).toContain(`${file} holds another one`);
  expect(message).toContain('TIDEMARK_SECRET_FILE');
  expect(message).not.toContain('x'.repeat(8));
  expect((await database.stored()).equals(before)).toBe(true);
});

test('a secret that is gone is not replaced by a new one', async () => {
  const file = path.join(home, 'gone');
  expect(await refusal({ TIDEMARK_SECRET_FILE: file })).toContain(`${file} is not there`);
  expect(existsSync(file)).toBe(false);
  // Put back, wherever, it serves again.
  writeFileSync(file, secret, { mode: 0o600 });
  await (await start({ TIDEMARK_SECRET_FILE: file })).close();
});

test('where the secret is lost a restored database takes a new one, and from then on no other', async () => {
  const { store } = await openStore({ database: database.address, clock: { now: () => 0 } });
  await store.meta.renewDatabaseId();
  await store.close();
  const file = path.join(home, 'new');
  await (await start({ TIDEMARK_SECRET_FILE: file })).close();
  expect(await refusal()).toContain('holds another one');
  await (await start({ TIDEMARK_SECRET_FILE: file })).close();
});
