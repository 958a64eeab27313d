import { fullPath, IDEMPOTENCY_KEY, type Route } from '../route.ts';
import { routeList } from '../routes.ts';
import { problemOf } from './api-problem.ts';
import type { CallOptions, Client } from './call-types.ts';

export interface ClientOptions {
  /** Where the server is, as `https://tidemark.example.org`; empty in a page that the server itself serves. */
  readonly baseUrl?: string;
  /** Sent as X-API-Key; without one the session cookie counts. */
  readonly apiKey?: string;
  /** With every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the global one. */
  readonly fetch?: typeof fetch;
}

/** The parts of any request, as RequestOf types them for each route. */
interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, unknown>>;
}

/**
 * A function for each operation: `client.growth({ params: { id: 'default' }, query: { by: 'month' } })`.
 * It answers what the route says; a refusal is thrown as ApiProblem, a server that cannot be reached as fetch throws it.
 */
export function createClient(options: ClientOptions = {}): Client {
  const calls = routeList.map((route) => [
    route.operation,
    (parts: Parts = {}, call: CallOptions = {}) => send(route, parts, call, options),
  ]);
  return Object.fromEntries(calls) as Client;
}

async function send(route: Route, parts: Parts, call: CallOptions, options: ClientOptions): Promise<unknown> {
  const { baseUrl = '', fetch: request = fetch } = options;
  const response = await request(baseUrl + addressOf(route, parts), {
    method: route.method,
    headers: headersOf(parts, call, options),
    ...bodyOf(parts),
    ...(call.signal && { signal: call.signal }),
  });
  if (!response.ok) throw await problemOf(response);
  return answerOf(response);
}

/** Path and query. A value that is undefined is left out. */
export function addressOf(route: Pick<Route, 'path' | 'root'>, { params = {}, query = {} }: Parts): string {
  const path = fullPath(route).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    // An empty one would be the address of another endpoint.
    if (value === undefined || value === '') throw new TypeError(`params.${name} is missing`);
    return encodeURIComponent(value);
  });
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
}

function headersOf(
  parts: Parts,
  call: CallOptions,
  { apiKey, headers }: ClientOptions,
): Record<string, string> {
  const own = Object.entries(parts.headers ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    accept: 'application/json, application/problem+json, */*',
    ...headers,
    ...(apiKey !== undefined && { 'x-api-key': apiKey }),
    ...(parts.body !== undefined && { 'content-type': 'application/json' }),
    ...(call.idempotencyKey !== undefined && { [IDEMPOTENCY_KEY]: call.idempotencyKey }),
    ...Object.fromEntries(own),
    ...call.headers,
  };
}

function bodyOf({ body, form }: Parts): { body?: string | FormData } {
  if (form === undefined) return body === undefined ? {} : { body: JSON.stringify(body) };
  const data = new FormData();
  for (const [name, value] of Object.entries(form)) {
    if (value instanceof Blob) data.append(name, value);
    else if (value !== undefined) data.append(name, String(value));
  }
  return { body: data };
}

async function answerOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) return response;
  if (response.status === 204) return undefined;
  return /[/+]json\b/.test(type) ? response.json() : response.text();
}
