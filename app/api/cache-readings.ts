import type { Portfolios } from '../service/index.ts';
import type { Reading } from './metrics.ts';
import type { Streams } from './stream/streams.ts';

/** What the portfolios in memory have to say of themselves. */
export const cacheReadings = (portfolios: Portfolios): Reading[] => [
  {
    name: 'tidemark_cache_hits_total',
    help: 'Reads that found the portfolio in memory, as it is in the database.',
    type: 'counter',
    read: () => portfolios.hits,
  },
  {
    name: 'tidemark_cache_misses_total',
    help: 'Reads that derived the portfolio from the database.',
    type: 'counter',
    read: () => portfolios.misses,
  },
  {
    name: 'tidemark_open_portfolios',
    help: 'Portfolios in memory.',
    type: 'gauge',
    read: () => portfolios.count,
  },
  {
    name: 'tidemark_cache_bytes',
    help: 'What they take, roughly.',
    type: 'gauge',
    read: () => portfolios.size,
  },
];

export const streamReadings = (streams: Streams): Reading[] => [
  {
    name: 'tidemark_streams',
    help: 'Event streams that are open.',
    type: 'gauge',
    read: () => streams.count,
  },
];
