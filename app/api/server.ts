import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import { aliases, fullPath, type Route, routeList, routes } from '@tidemark/contract';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { UntilWritten } from '../service/index.ts';
import { type AnswerDesk, answer } from './answer.ts';
import { Answers } from './answers.ts';
import { ApiRefusal } from './api-refusal.ts';
import type { Auth } from './auth.ts';
import { addAuthDoor } from './auth-door.ts';
import { guard, refuseUnserved } from './guards/guard.ts';
import { httpLimits } from './guards/http-limits.ts';
import { acceptJson } from './guards/json-body.ts';
import type { Limits } from './guards/limits.ts';
import { addSecurityHeaders, setSecurityHeaders } from './guards/security-headers.ts';
import type { Services } from './handler.ts';
import type { Log } from './log.ts';
import { observe } from './observation.ts';
import { sendPage } from './page.ts';
import type { Credentials } from './principal.ts';
import { problemOf, sendProblem } from './problem-answers.ts';
import { type DemoUser, START_PAGE, startPage } from './start-page.ts';
import { answerStream } from './stream/answer-stream.ts';
import type { Streams } from './stream/streams.ts';
import { acceptUploads } from './upload.ts';
import { addWebDoor, isAppPage, sendIndex } from './web-door.ts';
import type { WebFiles } from './web-files.ts';

export interface ServerOptions {
  readonly services: Services;
  readonly auth: Auth;
  readonly credentials: Credentials;
  readonly limits: Limits;
  readonly streams: Streams;
  /** Signs cookies that are not better-auth's. */
  readonly signingSecret: string;
  /** Addresses of proxies whose word about their clients counts. */
  readonly trustedProxies: readonly string[];
  readonly log: Log;
  /** A user whose data is generated and whose password may be known to all. */
  readonly demo: DemoUser | null;
  /** The web app; null where it is not built, or where the API is all that is wanted. */
  readonly web: WebFiles | null;
}

/** The HTTP server: every route of the contract and the web app, nothing else. Not listening yet. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    ...httpLimits(),
    loggerInstance: options.log as FastifyBaseLogger,
    // Its lines have addresses with their queries; ours are in observation.ts.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    frameworkErrors: (_error, request, reply) => {
      setSecurityHeaders(request, reply.header('x-request-id', request.id));
      sendProblem(request, reply, new ApiRefusal('not_found', 'There is no such address.'));
    },
  });
  server.decorateRequest('principal', null);
  acceptJson(server);
  await acceptUploads(server);
  observe(server, options.services.metrics);
  addSecurityHeaders(server);
  await server.register(compress, {
    threshold: 1024,
    encodings: ['zstd', 'br', 'gzip'],
    globalDecompression: false,
  });
  const { store } = options.services;
  const desk: Desk = {
    ...options,
    answers: new Answers(),
    versions: new UntilWritten(() => store.writeMark()),
  };
  server.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    if (options.web !== null && isAppPage(request)) return sendIndex(options.web, request, reply);
    await refuseUnserved(options, request, reply);
  });
  server.addHook('preClose', async () => options.streams.close());
  server.setErrorHandler((error, request, reply) => {
    const refusal = problemOf(error);
    if (refusal.status >= 500) request.log.error({ err: error }, 'a fault of this program');
    return sendProblem(request, reply, refusal);
  });
  server.get(START_PAGE, (request, reply) => {
    // It becomes part of commands for a shell.
    const host = /^[\w.:[\]-]+$/.test(request.host) ? request.host : 'localhost';
    const address = `${request.protocol}://${host}`;
    return sendPage(reply, startPage({ ...options, about: options.services.about, address }));
  });
  addWebDoor(server, options.web, options.services.about.version);
  addAuthDoor(server, options);
  for (const route of routeList) if (!route.auth) serve(server, desk, route, fullPath(route), {});
  for (const alias of aliases) {
    const route = { ...routes[alias.serves], method: alias.method };
    serve(server, desk, route, alias.path, alias.fixed ?? {});
  }
  return server;
}

/** What answers requests. */
interface Desk extends ServerOptions, AnswerDesk {}

function serve(
  server: FastifyInstance,
  desk: Desk,
  route: Route,
  path: string,
  fixed: Readonly<Record<string, string>>,
): void {
  const isStream = route.answers[200]?.type === 'text/event-stream';
  server.route({
    method: route.method,
    url: path.replace(/\{(\w+)\}/g, ':$1'),
    // What is compressed waits for more.
    ...(isStream && { compress: false }),
    onRequest: (request) => guard(desk, route, fixed, request),
    handler: (request, reply) => (isStream ? answerStream : answer)(desk, route, fixed, request, reply),
  });
}
