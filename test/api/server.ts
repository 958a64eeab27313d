import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Client, createClient } from '@tidemark/contract';
import { type Running, serve } from '../../app/serve.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** A real server over a new database, in this process. */
export interface TestServer extends Pick<Running, 'address' | 'close'> {
  /** The folder of its database and secret. */
  readonly home: string;
  readonly database: TestDatabase;
  /** Signs a new user up; answers a client with the session. */
  signUp(name: string): Promise<SignedUp>;
}

export interface SignedUp {
  readonly client: Client;
  readonly cookie: string;
  readonly email: string;
}

export async function testServer(env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const home = mkdtempSync(path.join(tmpdir(), 'tidemark-test-'));
  const database = await testDatabase(home);
  const running = await serve({ ...database.env, PORT: '0', LOG_LEVEL: 'silent', ...env }, '0.0.0-test');
  return {
    home,
    database,
    address: running.address,
    signUp: (name) => signUp(running.address, name),
    close: async () => {
      await running.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export async function signUp(address: string, name: string): Promise<SignedUp> {
  const email = `${name.toLowerCase()}@example.com`;
  const answer = await fetch(`${address}/api/v1/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, email, password: `a long password of ${name}` }),
  });
  if (!answer.ok) throw new Error(`sign-up: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { client: createClient({ baseUrl: address, headers: { cookie } }), cookie, email };
}
