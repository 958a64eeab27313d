import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstSession } from '../../app/api/curl-session.ts';
import { type TestServer, testServer } from '../api/server.ts';
import { answersOf, blocksOf, noCurl } from './curl.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const USUAL = 'http://127.0.0.1:3210';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await testServer();
  folder = mkdtempSync(path.join(tmpdir(), 'tidemark-curl-'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const START = '/docs/first-session';

describe(`the page at ${START}`, () => {
  test.skipIf(noCurl !== null)(noCurl ?? 'shows a session with curl that works as it stands', async () => {
    const [session = ''] = blocksOf(await (await fetch(server.address + START)).text());
    expect(session).toBe(firstSession(server.address));
    const [signedUp, recorded, prices, january, growth, key] = await answersOf(session, folder);
    expect(signedUp.user).toMatchObject({ name: 'Ann', email: 'ann@example.org' });
    expect(recorded.items.map(({ type }: { type: string }) => type)).toEqual(['deposit', 'buy', 'sell']);
    expect(prices.items).toHaveLength(2);
    // 10,000 − 50 × 100 − 1 in cash, and 50 × 104.
    expect(january).toMatchObject({ date: '2024-01-31', value: 10_199 });
    // 10,000 − 5,001 + 20 × 115 − 1 in cash, and 30 × 113: 688 more than the 10,000 that were paid in.
    expect(growth).toMatchObject({ current_value: 10_688, trading_growth_percent: 6.88 });
    const read = await fetch(`${server.address}/api/v1/me`, { headers: { 'x-api-key': key.key } });
    expect(await read.json()).toMatchObject({ email: 'ann@example.org' });
  });

  test.each(['README.md', 'docs/api/README.md'])('%s has the same session, at the usual address', (page) => {
    const text = readFileSync(path.join(ROOT, page), 'utf8');
    expect(text).toContain(`\`\`\`sh\n${firstSession(USUAL)}\n\`\`\``);
  });

  test('links to what is there, and nothing else', async () => {
    const html = await (await fetch(server.address + START)).text();
    const links = [...html.matchAll(/href="(\/[^"]*)"/g)].map(([, to]) => to ?? '');
    expect(links).toEqual(['/docs', '/openapi.json', '/readyz', '/metrics']);
    for (const to of links) expect((await fetch(server.address + to)).status, to).toBe(200);
  });

  test('makes no command of a host name that is none', async () => {
    const { default: http } = await import('node:http');
    const html = await new Promise<string>((resolve, reject) => {
      http
        .get(server.address + START, { headers: { host: 'a;rm -rf "$HOME"' } }, (response) => {
          let text = '';
          response.on('data', (part) => {
            text += part;
          });
          response.on('end', () => resolve(text));
        })
        .on('error', reject);
    });
    expect(html).not.toContain('rm -rf');
  });
});

test.each([START, '/docs'])('%s loads and runs nothing, from here or elsewhere', async (at) => {
  const answer = await fetch(server.address + at);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  const html = await answer.text();
  expect(html).not.toMatch(/<script|\son\w+=|style="|(?:src|href)="(?:https?:)?\/\//i);
});
