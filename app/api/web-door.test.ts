import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addWebDoor, isAppPage } from './web-door.ts';
import { readWebFiles } from './web-files.ts';

const THEME = "document.documentElement.dataset.theme = 'dark'";
const INDEX = `<!doctype html><script>${THEME}</script><script type="module" src="/assets/app-1a2b.js"></script>`;
const SCRIPT = `export const all = '${'tide'.repeat(300)}';`;

let folder: string;
let server: FastifyInstance;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tidemark-web-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), INDEX);
  writeFileSync(path.join(folder, 'stamp'), 'not served');
  const script = path.join(folder, 'assets', 'app-1a2b.js');
  writeFileSync(script, SCRIPT);
  writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
  server = Fastify();
  addWebDoor(server, readWebFiles(folder), '1.2.3');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });

describe('a file of the web app', () => {
  test.each([
    ['br', brotliCompressSync(SCRIPT).length],
    ['gzip', gzipSync(SCRIPT).length],
  ])(
    'is sent as it was compressed to who takes %s, and kept by browsers for ever',
    async (encoding, length) => {
      const answer = await get('/assets/app-1a2b.js', { 'accept-encoding': encoding });
      expect(answer.headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'content-encoding': encoding,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
      });
      expect(answer.rawPayload).toHaveLength(length);
    },
  );

  test('is sent as it is to who takes nothing else', async () => {
    for (const accepted of ['', 'zstd']) {
      const answer = await get('/assets/app-1a2b.js', { 'accept-encoding': accepted });
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.body).toBe(SCRIPT);
    }
  });

  test('is not sent again to who has it', async () => {
    const { etag = '' } = (await get('/assets/app-1a2b.js')).headers;
    const again = await get('/assets/app-1a2b.js', { 'if-none-match': String(etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test.each(['/stamp', '/assets/app-1a2b.js.br', '/assets/../stamp', '/index.html.gz'])(
    'is one of those that the app loads, not %s',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );
});

test('the first page is asked for anew each time, and runs no script but its own', async () => {
  const { headers, body } = await get('/');
  expect(body).toBe(INDEX);
  expect(headers['cache-control']).toBe('no-cache');
  const hash = createHash('sha256').update(THEME).digest('base64');
  const policy = String(headers['content-security-policy']).split('; ');
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}'`);
  expect(policy).toContain("default-src 'none'");
  expect(policy.join()).not.toContain('unsafe');
});

test('a server without the app says how to build it', async () => {
  const bare = Fastify();
  addWebDoor(bare, readWebFiles(path.join(folder, 'assets')), '1.2.3');
  const { statusCode, body } = await bare.inject({ url: '/' });
  expect(statusCode).toBe(200);
  expect(body).toContain('npm run web:build');
  await bare.close();
});

test.each([
  ['GET', '/', 'text/html', true],
  ['HEAD', '/trades/42?tab=risk', 'text/html,*/*', true],
  ['POST', '/trades', 'text/html', false],
  ['GET', '/trades', 'application/json', false],
  ['GET', '/api/v1/nothing', 'text/html', false],
  ['GET', '/docs/nothing', 'text/html', false],
  ['GET', '/assets/gone', 'text/html', false],
  ['GET', '/favicon.ico', 'text/html', false],
])('%s %s for %s is a page of the app: %s', (method, url, accept, expected) => {
  expect(isAppPage({ method, url, headers: { accept } } as FastifyRequest)).toBe(expected);
});
