import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { aliases, fullPath, routeList } from '@tidemark/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;
let ann: SignedUp;

beforeAll(async () => {
  server = await testServer({ TRUSTED_PROXIES: '127.0.0.1' });
  ann = await server.signUp('Ann');
  await ann.client.createTransactions({
    body: Array.from({ length: 40 }, (_, k) => ({
      date: `2024-01-${String(1 + (k % 28)).padStart(2, '0')}`,
      type: 'deposit',
      amount: '1',
    })),
  });
});

afterAll(() => server.close());

const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(server.address + path, { ...init, headers: { cookie: ann.cookie, ...init.headers } });

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

const DEPOSIT = { date: '2024-01-02', type: 'deposit', amount: '1' };

describe('every answer', () => {
  test.each([
    ['a page', '/docs', 200],
    ['a figure', '/api/v1/portfolios/default/growth', 200],
    ['nothing there', '/nowhere', 404],
    ['a refusal', '/api/v1/accounts/none', 404],
    ['sign-in', '/api/v1/auth/get-session', 200],
  ])('says how it may be used: %s', async (_, path, status) => {
    const { headers, status: answered } = await ask(path);
    expect(answered).toBe(status);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('cache-control')).toMatch(/no-store|private/);
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('demands https of whoever came by https', async () => {
    const { headers } = await ask('/healthz', { headers: { 'x-forwarded-proto': 'https' } });
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  });

  test('a page allows its own style, and no script of another place', async () => {
    const answer = await ask('/docs');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/style-src 'sha256-[\w+/=]+'/);
    expect(policy).not.toContain('unsafe');
  });
});

describe('an answer is compressed as the client asks', () => {
  // fetch would unpack it: the plain client shows what was sent.
  const raw = (
    encoding: string | null,
  ): Promise<{ encoding: string | undefined; vary: string; body: Buffer }> =>
    new Promise((resolve, reject) => {
      const headers = { cookie: ann.cookie, ...(encoding !== null && { 'accept-encoding': encoding }) };
      httpRequest(`${server.address}/api/v1/transactions`, { headers }, (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () =>
          resolve({
            encoding: answer.headers['content-encoding'],
            vary: answer.headers.vary ?? '',
            body: Buffer.concat(pieces),
          }),
        );
      })
        .on('error', reject)
        .end();
    });

  test.each([
    ['gzip', 'gzip', gunzipSync],
    ['br', 'br', brotliDecompressSync],
    ['zstd', 'zstd', zstdDecompressSync],
    ['gzip, deflate, br, zstd', 'zstd', zstdDecompressSync],
    ['gzip;q=1.0, zstd;q=0', 'gzip', gunzipSync],
    [null, undefined, (body: Buffer) => body],
    ['identity', undefined, (body: Buffer) => body],
  ])('Accept-Encoding %s', async (asked, used, unpack) => {
    const { encoding, vary, body } = await raw(asked);
    expect(encoding).toBe(used);
    expect(vary.toLowerCase()).toContain('accept-encoding');
    expect(JSON.parse(unpack(body).toString()).items).toHaveLength(40);
  });

  test('a known ETag is 304 whatever the encoding, without a body and with the same headers', async () => {
    const first = await ask('/api/v1/transactions', { headers: { 'accept-encoding': 'gzip' } });
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    for (const encoding of ['gzip', 'zstd', 'identity']) {
      const again = await ask('/api/v1/transactions', {
        headers: { 'accept-encoding': encoding, 'if-none-match': etag },
      });
      expect([again.status, await again.text()]).toEqual([304, '']);
      for (const name of ['etag', 'cache-control'])
        expect(again.headers.get(name)).toBe(first.headers.get(name));
      expect(again.headers.get('vary')).toContain('accept-encoding');
    }
  });
});

