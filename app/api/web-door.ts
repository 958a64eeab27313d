import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from './etag.ts';
import { page, sendPage } from './page.ts';
import type { WebFile, WebFiles } from './web-files.ts';

/** Serves the web app: its files by their paths, its first page at `/`. */
export function addWebDoor(server: FastifyInstance, web: WebFiles | null, version: string): void {
  server.get('/', { compress: false }, (request, reply) =>
    web === null ? sendPage(reply, notBuilt(version)) : sendIndex(web, request, reply),
  );
  for (const [path, file] of web?.byPath ?? [])
    server.get(path, { compress: false }, (request, reply) => sendFile(file, request, reply));
}

/**
 * Whether an address that nothing else is served at is one of the app's pages: a browser opens it, and it is neither
 * below the API or its documentation nor a file.
 */
export function isAppPage({ method, url, headers }: FastifyRequest): boolean {
  const [path = ''] = url.split('?');
  return (
    (method === 'GET' || method === 'HEAD') &&
    !/^\/(?:api|docs|assets)(?:\/|$)/.test(path) &&
    !/\.\w+$/.test(path) &&
    headers.accept?.includes('text/html') === true
  );
}

/** The page that the whole app begins with; it is asked for anew each time, for it names the newest files. */
export function sendIndex(web: WebFiles, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('content-security-policy', web.policy);
  return sendFile(web.index, request, reply);
}

function sendFile(file: WebFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({
    etag: file.etag,
    vary: 'accept-encoding',
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (isKnown(request.headers['if-none-match'], file.etag)) return reply.code(304).send();
  reply.type(file.type);
  const encoding = encodingOf(file, request.headers['accept-encoding']);
  if (encoding === null) return reply.send(file.bodies.identity);
  return reply.header('content-encoding', encoding).send(file.bodies[encoding]);
}

/** The smallest form that the client takes; null for the file as it is. */
function encodingOf({ bodies }: WebFile, accepted: string | undefined): 'br' | 'gzip' | null {
  const there = (['br', 'gzip'] as const).filter((one) => bodies[one] !== undefined);
  return accepted === undefined || there.length === 0 ? null : negotiate(accepted, there);
}

const notBuilt = (version: string): string =>
  page(
    'Tidemark',
    `version ${version}`,
    '<p>The server runs; the web app is not built. <code>npm start</code> builds it by itself, <code>npm run web:build</code> does it alone; then start the server again.</p><ul class="links"><li><a href="/docs"><b>The API</b><span>every endpoint on one page</span></a></li><li><a href="/docs/first-session"><b>A first session</b><span>with curl, from a terminal</span></a></li></ul>',
  );
