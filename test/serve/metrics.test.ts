import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from '../api/server.ts';

let server: TestServer;
let ann: SignedUp;
beforeAll(async () => {
  server = await testServer();
  ann = await server.signUp('Ann');
});
afterAll(() => server.close());

/** The samples by name and labels; throws where a line is not in the text format of Prometheus 0.0.4. */
async function samples(): Promise<Map<string, number>> {
  const answer = await fetch(`${server.address}/metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const found = new Map<string, number>();
  const typed = new Set<string>();
  for (const line of (await answer.text()).trimEnd().split('\n')) {
    const head = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line);
    if (head !== null) {
      if (head[1] === 'TYPE') typed.add(head[2] ?? '');
      continue;
    }
    const sample = /^([a-z_]+)((?:\{(?:[a-z_]+="[^"\\\n]*",?)+\})?) (\S+)$/.exec(line);
    if (sample === null) throw new Error(`no sample: ${line}`);
    const [, name = '', labels = '', value] = sample;
    expect([...typed]).toContain(name.replace(/_(bucket|sum|count)$/, (end) => (typed.has(name) ? end : '')));
    found.set(name + labels, Number(value));
  }
  return found;
}

/** What an action adds to the counters. */
async function added(action: () => Promise<unknown>): Promise<(sample: string) => number> {
  const before = await samples();
  await action();
  const after = await samples();
  return (sample) => (after.get(sample) ?? Number.NaN) - (before.get(sample) ?? 0);
}

const upload = (text: string, query = '') => {
  const form = new FormData();
  form.set('file', new Blob([text]), 'ledger.csv');
  const headers = { cookie: ann.cookie };
  return fetch(`${server.address}/api/v1/imports${query}`, { method: 'POST', body: form, headers });
};

test('what this version does not do yet is there from the start, at zero', async () => {
  const all = await samples();
  for (const name of [
    'tidemark_snapshots_total{of="session_end"}',
    'tidemark_snapshots_total{of="within_session"}',
    'tidemark_backfills_total{outcome="done"}',
    'tidemark_backfills_total{outcome="failed"}',
    'tidemark_imports_total{outcome="failed"}',
  ])
    expect(all.get(name), name).toBe(0);
});

test('imports are counted by how they end and how long they take; previews are not', async () => {
  const rows = 'date,type,amount\n2024-01-02,deposit,100\n';
  const by = await added(async () => {
    expect((await upload(rows, '?dry_run=true')).status).toBe(200);
    expect((await upload(rows)).status).toBe(201);
    expect((await upload(rows)).status).toBe(200);
    expect((await upload('no,ledger\n1,2\n')).status).toBe(422);
  });
  expect(by('tidemark_imports_total{outcome="done"}')).toBe(2);
  expect(by('tidemark_imports_total{outcome="failed"}')).toBe(1);
  expect(by('tidemark_import_duration_seconds_count')).toBe(3);
  expect(by('tidemark_import_duration_seconds_bucket{le="+Inf"}')).toBe(3);
  expect(by('tidemark_import_duration_seconds_sum')).toBeGreaterThan(0);
});

test('prices that are set are counted, those of a dry run are not', async () => {
  const body = [
    { symbol: 'ACME', date: '2024-01-02', price: '10' },
    { symbol: 'ACME', date: '2024-01-03', price: '11' },
  ];
  const by = await added(async () => {
    await ann.client.putPrices({ body });
    await ann.client.putPrices({ body, query: { dry_run: true } });
  });
  expect(by('tidemark_price_updates_total{source="user"}')).toBe(2);
});

test('a first read derives the portfolio, another one finds it, and the same answer again is known', async () => {
  const positions = () => ann.client.positions({ params: { id: 'default' } });
  const first = await added(positions);
  expect(first('tidemark_cache_misses_total') + first('tidemark_cache_hits_total')).toBe(1);
  expect(first('tidemark_answer_cache_misses_total')).toBe(1);
  const again = await added(positions);
  expect(again('tidemark_answer_cache_hits_total')).toBe(1);
  expect(again('tidemark_answer_cache_misses_total')).toBe(0);
  const other = await added(() => ann.client.lots({ params: { id: 'default' } }));
  expect(other('tidemark_cache_hits_total')).toBe(1);
  expect(other('tidemark_cache_misses_total')).toBe(0);
  const all = await samples();
  expect(all.get('tidemark_open_portfolios')).toBe(1);
  expect(all.get('tidemark_cache_bytes')).toBeGreaterThan(0);
});

test('requests are counted by route and status, with their durations; buckets grow', async () => {
  const route = '/api/v1/portfolios/:id/growth';
  const by = await added(async () => {
    await ann.client.growth({ params: { id: 'default' } });
    await fetch(`${server.address}/api/v1/portfolios/none/growth`, { headers: { cookie: ann.cookie } });
  });
  expect(by(`tidemark_requests_total{route="${route}",status="200"}`)).toBe(1);
  expect(by(`tidemark_requests_total{route="${route}",status="404"}`)).toBe(1);
  expect(by(`tidemark_request_duration_seconds_count{route="${route}"}`)).toBe(2);
  const buckets = [...(await samples())].filter(([name]) =>
    name.startsWith(`tidemark_request_duration_seconds_bucket{route="${route}"`),
  );
  const counts = buckets.map(([, count]) => count);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(counts.at(-1)).toBe(2);
});

test('an address that is none makes no series of its own', async () => {
  await fetch(`${server.address}/a-new-address-each-time`);
  const names = [...(await samples()).keys()];
  expect(names.filter((name) => name.includes('a-new-address'))).toEqual([]);
  expect(names).toContain('tidemark_requests_total{route="none",status="404"}');
});