describe('methods', () => {
  test('HEAD answers as GET does, without the body', async () => {
    const get = await ask('/api/v1/transactions');
    const head = await ask('/api/v1/transactions', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
  });

  const paths = new Map<string, string[]>();
  for (const route of routeList)
    paths.set(fullPath(route), [...(paths.get(fullPath(route)) ?? []), route.method]);
  for (const { path, method } of aliases) paths.set(path, [...(paths.get(path) ?? []), method]);

  test.each([...paths])('%s names the methods that it takes, to others', async (path, methods) => {
    const other = ['PATCH', 'DELETE', 'PUT', 'POST'].find((method) => !methods.includes(method)) as string;
    const answer = await ask(path.replace(/\{\w+\}/g, 'x'), { method: other });
    expect(await codeOf(answer)).toEqual([405, 'method_not_allowed']);
    const allowed = answer.headers.get('allow')?.split(', ') ?? [];
    expect(allowed.filter((method) => method !== 'HEAD').sort()).toEqual([...new Set(methods)].sort());
  });

  test('nobody learns which addresses there are', async () => {
    for (const path of ['/api/v1/transactions', '/api/v1/nowhere']) {
      const answer = await fetch(server.address + path, { method: 'OPTIONS' });
      expect(await codeOf(answer)).toEqual([401, 'credentials_missing']);
    }
  });
});

describe('a body', () => {
  const path = '/api/v1/transactions';
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  test.each<[string, string | Uint8Array<ArrayBuffer>, number, string]>([
    ['cut off', '{"date":', 400, 'json_invalid'],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400, 'json_invalid'],
    ['very deep', deep(100_000), 400, 'json_invalid'],
    ['reaching into prototypes', '{"__proto__":{"isAdmin":true}}', 400, 'json_invalid'],
    ['reaching into constructors', '{"constructor":{"prototype":{"x":1}}}', 400, 'json_invalid'],
    ['missing', '', 422, 'request_invalid'],
    ['null', 'null', 422, 'request_invalid'],
    ['with a NUL character', JSON.stringify({ ...DEPOSIT, note: 'a\0b' }), 422, 'request_invalid'],
    [
      'with half a surrogate pair',
      `{"date":"2024-01-02","type":"deposit","amount":"1","note":"\\ud800"}`,
      422,
      'request_invalid',
    ],
    ['with over-long text', JSON.stringify({ ...DEPOSIT, note: 'x'.repeat(10_001) }), 422, 'input_refused'],
    ['with an unknown field', JSON.stringify({ ...DEPOSIT, isAdmin: true }), 422, 'request_invalid'],
  ])('that is %s is refused', async (_, body, status, code) => {
    expect(await codeOf(await post(path, body))).toEqual([status, code]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('a whole surrogate pair is text', async () => {
    const answer = await post(
      `${path}?dry_run=true`,
      JSON.stringify({ ...DEPOSIT, note: '\ud83d\ude00 \\u0000' }),
    );
    expect(answer.status).toBe(200);
  });

  test.each([
    ['text/plain', '{}'],
    ['application/x-www-form-urlencoded', 'amount=1'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/json; charset=utf-16', '{}'],
    ['application/xml', '<a/>'],
  ])('of type %s is not read', async (type, body) => {
    const answer = await post(path, body, { 'content-type': type });
    expect(await codeOf(answer)).toEqual([415, 'media_type_unsupported']);
  });

  test('that is compressed is not read: a small one could become large', async () => {
    const answer = await post(path, '{}', { 'content-encoding': 'gzip' });
    expect(await codeOf(answer)).toEqual([415, 'media_type_unsupported']);
  });

  test('that is JSON is no file to import', async () => {
    expect(await codeOf(await post('/api/v1/imports', '{}'))).toEqual([415, 'media_type_unsupported']);
  });

  test('that is too large is refused by what it says of itself, before it is sent', async () => {
    const head = `POST /api/v1/transactions HTTP/1.1\r\nhost: x\r\ncookie: ${ann.cookie}\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n`;
    expect(await conversation(head)).toMatch(/^HTTP\/1.1 413 .*body_too_large/s);
  });

  test('of nobody is not looked at: whose credentials are missing hears only that', async () => {
    const answer = await fetch(server.address + path, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"date":',
    });
    expect(await codeOf(answer)).toEqual([401, 'credentials_missing']);
  });

  test("for another user's thing is not looked at either", async () => {
    const answer = await ask('/api/v1/transactions/none', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"date":',
    });
    expect(await codeOf(answer)).toEqual([404, 'not_found']);
  });
});

describe('a query', () => {
  test.each([
    ['/api/v1/transactions?limit=1&limit=2', 422, 'request_invalid'],
    ['/api/v1/transactions?symbol=a&symbol=b', 422, 'request_invalid'],
    ['/api/v1/transactions?symbol=%00', 422, 'request_invalid'],
    ['/api/v1/transactions?limit=1001', 422, 'request_invalid'],
    ['/api/v1/transactions?limit=0', 422, 'request_invalid'],
    ['/api/v1/transactions?cursor=nonsense', 422, 'request_invalid'],
    ['/api/v1/transactions/%00', 404, 'not_found'],
    ['/api/v1/transactions/%zz', 404, 'not_found'],
    [`/api/v1/transactions/${'x'.repeat(5_000)}`, 404, 'not_found'],
    ['/api/v1/portfolios/__proto__/growth', 404, 'not_found'],
    ['/api/v1/portfolios/constructor/growth', 404, 'not_found'],
  ])('%.80s is %i %s', async (path, status, code) => {
    expect(await codeOf(await ask(path))).toEqual([status, code]);
  });
});

describe('what is no request', () => {
  test.each([
    ['not HTTP', 'hello\r\n\r\n', 400, 'http_invalid'],
    ['headers without end', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
  ])('%s is refused in the same form', async (_, said, status, code) => {
    const answer = await conversation(said);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toContain('content-type: application/problem+json');
    expect(JSON.parse(answer.split('\r\n\r\n')[1])).toMatchObject({ status, code });
  });
});

/** Says something, and answers all that is heard until the other side hangs up. */
function conversation(said: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.address);
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
