import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { API_PROBLEMS, type ApiProblemCode, problemType } from '@tidemark/contract';

/** The largest JSON body, in bytes. */
const BODY_MAX = 32 * 1024 * 1024;
/** All headers of a request together, in bytes. */
const HEADERS_MAX = 16 * 1024;

/** How long a client may take, in milliseconds. */
export interface Patience {
  readonly headers: number;
  /** Headers and body. */
  readonly request: number;
  /** Between two requests of a connection. */
  readonly idle: number;
  /** How often these are looked at. */
  readonly look: number;
}

const PATIENCE: Patience = { headers: 15_000, request: 300_000, idle: 75_000, look: 5_000 };

/** What a client may send, and how slowly, as options of Fastify. */
export function httpLimits(patience: Patience = PATIENCE) {
  return {
    bodyLimit: BODY_MAX,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.idle,
    http: {
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      connectionsCheckingInterval: patience.look,
      maxHeaderSize: HEADERS_MAX,
    },
    clientErrorHandler: refuseConnection,
  };
}

/** A request that never became one: it is answered by hand, and the connection ends. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  const { _httpMessage: under } = socket as Socket & { _httpMessage?: ServerResponse };
  if (error.code === 'ECONNRESET' || !socket.writable || under?.headersSent) {
    socket.destroy(error);
    return;
  }
  const code: ApiProblemCode =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? 'request_too_slow'
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? 'headers_too_large'
        : 'http_invalid';
  const { status, title, remedy } = API_PROBLEMS[code];
  const body = JSON.stringify({ type: problemType(code), title, status, code, detail: remedy });
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      'content-type: application/problem+json',
      'cache-control: no-store',
      'x-content-type-options: nosniff',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
