/**
 * The server that is measured, in a process of its own: `node serve.ts HOME`. Told `{ symbols, perSecond, seconds }`, it
 * puts that many prices as its own price job would, and answers when each batch was in the database, and its memory.
 */
import { setTimeout } from 'node:timers/promises';
import { serve } from '../../app/serve.ts';
import { SHARED_OWNER } from '../../app/service/index.ts';
import { CLOCK, NOW, symbolName, TODAY } from './seed.ts';
import { type Put, priceOfBatch, type Ticks } from './ticks.ts';

const BATCHES_PER_SECOND = 10;
const [home] = process.argv.slice(2);
const { address, close, services } = await serve(
  { TIDEMARK_HOME: home, PORT: '0', LOG_LEVEL: 'silent', TIDEMARK_CLOCK: CLOCK, SNAPSHOT_ENABLED: 'false' },
  'bench',
);
process.stdout.write(`${JSON.stringify({ address })}\n`);
process.once('SIGTERM', () => void close().then(() => process.exit(0)));
process.on('message', (message: 'memory' | Ticks) => {
  if (message === 'memory') {
    global.gc?.();
    process.send?.(process.memoryUsage());
  } else void putAll(message).then((put) => process.send?.(put));
});

async function putAll({ symbols, perSecond, seconds }: Ticks): Promise<Put> {
  const size = perSecond / BATCHES_PER_SECOND;
  const began = performance.now();
  const putAt: number[] = [];
  let peakBytes = 0;
  for (let batch = 0; batch < seconds * BATCHES_PER_SECOND; batch++) {
    const wait = began + (batch * 1000) / BATCHES_PER_SECOND - performance.now();
    if (wait > 0) await setTimeout(wait);
    putAt.push(performance.timeOrigin + performance.now());
    await put(batch, size, symbols);
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }
  return { putAt, peakBytes, tookMs: performance.now() - began, cpuMs: process.cpuUsage().user / 1000 };
}

async function put(batch: number, size: number, symbols: number): Promise<void> {
  const rows = Array.from({ length: size }, (_, k) => ({
    symbol: symbolName((batch * size + k) % symbols),
    price: priceOfBatch(batch),
    currency: 'USD',
    at: NOW,
    day: TODAY,
    source: 'bench',
    recordedAt: NOW,
  }));
  await services.store.write(SHARED_OWNER, (tx) => tx.latestPrices.put(rows));
  await services.portfolios.latest.look();
}
