import { ApiProblem } from '@tidemark/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlainInput } from '../naive/input.ts';
import { ledgers } from '../properties/ledgers.ts';
import { PATIENT, runs } from '../properties/runs.ts';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let one: TestServer;
let two: TestServer;
const clock = { TIDEMARK_CLOCK: '2025-06-01T12:00:00Z@0' };

beforeAll(async () => {
  one = await testServer(clock);
  two = await testServer(clock);
});
afterAll(() => Promise.all([one.close(), two.close()]));

let users = 0;
const newUser = (server: TestServer): Promise<SignedUp> => server.signUp(`Restorer${users++}`);

/** Sends a user everything that a random ledger says. */
async function send({ client }: SignedUp, input: PlainInput): Promise<void> {
  const { base, fees } = input.conventions;
  const params = { id: 'default' };
  await client.changePortfolio({ params, body: { base_currency: base, fees }, query: {} });
  const ids = new Map<string | undefined, string>();
  for (const { name, currency = base, lot_method } of input.accounts) {
    const body = { name, type: 'margin', currency, ...(lot_method && { lot_method }) } as const;
    ids.set(name, ((await client.createAccount({ body, query: {} })) as { id: string }).id);
  }
  for (const { symbol, ...body } of input.instruments)
    await client.putInstrument({ params: { symbol }, body, query: {} });
  if (input.prices.length > 0) await client.putPrices({ body: [...input.prices], query: {} });
  if (input.rates.length > 0) await client.putRates({ body: [...input.rates], query: {} });
  if (input.splits.length > 0) await client.putSplits({ body: [...input.splits], query: {} });
  const body = input.events.map(({ account, ...event }) => ({
    ...event,
    account_id: ids.get(account) ?? 'main',
  }));
  await client.createTransactions({ body, query: {} });
}

/** What the API answers of a portfolio, in every figure; what it warns of in whatever order symbols became known. */
async function figures({ client }: SignedUp): Promise<object> {
  const params = { id: 'default' };
  const query = { limit: 1000 };
  const answers = {
    history: await client.equityHistory({ params, query: {} }),
    positions: await client.positions({ params, query: { ...query, closed: true, by: 'account' } }),
    open: await client.lots({ params, query: { ...query, status: 'open' } }),
    closed: await client.lots({ params, query: { ...query, status: 'closed' } }),
    growth: await client.growth({ params, query: { by: 'month' } }),
  };
  const sorted = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).sort();
  return JSON.parse(JSON.stringify(answers), (name, value) => (name === 'problems' ? sorted(value) : value));
}

const formOf = (text: string, more: object = {}) => ({ file: new File([text], 'tidemark.json'), ...more });

/** GET /export, as it came over the wire. */
async function exported({ cookie }: SignedUp): Promise<string> {
  const answer = await fetch(`${one.address}/api/v1/export`, { headers: { cookie } });
  expect(answer.status).toBe(200);
  return answer.text();
}

async function refusal(running: Promise<unknown>): Promise<ApiProblem> {
  const error = await running.catch((found: unknown) => found);
  expect(error).toBeInstanceOf(ApiProblem);
  return error as ApiProblem;
}

