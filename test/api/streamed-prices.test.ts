import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AlpacaStandIn, alpacaStandIn, KEYS } from '../stand-ins/alpaca.ts';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let alpaca: AlpacaStandIn;
let server: TestServer;
let ann: SignedUp;

/** A server whose prices come over Alpaca's stream. It is 11:31 in New York on Wednesday, 12 June 2024. */
beforeAll(async () => {
  alpaca = await alpacaStandIn();
  server = await testServer({
    ALPACA_API_KEY: KEYS.keyId,
    ALPACA_SECRET_KEY: KEYS.secretKey,
    ALPACA_DATA_URL: alpaca.address,
    ALPACA_BASE_URL: alpaca.address,
    ECB_BASE_URL: alpaca.address,
    PRICE_STREAM_ENABLED: 'true',
    PRICE_UPDATE_INTERVAL_SECONDS: '1',
    TIDEMARK_CLOCK: '2024-06-12T11:31:10-04:00',
  });
  ann = await server.signUp('Ann');
});
afterAll(async () => {
  await server.close();
  await alpaca.close();
});

const params = { id: 'default' };
const trade = (p: number, i: number, second: number) => ({
  ...{ T: 't', S: 'ACME', i, x: 'D', p, s: 1, t: `2024-06-12T15:31:0${second}Z`, c: ['@'], z: 'C' },
});

const TRIES_MAX = 600;

async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (tries === TRIES_MAX) throw new Error(`it never held: ${JSON.stringify(answer)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
const value = () => ann.client.current({ params }).then(({ total_value }) => total_value);

test('a portfolio is worth what is paid for what it holds; a trade that never was is no price of it', async () => {
  const body = [
    { date: '2024-06-10', type: 'deposit', amount: '10000' },
    { date: '2024-06-10', type: 'buy', symbol: 'ACME', quantity: '10', price: '100' },
  ] as const;
  await ann.client.createTransactions({ body: [...body] });
  // 9,000 + 10 x 129.12, the last trade before the stream began.
  await until(value, (total) => total === 10_291.2);
  await until(
    async () => alpaca.stream.subscribed(),
    (symbols) => symbols.includes('ACME'),
  );
  alpaca.stream.send(trade(130, 1, 5), trade(126.55, 2, 6));
  await until(value, (total) => total === 10_265.5);
  alpaca.stream.send({
    ...{ T: 'x', S: 'ACME', i: 2, x: 'D', p: 126.55, s: 1, a: 'C', z: 'C', t: '2024-06-12T15:31:07Z' },
  });
  await until(value, (total) => total === 10_300);
});

test('what is captured, and filled, is counted', async () => {
  const metrics = async (): Promise<string> => (await fetch(`${server.address}/metrics`)).text();
  const counted = (text: string, series: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.slice(series.length + 1),
    );
  await ann.client.backfill({ body: { lookback_days: 5 } });
  await ann.client.captureSnapshot({});
  const text = await until(
    metrics,
    (found) => counted(found, 'tidemark_backfills_total{outcome="done"}') > 0,
  );
  expect(counted(text, 'tidemark_snapshots_total{of="session_end"}')).toBeGreaterThan(0);
  expect(counted(text, 'tidemark_snapshots_total{of="within_session"}')).toBeGreaterThan(0);
  expect(counted(text, 'tidemark_price_updates_total{source="providers"}')).toBeGreaterThan(0);
});
