import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import { aliases, fullPath, type Operation, type Route, routeList, routes } from '@tidemark/contract';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Clock, OwnerWrites } from '../service/index.ts';
import { Answers } from './answers.ts';
import { ApiRefusal } from './api-refusal.ts';
import type { Auth } from './auth.ts';
import { addAuthDoor } from './auth-door.ts';
import { decode, requestHash } from './decode.ts';
import { CLOCK_STEP_MS, etagOf, isKnown, showsThePresent } from './etag.ts';
import { checkExistence } from './existence.ts';
import type { Call, Handlers, Reply, Services } from './handler.ts';
import { handlers } from './handlers/index.ts';
import type { Log } from './log.ts';
import { observe } from './observation.ts';
import { checkOrigin } from './origin.ts';
import { sendPage } from './page.ts';
import { type Principal, principalOf } from './principal.ts';
import { problemOf, sendProblem } from './problem-answers.ts';
import { Sessions } from './session.ts';
import { type DemoUser, startPage } from './start-page.ts';
import { acceptUploads, readForm, type UploadedForm } from './upload.ts';

/** The largest JSON body, in bytes. */
const BODY_MAX = 32 * 1024 * 1024;

export interface ServerOptions {
  readonly services: Services;
  readonly auth: Auth;
  /** That of the world, by which sessions end. */
  readonly realClock: Clock;
  /** Addresses of proxies whose word about their clients counts. */
  readonly trustedProxies: readonly string[];
  readonly log: Log;
  /** A user whose data is generated and whose password may be known to all. */
  readonly demo: DemoUser | null;
}

/** The HTTP server: every route of the contract, nothing else. Not listening yet. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    // Its lines have addresses with their queries; ours are in observation.ts.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    genReqId: () => randomUUID(),
    bodyLimit: BODY_MAX,
    forceCloseConnections: 'idle',
  });
  await acceptUploads(server);
  await server.register(compress, { global: true, threshold: 1024 });
  observe(server, options.services.metrics);
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });
  server.setErrorHandler((error, request, reply) => {
    const refusal = problemOf(error);
    if (refusal.status >= 500) request.log.error({ err: error }, 'a fault of this program');
    return sendProblem(request, reply, refusal);
  });
  server.setNotFoundHandler((request, reply) =>
    sendProblem(
      request,
      reply,
      new ApiRefusal('not_found', `There is nothing at ${request.url.split('?')[0]}.`),
    ),
  );
  server.get('/', (request, reply) => {
    // It becomes part of commands for a shell.
    const host = /^[\w.:[\]-]+$/.test(request.host) ? request.host : 'localhost';
    const address = `${request.protocol}://${host}`;
    return sendPage(reply, startPage({ ...options, about: options.services.about, address }));
  });
  addAuthDoor(server, options.auth);
  const desk: Desk = {
    ...options,
    sessions: new Sessions(options.auth, options.services.store.users, options.realClock),
    answers: new Answers(),
  };
  for (const route of routeList) if (!route.auth) serve(server, desk, route, fullPath(route), {});
  for (const alias of aliases) {
    const route = routes[alias.serves];
    serve(server, desk, { ...route, method: alias.method }, alias.path, alias.fixed ?? {});
  }
  return server;
}

/** What answers requests. */
interface Desk extends ServerOptions {
  readonly sessions: Sessions;
  readonly answers: Answers;
}

function serve(
  server: FastifyInstance,
  desk: Desk,
  route: Route,
  path: string,
  fixed: Readonly<Record<string, string>>,
): void {
  server.route({
    method: route.method,
    url: path.replace(/\{(\w+)\}/g, ':$1'),
    handler: (request, reply) => answer(desk, route, fixed, request, reply),
  });
}

