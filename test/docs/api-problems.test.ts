import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { API_PROBLEMS, type ApiProblemCode } from '@tidemark/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestServer, testServer } from '../api/server.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'docs', 'problems');
const CODES = Object.keys(API_PROBLEMS) as ApiProblemCode[];

/** No request brings these about: time (http-limits.test.ts), a fault, a version, the state of the server. */
const BY_NO_REQUEST: readonly ApiProblemCode[] = ['request_too_slow', 'internal', 'not_ready'];

/** Guesses that a machine may take its time over: some are earned back. */
const TRIES = 100;

let server: TestServer;
/** What stands in braces on a page. */
const filled = new Map<string, string>([['17,000 characters', 'x'.repeat(17_000)]]);

beforeAll(async () => {
  const open = await testServer();
  const [ann, fresh] = [await open.signUp('Ann'), await open.signUp('Fresh')];
  const made = await fetch(`${open.address}/api/v1/auth/api-key/create`, {
    method: 'POST',
    headers: { cookie: ann.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'reader', scopes: ['read'] }),
  });
  filled.set('read key', ((await made.json()) as { key: string }).key);
  filled.set('session', ann.cookie).set('session of a new user', fresh.cookie);
  server = open;
});

afterAll(() => server.close());

const pageOf = (code: string): string => readFileSync(path.join(FOLDER, `${code}.md`), 'utf8');

/** The requests of a page, as they go over the wire. */
function requestsOf(page: string): string[] {
  return [...page.matchAll(/^```http\n(.*?)\n```$/gms)].map(([, text = '']) => {
    const given = text.replace(/\{([\w ,]+)\}/g, (braces, name) => filled.get(name) ?? braces);
    const [head = '', body = ''] = given.split('\n\n');
    const [first, ...headers] = head.split('\n');
    if (!first?.includes(' ')) return `${first}\r\n\r\n`;
    if (body !== '') headers.push(`content-length: ${Buffer.byteLength(body)}`);
    return [`${first} HTTP/1.1`, 'host: localhost', 'connection: close', ...headers, '', body].join('\r\n');
  });
}

/** What is answered until the other side hangs up. */
function answerTo(said: string, address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname, () => socket.write(said));
    let heard = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece) => {
      heard += piece;
      if (heard.includes('"code"')) socket.end();
    });
    socket.on('end', () => resolve(heard));
    socket.on('error', reject);
  });
}

async function codeAfter(requests: readonly string[], address: string): Promise<string | undefined> {
  let heard = '';
  for (const request of requests) heard = await answerTo(request, address);
  return /"code":"(\w+)"/.exec(heard)?.[1];
}

describe.each(CODES)('%s', (code) => {
  const page = pageOf(code);
  const { status, meaning, remedy } = API_PROBLEMS[code];

  test('the page says what the catalogue says, and the list names it', () => {
    expect(page).toContain(`\nHTTP ${status}: ${meaning}\n`);
    expect(page).toContain(`**What to do**: ${remedy}\n`);
    expect(pageOf('README')).toContain(`| [${code}](${code}.md) | ${status} | ${meaning} |`);
  });

  test('the server shows it at the address that a refusal names', async () => {
    const answer = await fetch(`${server.address}/docs/problems/${code}`);
    const html = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(html).toContain(`HTTP ${status}`);
    for (const text of [meaning, remedy]) expect(html).toContain(text.replaceAll('"', '&quot;'));
  });

  test.skipIf(BY_NO_REQUEST.includes(code))('its example brings it about', async () => {
    const requests = requestsOf(page);
    expect(requests.length).toBeGreaterThan(0);
    if (code === 'sign_up_closed') {
      const closed = await testServer({ SIGN_UP: 'closed' });
      await closed.signUp('First');
      expect(await codeAfter(requests, closed.address)).toBe(code);
      return closed.close();
    }
    let answered = await codeAfter(requests, server.address);
    for (let n = 0; code === 'rate_limited' && answered !== code && n < TRIES; n++)
      answered = await codeAfter(requests, server.address);
    expect(answered).toBe(code);
  });
});
