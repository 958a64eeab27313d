import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface StandInAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes wrong: an answer of another kind, a line that is cut, one on which nothing ever comes. */
export type Fault = StandInAnswer | 'hang_up' | 'never';

export interface StandInRequest {
  readonly method: string;
  /** As it was sent, without its question mark. */
  readonly rawQuery: string;
  readonly body: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

/** A server on this machine that speaks as a provider does, and can be told to fail. */
export interface StandIn {
  readonly address: string;
  readonly requests: StandInRequest[];
  /** The next answers, in order, before it answers as it should again. */
  readonly faults: Fault[];
  close(): Promise<void>;
}

export async function standIn(
  answer: (request: StandInRequest) => Fault,
  upgrade?: (request: IncomingMessage, socket: Duplex) => void,
): Promise<StandIn> {
  const requests: StandInRequest[] = [];
  const faults: Fault[] = [];
  const server = createServer(async (incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://stand-in');
    const { method = 'GET', headers } = incoming;
    const body = await text(incoming);
    const rawQuery = url.search.slice(1);
    const request = { method, path: url.pathname, query: url.searchParams, rawQuery, headers, body };
    requests.push(request);
    reply(response, faults.shift() ?? answer(request));
  });
  if (upgrade !== undefined) server.on('upgrade', (request, socket) => upgrade(request, socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, requests, faults, close: () => closed(server) };
}

function reply(response: ServerResponse, answer: Fault): void {
  if (answer === 'never') return;
  if (answer === 'hang_up') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(answer.body);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

export const json = (body: unknown, status = 200): StandInAnswer => ({ status, body: JSON.stringify(body) });
