/** The server that is measured, in a process of its own: `node serve.ts HOME`. Prints its address, then serves. */
import { serve } from '../../app/serve.ts';
import { CLOCK } from './seed.ts';

const started = performance.now();
const [home] = process.argv.slice(2);
const { address, close } = await serve(
  {
    TIDEMARK_HOME: home,
    PORT: '0',
    LOG_LEVEL: 'silent',
    TIDEMARK_CLOCK: CLOCK,
    // What the server does by itself is measured by bench/capture.
    SNAPSHOT_ENABLED: 'false',
    PRICE_UPDATE_ENABLED: 'false',
    ...(process.env.DATABASE_URL && { DATABASE_URL: process.env.DATABASE_URL }),
  },
  'bench',
);
process.stdout.write(`${JSON.stringify({ address, startMs: performance.now() - started })}\n`);
process.once('SIGTERM', () => void close().then(() => process.exit(0)));
process.on('message', () => {
  global.gc?.();
  process.send?.(process.memoryUsage());
});
