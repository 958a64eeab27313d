import {
  API_PROBLEMS,
  API_ROOT,
  type ApiProblemCode,
  fullPath,
  type Route,
  routeList,
} from '@tidemark/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiRefusal } from './api-refusal.ts';
import { keyAnswer, keyRequest } from './auth-keys.ts';
import { ownCookies, sentCookie } from './cookies.ts';
import { decode } from './decode.ts';
import { methodsOf, unserved } from './guards/addresses.ts';
import { clientOf } from './guards/client-address.ts';
import { authenticate } from './guards/guard.ts';
import { takeOne } from './guards/limits.ts';
import { checkSite } from './origin.ts';
import { sendProblem } from './problem-answers.ts';
import type { ServerOptions } from './server.ts';
import { beginAttempt } from './sign-in-attempts.ts';

const ROOT = `${API_ROOT}/auth`;

const BY_STATUS: Readonly<Record<number, ApiProblemCode>> = {
  400: 'request_invalid',
  401: 'credentials_invalid',
  403: 'origin_refused',
  404: 'not_found',
  405: 'not_found',
  409: 'conflict',
  422: 'conflict',
  429: 'rate_limited',
};

/** The routes of better-auth that the contract names; it has more, by its own documentation. */
const NAMED = new Map<string, Route>(
  routeList.filter(({ auth }) => auth).map((route) => [`${route.method} ${fullPath(route)}`, route]),
);

/** Hands the addresses of better-auth over to it; what it refuses is answered as every refusal is. */
export function addAuthDoor(server: FastifyInstance, options: ServerOptions): void {
  server.route({
    method: ['GET', 'POST'],
    url: `${ROOT}/*`,
    exposeHeadRoute: false,
    onRequest: (request, reply) => guardDoor(options, request, reply),
    handler: (request, reply) => answer(options, request, reply),
  });
}

async function guardDoor(
  options: ServerOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const [path] = request.url.split('?');
  if (request.method !== 'GET') checkSite(request);
  if (methodsOf(path).length > 0 && !NAMED.has(`${request.method} ${path}`)) throw unserved(request, reply);
  if (NAMED.get(`${request.method} ${path}`)?.access === 'user') {
    const principal = await authenticate(options, request);
    if (principal.scopes !== null)
      throw new ApiRefusal('scope_missing', 'A key makes, shows and revokes no keys: sign in.');
    request.principal = principal;
  } else if (request.method !== 'GET' || ownCookies(request) === null)
    takeOne(options.limits.strangers, clientOf(request), 'Too many requests from this address');
}

async function answer(
  { auth, limits, signingSecret }: ServerOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const [path] = request.url.split('?');
  const route = NAMED.get(`${request.method} ${path}`);
  if (route !== undefined) decode(route, request, {});
  const body = keyRequest(route, request);
  const ended =
    request.method === 'GET' ? null : beginAttempt(limits, signingSecret, path.slice(ROOT.length), request);
  const response = await auth.handler(webRequest(request, body));
  for (const cookie of response.headers.getSetCookie())
    reply.header('set-cookie', sentCookie(request.protocol, cookie));
  ended?.(response.status < 400, reply);
  if (response.status >= 400) return sendProblem(request, reply, await refusalOf(response));
  const text = await response.text();
  const type = response.headers.get('content-type') ?? 'application/json';
  const location = response.headers.get('location');
  if (location !== null) reply.header('location', location);
  return reply
    .status(response.status)
    .type(type)
    .send(keyAnswer(route, text, request.principal));
}

/** What better-auth must not be told, or is told by us. */
const OURS = /^(?:content-length|cookie|origin|authorization|x-api-key|forwarded|x-forwarded-.*|x-real-ip)$/;

function webRequest(request: FastifyRequest, body: unknown): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && !OURS.test(name)) headers.set(name, value);
  const cookies = ownCookies(request);
  if (cookies !== null) headers.set('cookie', cookies);
  // Who counts as one client is decided here, by the proxies that are trusted; nobody can claim to be another.
  headers.set('x-tidemark-client', request.ip);
  const own = `${request.protocol}://${request.host}`;
  // Checked before by its host: a proxy may speak another scheme with the client than with this server.
  headers.set('origin', request.headers.origin ?? own);
  const hasBody = request.method !== 'GET' && body !== undefined && body !== null;
  return new Request(`${own}${request.url}`, {
    method: request.method,
    headers,
    ...(hasBody && { body: JSON.stringify(body) }),
  });
}

async function refusalOf(response: Response): Promise<ApiRefusal> {
  const text = await response.text();
  const message = messageOf(text) ?? 'The request is refused.';
  const isClosed = response.status === 403 && message.startsWith('Sign-up is closed');
  const code = isClosed
    ? 'sign_up_closed'
    : (BY_STATUS[response.status] ?? (response.status < 500 ? 'request_invalid' : 'internal'));
  const seconds = Number(response.headers.get('x-retry-after') ?? '');
  const wait = API_PROBLEMS[code].status === 429 ? Math.max(1, seconds || 60) : null;
  return new ApiRefusal(code, message, [], wait);
}

function messageOf(text: string): string | null {
  try {
    const { message } = JSON.parse(text);
    return typeof message === 'string' ? message : null;
  } catch {
    return null;
  }
}
