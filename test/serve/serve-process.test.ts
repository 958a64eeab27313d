import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { newHome, ServeProcess } from './process.ts';

const { home, remove } = newHome();
afterAll(remove);

const FORM = { 'content-type': 'application/json' };

test('it prints the address, where the data is and how to stop; a signal ends it with 0 and the database closed', async () => {
  const server = new ServeProcess({ TIDEMARK_HOME: home });
  const address = await server.address();
  expect(server.out).toBe(
    [
      `Tidemark serves on ${address}`,
      '',
      `  Next  open ${address} in a browser, and sign up`,
      `  Data  ${path.join(home, 'tidemark.db')}`,
      '  Stop  Ctrl-C',
      '',
    ].join('\n'),
  );
  expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ ready: true, database: 'sqlite' });
  expect(existsSync(path.join(home, 'tidemark.db-wal'))).toBe(true);
  server.child.kill('SIGINT');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  // SQLite takes its log away when the last connection is closed.
  expect(existsSync(path.join(home, 'tidemark.db-wal'))).toBe(false);
  expect(server.log.map(({ msg }) => msg)).toEqual([
    'listening',
    'serving',
    'answered',
    'stopping',
    'stopped',
  ]);
});

test('a request under way is answered after the signal, and no new one is taken', async () => {
  const server = new ServeProcess({ TIDEMARK_HOME: home });
  const address = await server.address();
  const body = JSON.stringify({ name: 'Ann', email: 'ann@example.org', password: 'correct horse battery' });
  const headers = { ...FORM, 'content-length': String(body.length), expect: '100-continue' };
  const slow = request(`${address}/api/v1/auth/sign-up/email`, { method: 'POST', headers });
  const answered = once(slow, 'response');
  slow.flushHeaders();
  await once(slow, 'continue');
  slow.write(body.slice(0, 20));
  server.child.kill('SIGTERM');
  await server.until(() => server.err.includes('"stopping"'));
  await turn();
  await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  slow.end(body.slice(20));
  const [response] = await answered;
  expect(response.statusCode).toBe(200);
  response.resume();
  expect(await server.ended).toEqual({ code: 0, signal: null });
});

test('a second signal ends it at once', async () => {
  const server = new ServeProcess({ TIDEMARK_HOME: home });
  const address = await server.address();
  const hanging = request(`${address}/api/v1/transactions`, {
    method: 'POST',
    headers: { ...FORM, 'content-length': '10', expect: '100-continue' },
  });
  hanging.on('error', () => {});
  hanging.flushHeaders();
  await once(hanging, 'continue');
  server.child.kill('SIGTERM');
  await server.until(() => server.err.includes('"stopping"'));
  server.child.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 128 + 15, signal: null });
});

test('the usual port may be taken, one that was asked for may not', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const refused = new ServeProcess({ TIDEMARK_HOME: home, PORT: String(port) });
  expect(await refused.ended).toMatchObject({ code: 3 });
  expect(refused.err).toBe(
    `tidemark: port ${port} of 127.0.0.1 is taken by another program. Stop that program, or set PORT to another number, or to 0 for any free one.\n`,
  );
  other.close();
});

test('settings that are wrong are told, all of them, and nothing is served', async () => {
  const refused = new ServeProcess({ TIDEMARK_HOME: home, PORT: 'x', SIGN_UP: 'maybe', TIDEMARK_COLOR: '1' });
  expect(await refused.ended).toMatchObject({ code: 2 });
  expect(refused.out).toBe('');
  for (const name of ['PORT', 'SIGN_UP', 'TIDEMARK_COLOR'])
    expect(refused.err).toMatch(new RegExp(`^error {4}${name} is `, 'm'));
});

test('a clock that was set is said in the log, in readyz and on the page', async () => {
  const server = new ServeProcess({ TIDEMARK_HOME: home, TIDEMARK_CLOCK: '2026-03-02T09:25:00-05:00@60' });
  const address = await server.address();
  const { clock } = (await (await fetch(`${address}/readyz`)).json()) as { clock: { now: string } };
  expect(clock).toMatchObject({ speed: 60, simulated: true });
  expect(clock.now.slice(0, 14)).toBe('2026-03-02T14:');
  expect(server.log.find(({ msg }) => msg === 'serving')).toMatchObject({
    msg: 'serving',
    clock: '2026-03-02T09:25:00-05:00@60',
  });
  expect(await (await fetch(`${address}/docs/first-session`)).text()).toContain('runs 60 times as fast');
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
