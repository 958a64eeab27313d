import type { Route } from '@tidemark/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiRefusal } from '../api-refusal.ts';
import { checkThere } from '../existence.ts';
import { isRepeated } from '../once.ts';
import { checkOrigin } from '../origin.ts';
import type { Principal } from '../principal.ts';
import type { ServerOptions } from '../server.ts';
import { unserved } from './addresses.ts';
import { clientOf } from './client-address.ts';
import { takeOne } from './limits.ts';
import { refuseText, unstorableIn } from './unstorable-text.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null where the address is open to everybody. */
    principal: Principal | null;
  }
}

/**
 * Everything that is checked before a body is read, so that nobody else's body is: credentials, scope, limits,
 * existence, the kind of body. Throws ApiRefusal or Refusal, in the order that the documentation names.
 */
export async function guard(
  options: ServerOptions,
  route: Route,
  fixed: Readonly<Record<string, string>>,
  request: FastifyRequest,
): Promise<void> {
  if (route.access === 'public') {
    takeOne(options.limits.strangers, clientOf(request), 'Too many requests from this address');
  } else {
    const principal = await authenticate(options, request);
    checkScope(route, principal);
    takeOne(options.limits.requests, principal.user, 'Too many requests of this user');
    if (route.method !== 'GET')
      takeOne(options.limits.writes, principal.user, 'Too many writes of this user');
    // A read has no body: what is there is looked at when an answer has to be made.
    if (route.method !== 'GET' && !(await isRepeated(options.services.store, route, request, principal.user)))
      await checkThere(options.services, route, principal.user, fixed, request);
    request.principal = principal;
  }
  if (route.method !== 'GET') checkBodyKind(route, request);
}

/** Who asks. Throws ApiRefusal where nobody does, or too many did from the same address. */
export async function authenticate(
  { limits, credentials }: ServerOptions,
  request: FastifyRequest,
): Promise<Principal> {
  checkOrigin(request);
  const client = clientOf(request);
  const wait = limits.strangers.wait(client);
  // A flood from an address costs no look at the database, and does not shut out who is known from the same address.
  if (wait === 0 || credentials.areKnown(request)) {
    const principal = await credentials.principalOf(request);
    if (principal !== null) {
      if (principal.key !== null)
        takeOne(limits.keyRequests, principal.key, 'Too many requests of this API key');
      return principal;
    }
  }
  takeOne(limits.strangers, client, 'Too many requests without usable credentials from this address');
  throw credentials.arePresent(request)
    ? new ApiRefusal('credentials_invalid', 'The session has ended, or the key is not valid. Sign in again.')
    : new ApiRefusal('credentials_missing', 'Sign in, or send an API key as X-API-Key.');
}

function checkScope(route: Route, { scopes, isAdmin }: Principal): void {
  if (scopes !== null && (route.scope === null || !scopes.has(route.scope)))
    throw new ApiRefusal('scope_missing', `The key needs the scope ${route.scope ?? 'of a session'}.`);
  if (route.access === 'admin' && !isAdmin) throw new ApiRefusal('not_found', 'There is no such thing.');
}

function checkBodyKind(route: Route, { headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity')
    throw new ApiRefusal('media_type_unsupported', 'Send the body as it is, without Content-Encoding.');
  if (route.body !== undefined && headers['content-type']?.toLowerCase().startsWith('multipart/'))
    throw new ApiRefusal('media_type_unsupported', 'Send application/json.');
}

const KEY_LENGTH_MAX = 255;

/** What is said beside the body. Throws ApiRefusal `request_invalid`. */
export function checkText({ headers, query }: FastifyRequest): void {
  const key = headers['idempotency-key'];
  if (key !== undefined && (key.length === 0 || key.length > KEY_LENGTH_MAX))
    throw new ApiRefusal('request_invalid', `An Idempotency-Key has 1 to ${KEY_LENGTH_MAX} characters.`);
  const unstorable = unstorableIn(query);
  if (unstorable !== null) throw refuseText(unstorable);
}

/** Of an address that nothing is served at: whoever may ask nothing learns only that. */
export async function refuseUnserved(
  options: ServerOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<never> {
  const isClosed = request.url.startsWith('/api/') && !request.url.startsWith('/api/v1/auth/');
  if (isClosed) await authenticate(options, request);
  else takeOne(options.limits.strangers, clientOf(request), 'Too many requests from this address');
  throw unserved(request, reply);
}
