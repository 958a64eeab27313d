import { API_PROBLEMS, type ApiProblemCode } from '@tidemark/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiRefusal } from './api-refusal.ts';
import type { Auth } from './auth.ts';
import { checkSite } from './origin.ts';
import { sendProblem } from './problem-answers.ts';

const BY_STATUS: Readonly<Record<number, ApiProblemCode>> = {
  400: 'request_invalid',
  401: 'credentials_invalid',
  403: 'origin_refused',
  404: 'not_found',
  409: 'conflict',
  422: 'conflict',
  429: 'rate_limited',
};

/** Hands the addresses of better-auth over to it; what it refuses is answered as every refusal is. */
export function addAuthDoor(server: FastifyInstance, auth: Auth): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/api/v1/auth/*',
    handler: async (request, reply) => {
      if (request.method !== 'GET') checkSite(request);
      const response = await auth.handler(webRequest(request));
      for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
      if (response.status >= 400) return sendProblem(request, reply, await refusalOf(response));
      const text = await response.text();
      return reply
        .status(response.status)
        .type(response.headers.get('content-type') ?? 'application/json')
        .send(text);
    },
  });
}

function webRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && name !== 'content-length') headers.set(name, value);
  // Who counts as one client is decided here, by the proxies that are trusted; nobody can claim to be another.
  headers.set('x-tidemark-client', request.ip);
  // Checked before: by host, because a proxy may speak another scheme with the client than with this server.
  headers.set('origin', `${request.protocol}://${request.host}`);
  const hasBody = request.method !== 'GET' && request.body !== undefined && request.body !== null;
  return new Request(`${request.protocol}://${request.host}${request.url}`, {
    method: request.method,
    headers,
    ...(hasBody && { body: JSON.stringify(withScopes(request.url, request.body as object)) }),
  });
}

/** A key's scopes are kept with it as metadata: better-auth lets only the server give permissions of its own kind. */
function withScopes(url: string, body: object): object {
  if (!url.endsWith('/api-key/create') || !('scopes' in body)) return body;
  const { scopes, ...rest } = body;
  const { metadata } = rest as { metadata?: object };
  return { ...rest, metadata: { ...metadata, scopes } };
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
