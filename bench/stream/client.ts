/** A client of a stream that costs as little as it can: it shares the machine with the server. */
import { connect, type Socket } from 'node:net';
import { batchOfPrice } from './ticks.ts';

/** A price that was delivered. */
export interface Delivered {
  readonly batch: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const EVENT = /event: (price|value)\nid: [^\n]*\ndata: (\{.*\})/;

export class StreamClient {
  readonly delivered: Delivered[] = [];
  lastValue: number | null = null;
  private readonly socket: Socket;
  private rest = '';

  constructor(address: string, key: string) {
    const { hostname, port, host } = new URL(address);
    this.socket = connect({ host: hostname, port: Number(port) });
    this.socket.setEncoding('utf8');
    this.socket.on('data', (text: string) => this.take(text));
    const lines = ['GET /api/v1/portfolios/default/stream HTTP/1.1', `host: ${host}`, `x-api-key: ${key}`];
    this.socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  }

  close(): void {
    this.socket.destroy();
  }

  private take(text: string): void {
    const at = performance.timeOrigin + performance.now();
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event, data] = EVENT.exec(block) ?? [];
      if (event === 'value') this.lastValue = JSON.parse(data).value;
      else if (event === 'price') this.delivered.push({ batch: batchOfPrice(JSON.parse(data).price), at });
    }
  }
}
