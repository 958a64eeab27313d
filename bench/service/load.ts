/** Closed-loop load: each client sends its next request when the last one is answered. */
import { quantile } from '../statistics.ts';
import { Connection, type Request } from './client.ts';

export interface Load {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
  /** Of one answer. */
  readonly bytes: number;
}

export interface LoadOptions {
  readonly clients: number;
  /** Counted requests; a fifth as many go before, uncounted. */
  readonly requests: number;
}

/** Loads an address; every answer must be 200. `next` makes the nth request. */
export async function load(
  address: string,
  next: (n: number) => Request,
  { clients, requests }: LoadOptions,
): Promise<Load> {
  const connections = await Promise.all(Array.from({ length: clients }, () => Connection.open(address)));
  try {
    await drive(connections, next, Math.ceil(requests / 5));
    const started = performance.now();
    const { latencies, bytes } = await drive(connections, next, requests);
    const seconds = (performance.now() - started) / 1000;
    const sorted = latencies.sort();
    return {
      p50: quantile([...sorted], 0.5),
      p99: quantile([...sorted], 0.99),
      perSecond: requests / seconds,
      bytes,
    };
  } finally {
    for (const connection of connections) connection.close();
  }
}

async function drive(
  connections: readonly Connection[],
  next: (n: number) => Request,
  requests: number,
): Promise<{ latencies: Float64Array; bytes: number }> {
  const latencies = new Float64Array(requests);
  let sent = 0;
  let bytes = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (sent < requests) {
        const n = sent++;
        const request = next(n);
        const answer = await connection.send(request);
        if (answer.status !== 200) throw new Error(`${request.path} answered ${answer.status}`);
        latencies[n] = answer.ms;
        bytes = answer.bytes;
      }
    }),
  );
  return { latencies, bytes };
}
