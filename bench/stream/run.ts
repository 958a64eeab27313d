/**
 * `npm run bench:stream`: many clients of the stream, each with a portfolio of its own, while prices come faster than
 * anybody reads them. How long a price takes to its client, the server's memory, and whether each client's last value
 * is the one that the server answers.
 */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isMain } from '../main-module.ts';
import { mb, ms, print } from '../print.ts';
import { endProgress, progress } from '../progress.ts';
import { removeFolder, scratchFolder } from '../scratch.ts';
import { type Served, start } from '../service/child.ts';
import { middleAndTail } from '../service/measure.ts';
import { StreamClient } from './client.ts';
import { seed } from './seed.ts';
import type { Put, Ticks } from './ticks.ts';

const quick = process.argv.includes('--quick');
const CLIENTS = quick ? 50 : 1_000;
const TICKS: Ticks = { symbols: 5_000, perSecond: 5_000, seconds: quick ? 2 : 20 };
/** Connections that are opened at once. */
const AT_ONCE = 50;
const SETTLED_MAX_MS = 60_000;

async function measure(folder: string): Promise<boolean> {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const keys = await seed(home, CLIENTS, TICKS.symbols);
  const server = await start('../stream/serve.ts', home);
  try {
    return await stream(server, keys);
  } finally {
    await server.stop();
  }
}

async function stream(server: Served, keys: readonly string[]): Promise<boolean> {
  const idle = await server.memory();
  const clients = await connected(server.address, keys);
  const open = await server.memory();
  progress('prices', `${TICKS.perSecond} a second for ${TICKS.seconds} s`);
  server.process.send(TICKS);
  const [put] = (await once(server.process, 'message')) as [Put];
  const right = await settled(server.address, clients, keys);
  endProgress();
  const lags = clients.flatMap(({ delivered }) =>
    delivered.filter(({ batch }) => batch >= 0).map(({ batch, at }) => at - put.putAt[batch]),
  );
  const { p50, p99 } = middleAndTail(lags);
  const sent = TICKS.perSecond * TICKS.seconds;
  print(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}; clients in one other process`,
    '',
    `${CLIENTS} clients, each with 20 positions of its own over ${TICKS.symbols} symbols`,
    `${sent} prices put in ${ms(put.tookMs)}: ${((sent * 1000) / put.tookMs).toFixed(0)} a second, durable in the embedded database`,
    `${lags.length} delivered; from the moment it was put to its client: p50 ${ms(p50)}, p99 ${ms(p99)}`,
    `memory of the server: ${mb(idle.rss / 1e6)} before, ${mb(open.rss / 1e6)} with the streams open, at most ${mb(put.peakBytes / 1e6)} while prices came`,
    `last value of each client equal to what current answers: ${right} of ${CLIENTS}`,
  );
  for (const client of clients) client.close();
  return right === CLIENTS;
}

async function connected(address: string, keys: readonly string[]): Promise<StreamClient[]> {
  const clients: StreamClient[] = [];
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    progress('connecting', `${from} of ${keys.length}`);
    const some = keys.slice(from, from + AT_ONCE).map((key) => new StreamClient(address, key));
    clients.push(...some);
    while (some.some(({ lastValue }) => lastValue === null)) await setTimeout(10);
  }
  return clients;
}

/** How many clients have been told what is answered now: all of them, or as many as it is after a minute. */
async function settled(
  address: string,
  clients: readonly StreamClient[],
  keys: readonly string[],
): Promise<number> {
  progress('comparing');
  const values: number[] = [];
  for (const key of keys) {
    const answer = await fetch(`${address}/api/v1/portfolios/default/current`, {
      headers: { 'x-api-key': key },
    });
    values.push(((await answer.json()) as { total_value: number }).total_value);
  }
  const right = () => clients.filter(({ lastValue }, n) => lastValue === values[n]).length;
  const until = performance.now() + SETTLED_MAX_MS;
  while (right() < clients.length && performance.now() < until) await setTimeout(100);
  return right();
}

if (isMain(import.meta.url)) {
  const folder = scratchFolder();
  try {
    if (!(await measure(folder))) process.exitCode = 1;
  } finally {
    removeFolder(folder);
  }
}