describe('a complete export', () => {
  test('gives equal figures where it is imported on another server', PATIENT, async () => {
    await fc.assert(
      fc.asyncProperty(ledgers(40, { reports: false }), async (input) => {
        const [ann, bob] = [await newUser(one), await newUser(two)];
        await send(ann, input);
        const form = formOf(await exported(ann));
        const preview = await bob.client.createImport({ form, query: { dry_run: true } });
        expect((await bob.client.listTransactions({ query: {} })).items).toEqual([]);
        const done = await bob.client.createImport({ form, query: {} });
        const counts = {
          format: 'tidemark',
          rows: input.events.length,
          new: input.events.length,
          refused: 0,
        };
        expect(done).toMatchObject({ ...counts, import_id: expect.any(String) });
        expect(preview).toMatchObject({ ...counts, import_id: null });
        expect(await figures(bob)).toEqual(await figures(ann));
      }),
      { numRuns: runs(4), endOnFailure: true },
    );
  });

  test('tells in a preview what it would do, and writes nothing', async () => {
    const [ann, bob] = [await newUser(one), await newUser(two)];
    await ann.client.createTransactions({ body: { date: '2024-01-02', type: 'deposit', amount: '12.5' } });
    const form = formOf(await exported(ann));
    const preview = await bob.client.createImport({ form, query: { dry_run: true } });
    expect(preview.effect).toMatchObject({ equity_before: 0, equity_after: 12.5, from: '2024-01-02' });
    expect((await bob.client.listImports({ query: {} })).items).toEqual([]);
    expect((await bob.client.listTransactions({ query: {} })).items).toEqual([]);
  });

  test('is refused to a user who has anything, who keeps what he has', async () => {
    const [ann, bob] = [await newUser(one), await newUser(two)];
    const text = await exported(ann);
    await bob.client.putPrices({ body: [{ symbol: 'ACME', date: '2024-01-02', price: 5 }], query: {} });
    const refused = await refusal(bob.client.createImport({ form: formOf(text), query: {} }));
    expect([refused.status, refused.problems[0].message]).toEqual([
      409,
      expect.stringContaining(
        'a complete export is only taken by a user who has nothing yet; this one has prices',
      ),
    ]);
    expect(refused.problems[0].remedy).toContain('Sign up a new user');
    expect((await bob.client.listPrices({ query: { symbol: 'ACME' } })).items).toHaveLength(1);
  });

  test.each([
    ['is torn', '{"format":"tidemark","accounts":[', 'is not JSON'],
    ['lacks something', '{"format":"tidemark"}', 'accounts'],
    ['has text that no database keeps', '{"format":"tidemark","settings":{"a":"\\u0000"}}', 'NUL'],
  ])('that %s is refused, and says why', async (_, text, why) => {
    const bob = await newUser(two);
    const { status, problems } = await refusal(bob.client.createImport({ form: formOf(text), query: {} }));
    expect(status).toBe(422);
    expect(problems.map(({ message }) => message).join()).toContain(why);
  });

  test('is known by what it says of itself or by the format named; other JSON is not taken for one', async () => {
    const [ann, bob] = [await newUser(one), await newUser(two)];
    const { format, ...rest } = JSON.parse(await exported(ann));
    const sorted = JSON.stringify({ ...rest, format }, null, 2);
    expect(await bob.client.createImport({ form: formOf(sorted), query: { dry_run: true } })).toMatchObject({
      format: 'tidemark',
    });
    const other = '{"activities":[]}';
    const unnamed = await refusal(bob.client.createImport({ form: formOf(other), query: {} }));
    const named = await refusal(
      bob.client.createImport({ form: formOf(other, { format: 'tidemark' }), query: {} }),
    );
    expect(named.problems[0].field).toBe('format');
    expect(unnamed.problems[0]).not.toEqual(named.problems[0]);
  });

  test('takes a key with the scope write: it sets more than an import does', async () => {
    const [ann, bob] = [await newUser(one), await newUser(two)];
    const body = new FormData();
    body.set('file', new File([await exported(ann)], 'tidemark.json'));
    const sent = async (...scopes: string[]): Promise<number> => {
      const made = await fetch(`${two.address}/api/v1/auth/api-key/create`, {
        method: 'POST',
        headers: { cookie: bob.cookie, 'content-type': 'application/json', origin: two.address },
        body: JSON.stringify({ name: 'k', scopes }),
      });
      const { key } = (await made.json()) as { key: string };
      const headers = { 'x-api-key': key };
      return (await fetch(`${two.address}/api/v1/imports`, { method: 'POST', headers, body })).status;
    };
    expect([await sent('import'), await sent('import', 'write')]).toEqual([403, 201]);
  });
});
