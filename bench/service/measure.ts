/** What is measured of a service, each by a name that its budget stands under. */
import { quantile } from '../statistics.ts';
import { Connection } from './client.ts';
import { load } from './load.ts';
import { uploadOf } from './upload.ts';

export type Credentials = Readonly<Record<string, string>>;

const PORTFOLIO = '/api/v1/portfolios/default';

/** The reads under load. */
export const READS = {
  growth: `${PORTFOLIO}/growth`,
  performance: `${PORTFOLIO}/performance?timeframe=ALL`,
  history: `${PORTFOLIO}/history?period=1Y`,
  current: `${PORTFOLIO}/current`,
  positions: `${PORTFOLIO}/positions`,
  trades: `${PORTFOLIO}/trades?limit=100`,
} as const;

export type Read = keyof typeof READS;

/** One answer of each read, to be sent by a bare server as well. */
export async function answersOf(address: string, credentials: Credentials): Promise<Record<Read, string>> {
  const connection = await Connection.open(address);
  const bodies: Partial<Record<Read, string>> = {};
  for (const [name, path] of Object.entries(READS)) {
    const { status, body } = await connection.send({ path, headers: credentials, keep: true });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`);
    bodies[name as Read] = body;
  }
  connection.close();
  return bodies as Record<Read, string>;
}

export function loadRead(address: string, path: string, credentials: Credentials, requests: number) {
  return load(address, () => ({ path, headers: credentials }), { clients: 10, requests });
}

/** The first chart of users of whom nothing is in memory, ms, one after another. */
export async function coldCharts(address: string, users: readonly Credentials[]): Promise<number[]> {
  const connection = await Connection.open(address);
  const took: number[] = [];
  for (const headers of users) {
    const { status, ms } = await connection.send({ path: READS.performance, headers });
    if (status !== 200) throw new Error(`the chart answered ${status}`);
    took.push(ms);
  }
  connection.close();
  return took;
}

/** Another starting balance and then the whole chart, ms together, again and again. */
export async function changesAndCharts(
  address: string,
  credentials: Credentials,
  times: number,
): Promise<{ change: number; chart: number; both: number }[]> {
  const connection = await Connection.open(address);
  const took: { change: number; chart: number; both: number }[] = [];
  for (let n = 0; n < times; n++) {
    const change = await connection.send({
      method: 'PUT',
      path: '/api/v1/me/starting-balance',
      headers: { ...credentials, 'content-type': 'application/json' },
      body: JSON.stringify({ starting_balance: 10_000 + n, starting_balance_date: '2004-01-01' }),
    });
    const chart = await connection.send({ path: READS.performance, headers: credentials });
    if (change.status !== 200 || chart.status !== 200)
      throw new Error(`the change answered ${change.status}, the chart ${chart.status}`);
    took.push({ change: change.ms, chart: chart.ms, both: change.ms + chart.ms });
  }
  connection.close();
  return took;
}

/** Imports a ledger; ms until it was acknowledged. */
export async function importLedger(
  address: string,
  credentials: Credentials,
  ledger: Uint8Array,
  expected: 'new' | 'known',
): Promise<number> {
  const connection = await Connection.open(address);
  const { body, type } = uploadOf(ledger);
  const headers = { ...credentials, 'content-type': type };
  const answer = await connection.send({
    method: 'POST',
    path: '/api/v1/imports',
    headers,
    body,
    keep: true,
  });
  connection.close();
  const { rows, [expected]: counted } = JSON.parse(answer.body);
  if (rows === undefined || counted !== rows)
    throw new Error(`the import answered ${answer.status}: ${answer.body.slice(0, 200)}`);
  return answer.ms;
}

/** The middle and the 99th of a hundred. */
export function middleAndTail(values: readonly number[]): { p50: number; p99: number } {
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}
