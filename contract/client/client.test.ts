import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import {
  ApiProblem,
  type Client,
  createClient,
  type DryRun,
  type Growth,
  type Transaction,
} from '../index.ts';

/** What a request was when it came in. */
interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let server: Server | undefined;
afterEach(() => server?.close());

/** A client of a server that answers every request alike, and what that server saw. */
async function serving(
  answer: { status?: number; type?: string; headers?: Record<string, string>; body?: unknown },
  options: { apiKey?: string } = {},
): Promise<{ client: Client; seen: Seen[] }> {
  const seen: Seen[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    const type = answer.type ?? 'application/json; charset=utf-8';
    response.writeHead(answer.status ?? 200, { 'content-type': type, ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  };
  server = createServer((request, response) => void respond(request, response));
  const started = server;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { client: createClient({ baseUrl: `http://127.0.0.1:${port}`, ...options }), seen };
}

const refusal = async (call: Promise<unknown>): Promise<ApiProblem> => {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof ApiProblem)) throw new Error(`no ApiProblem was thrown: ${thrown}`);
  return thrown;
};

describe('a request', () => {
  test('goes to the path of its route, with parameters and query written safely', async () => {
    const { client, seen } = await serving({ body: {} });
    await client.trade({ params: { id: 'a/b', trade_id: 'main ACME 1' }, query: { basis: 'market' } });
    expect(seen[0]).toMatchObject({
      method: 'GET',
      url: '/api/v1/portfolios/a%2Fb/trades/main%20ACME%201?basis=market',
    });
  });

  test('leaves out what is undefined', async () => {
    const { client, seen } = await serving({ body: {} });
    await client.growth({ params: { id: 'default' }, query: { by: 'week', date: undefined } });
    expect(seen[0]?.url).toBe('/api/v1/portfolios/default/growth?by=week');
  });

  test('to the root has no prefix', async () => {
    const { client, seen } = await serving({ body: { status: 'ok' } });
    expect(await client.healthz()).toEqual({ status: 'ok' });
    expect(seen[0]?.url).toBe('/healthz');
  });

  test('without a parameter is not sent: its address would be that of something else', async () => {
    const { client, seen } = await serving({ status: 204 });
    await expect(client.voidTransaction({ params: { id: '' } })).rejects.toThrow('params.id is missing');
    expect(seen).toEqual([]);
  });

  test('carries its body, the API key and the idempotency key', async () => {
    const { client, seen } = await serving({ status: 201, body: { id: 't1' } }, { apiKey: 'tm_secret' });
    const deposit = { date: '2024-01-02', type: 'deposit', amount: '1000.00' };
    await client.createTransactions({ body: deposit }, { idempotencyKey: 'k1' });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/api/v1/transactions' });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(deposit);
    expect(seen[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-api-key': 'tm_secret',
      'idempotency-key': 'k1',
    });
  });

  test('without a body has no content type', async () => {
    const { client, seen } = await serving({ status: 204 });
    expect(await client.voidTransaction({ params: { id: 't1' } })).toBeUndefined();
    expect(seen[0]?.headers).not.toHaveProperty('content-type');
  });

  test('sends a file as multipart', async () => {
    const { client, seen } = await serving({ status: 201, body: { new: 1 } });
    const file = new File(['date,type\n'], 'ledger.csv', { type: 'text/csv' });
    await client.createImport({ form: { file, account_id: 'main' }, query: { dry_run: true } });
    expect(seen[0]?.url).toBe('/api/v1/imports?dry_run=true');
    expect(seen[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(seen[0]?.body).toContain('name="file"; filename="ledger.csv"');
    expect(seen[0]?.body).toContain('date,type\n');
    expect(seen[0]?.body).toContain('name="account_id"');
  });

  test('can be given up', async () => {
    const { client } = await serving({ body: {} });
    const call = client.me({}, { signal: AbortSignal.abort() });
    await expect(call).rejects.toThrow(/abort/i);
  });
});

describe('an answer', () => {
  test('is decoded by what it is', async () => {
    const { client } = await serving({ type: 'text/csv', body: 'date,type\n' });
    expect(await client.exportTable({ params: { table: 'transactions' } })).toBe('date,type\n');
  });

  test('of a stream stays open for the caller', async () => {
    const { client, seen } = await serving({ type: 'text/event-stream', body: 'event: value\n\n' });
    const request = { params: { id: 'default' }, headers: { 'last-event-id': '7' } };
    const response = await client.stream(request);
    expect(await response.text()).toBe('event: value\n\n');
    expect(seen[0]?.headers['last-event-id']).toBe('7');
  });
});

describe('a refusal is thrown', () => {
  const finding = {
    code: 'sign_wrong',
    severity: 'error',
    file: null,
    line: null,
    field: 'amount',
    message: 'amount is 100; a withdrawal takes cash out.',
    remedy: 'Correct the sign or the type.',
  };

  test('with its code, status and every problem', async () => {
    const body = {
      type: 'about:blank',
      title: 'The input has problems',
      status: 422,
      code: 'input_refused',
      detail: 'One thing is wrong.',
      problems: [finding],
    };
    const { client } = await serving({ status: 422, type: 'application/problem+json', body });
    const input = { date: '2024-01-02', type: 'withdrawal', amount: 100 };
    const thrown = await refusal(client.createTransactions({ body: input }));
    expect(thrown).toMatchObject({
      status: 422,
      code: 'input_refused',
      problems: [finding],
      retryAfter: null,
    });
    expect(thrown.message).toBe('The input has problems: One thing is wrong.');
  });

  test('with how long to wait', async () => {
    const body = {
      type: 'about:blank',
      title: 'Too many',
      status: 429,
      code: 'rate_limited',
      detail: 'Wait.',
    };
    const { client } = await serving({ status: 429, headers: { 'retry-after': '7' }, body });
    expect(await refusal(client.me())).toMatchObject({ code: 'rate_limited', retryAfter: 7, problems: [] });
  });

  test('also where what answered knows no problem documents', async () => {
    const { client } = await serving({ status: 502, type: 'text/html', body: '<h1>Bad Gateway</h1>' });
    const thrown = await refusal(client.me());
    expect(thrown).toMatchObject({ status: 502, code: 'answer_unreadable' });
    expect(thrown.message).toContain('<h1>Bad Gateway</h1>');
  });
});

test('types follow from the table', () => {
  const client = createClient();
  expectTypeOf(client.growth).returns.resolves.toEqualTypeOf<Growth>();
  expectTypeOf(client.stream).returns.resolves.toEqualTypeOf<Response>();
  expectTypeOf(client.exportTable).returns.resolves.toEqualTypeOf<string>();
  const dry = () => client.voidTransaction({ params: { id: 't1' }, query: { dry_run: true } });
  expectTypeOf(dry).returns.resolves.toEqualTypeOf<DryRun>();
  const done = () => client.voidTransaction({ params: { id: 't1' } });
  expectTypeOf(done).returns.resolves.toEqualTypeOf<undefined>();
  const correct = () =>
    client.correctTransaction({
      params: { id: 't1' },
      body: { date: '2024-01-02', type: 'deposit', amount: 1 },
    });
  expectTypeOf(correct).returns.resolves.toEqualTypeOf<Transaction>();
  // @ts-expect-error a portfolio must be named
  const nameless = () => client.growth({ query: { by: 'week' } });
  // @ts-expect-error there is no such bucket
  const fortnightly = () => client.growth({ params: { id: 'default' }, query: { by: 'fortnight' } });
  expect([nameless, fortnightly]).toHaveLength(2);
});