async function answer(
  desk: Desk,
  route: Route,
  fixed: Readonly<Record<string, string>>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { services, answers } = desk;
  const principal = route.access === 'public' ? PUBLIC : await authorize(desk, route, request);
  const etag = route.etag ? await etagFor(services, route, principal, request) : null;
  const ready = etag === null ? null : answers.find(etag);
  if (etag !== null)
    services.metrics.count(`tidemark_answer_cache_${ready === null ? 'misses' : 'hits'}_total`, '');
  if (etag !== null && ready !== null) return sendKnown(request, reply, etag, ready);
  if (route.access !== 'public')
    await checkExistence(services, route, principal.user, {
      ...fixed,
      ...(request.params as Record<string, string>),
    });
  const handler = (handlers as Handlers)[route.operation as Operation];
  if (handler === undefined)
    throw new ApiRefusal('not_served_yet', 'This version of the program does not do this yet.');
  if (etag !== null && isKnown(request.headers['if-none-match'], etag))
    return withEtag(reply, etag).status(304).send();
  const upload = route.multipart === undefined ? null : await readForm(request);
  const call = callOf(services, route, fixed, request, principal, upload);
  const known = await answeredBefore(services, call);
  const made: Reply = known ?? (await handler(call as never, services));
  if (etag !== null && made.status === 200 && made.type === undefined) {
    const body = Buffer.from(JSON.stringify(made.body));
    answers.keep(etag, body);
    return sendKnown(request, reply, etag, body);
  }
  if (made.type?.startsWith('text/html')) return sendPage(reply, String(made.body));
  if (made.type !== undefined) reply.type(made.type);
  return reply.status(made.status).send(made.body);
}

function sendKnown(request: FastifyRequest, reply: FastifyReply, etag: string, body: Buffer): FastifyReply {
  withEtag(reply, etag);
  if (isKnown(request.headers['if-none-match'], etag)) return reply.status(304).send();
  return reply.type('application/json; charset=utf-8').send(body);
}

const withEtag = (reply: FastifyReply, etag: string): FastifyReply =>
  reply.headers({ etag, 'cache-control': 'private, no-cache' });

/** Of what everybody may ask. */
const PUBLIC: Principal = { user: '', by: '', isAdmin: false, scopes: null };

async function authorize(
  { auth, sessions }: Desk,
  route: Route,
  request: FastifyRequest,
): Promise<Principal> {
  checkOrigin(request);
  const principal = await principalOf(auth, sessions, request);
  if (principal === null)
    throw new ApiRefusal('credentials_missing', 'Sign in, or send an API key as X-API-Key.');
  const { scopes } = principal;
  if (scopes !== null && (route.scope === null || !scopes.has(route.scope)))
    throw new ApiRefusal('scope_missing', `The key needs the scope ${route.scope ?? 'of a session'}.`);
  if (route.access === 'admin' && !principal.isAdmin)
    throw new ApiRefusal('not_found', 'There is no such thing.');
  return principal;
}

/** Read before the answer is made: an answer may be newer than its ETag says, never older. */
async function etagFor(
  { store, portfolios, clock, about }: Services,
  { operation }: Route,
  { user }: Principal,
  { url }: FastifyRequest,
): Promise<string> {
  return etagOf({
    databaseId: store.meta.databaseId,
    owner: user,
    versions: await store.of(user).versions(),
    at: showsThePresent(operation) ? Math.floor(clock.now() / CLOCK_STEP_MS) : portfolios.today(),
    url,
    program: about.version,
  });
}

function callOf(
  { clock }: Services,
  route: Route,
  fixed: Readonly<Record<string, string>>,
  request: FastifyRequest,
  principal: Principal,
  upload: UploadedForm | null,
): Call {
  const decoded = decode(route, request, fixed);
  const { dry_run: dryRun, as_known_at: knownAt } = decoded.query;
  const key = request.headers['idempotency-key'];
  const idempotencyKey = route.writes && dryRun !== true && typeof key === 'string' ? key : null;
  const hash = requestHash(route, request, upload);
  return {
    ...(decoded as Pick<Call, 'params' | 'query' | 'body'>),
    principal,
    upload,
    dryRun: dryRun === true,
    asKnownAt: typeof knownAt === 'string' ? Date.parse(knownAt) : undefined,
    requestHash: hash,
    idempotencyKey,
    keep: async (tx: OwnerWrites, status: number, body: unknown) => {
      if (idempotencyKey === null) return;
      const answer = body === undefined ? '' : JSON.stringify(body);
      await tx.idempotency.record({
        key: idempotencyKey,
        requestHash: hash,
        status,
        answer,
        createdAt: clock.now(),
      });
    },
  };
}

async function answeredBefore({ store }: Services, call: Call): Promise<Reply | null> {
  if (call.idempotencyKey === null) return null;
  const known = await store.of(call.principal.user).idempotency.find(call.idempotencyKey);
  if (known === null) return null;
  if (known.requestHash !== call.requestHash)
    throw new ApiRefusal('idempotency_key_reused', 'Take a new Idempotency-Key for another request.');
  return { status: known.status, ...(known.answer !== '' && { body: JSON.parse(known.answer) }) };
}
