import type { Operation, Route } from '@tidemark/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { UntilWritten, Versions } from '../service/index.ts';
import type { Answers } from './answers.ts';
import { callOf } from './call.ts';
import { csvTableFor, sendCsv } from './csv-answer.ts';
import { encoded, encodingFor } from './encoded.ts';
import { CLOCK_STEP_MS, etagOf, isKnown, showsThePresent } from './etag.ts';
import { checkThere } from './existence.ts';
import { checkText } from './guards/guard.ts';
import type { Handler, Handlers, Services } from './handler.ts';
import { handlers } from './handlers/index.ts';
import { checkNamed } from './named-ids.ts';
import { keyedOf, once } from './once.ts';
import { sendPage } from './page.ts';
import type { Principal } from './principal.ts';
import { readForm } from './upload.ts';

/** What reads are answered from. */
export interface AnswerDesk {
  readonly services: Services;
  readonly answers: Answers;
  /** By owner. */
  readonly versions: UntilWritten<Versions>;
}

/** Of what everybody may ask. */
const PUBLIC: Principal = { user: '', by: '', isAdmin: false, scopes: null, key: null };

/** Answers a request that the guard has let through. Throws ApiRefusal or Refusal. */
export async function answer(
  { services, answers, versions }: AnswerDesk,
  route: Route,
  fixed: Readonly<Record<string, string>>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const principal = request.principal ?? PUBLIC;
  const csv = csvTableFor(route, request);
  const etag =
    route.etag && csv === null ? await etagFor(services, versions, route, principal, request) : null;
  const ready = etag === null ? null : answers.find(etag);
  if (etag !== null)
    services.metrics.count(`tidemark_answer_cache_${ready === null ? 'misses' : 'hits'}_total`, '');
  if (etag !== null && ready !== null) return sendKnown(answers, request, reply, etag, ready);
  // Of a write it was looked for before its body was read.
  if (route.method === 'GET' && request.principal !== null)
    await checkThere(services, route, principal.user, fixed, request);
  const handler = (handlers as Handlers)[route.operation as Operation];
  if (handler === undefined) throw new Error(`nothing serves ${route.operation}`);
  if (etag !== null && isKnown(request.headers['if-none-match'], etag))
    return withEtag(reply, etag).status(304).send();
  checkText(request);
  if (csv !== null) {
    if (request.principal !== null) await checkNamed(services.store.of(principal.user), request, null);
    const call = callOf(services, { route, request, fixed, principal, upload: null, keyed: null });
    return sendCsv(csv, handler as Handler<never>, call, services, request, reply);
  }
  const upload = route.multipart === undefined ? null : await readForm(request);
  const keyed = keyedOf(route, request, principal.user, upload);
  const made = await once(services.store, keyed, async () => {
    if (request.principal !== null) await checkNamed(services.store.of(principal.user), request, upload);
    const call = callOf(services, { route, request, fixed, principal, upload, keyed });
    return handler(call as never, services);
  });
  if (made.isRepeated) reply.header('idempotency-replayed', 'true');
  if (etag !== null && made.status === 200 && made.type === undefined) {
    const body = Buffer.from(JSON.stringify(made.body));
    answers.keep(etag, body);
    return sendKnown(answers, request, reply, etag, body);
  }
  if (made.type?.startsWith('text/html')) return sendPage(reply, String(made.body));
  if (made.type !== undefined) reply.type(made.type);
  return reply.status(made.status).send(made.body);
}

/** From so many bytes on an answer is kept compressed as well: compressing it takes longer than all else of a request. */
const KEPT_COMPRESSED_MIN = 16 * 1024;

async function sendKnown(
  answers: Answers,
  request: FastifyRequest,
  reply: FastifyReply,
  etag: string,
  body: Buffer,
): Promise<FastifyReply> {
  withEtag(reply, etag);
  if (isKnown(request.headers['if-none-match'], etag)) return reply.status(304).send();
  reply.type('application/json; charset=utf-8');
  const encoding = encodingFor(request.headers['accept-encoding'] as string | undefined);
  if (encoding === null || body.length < KEPT_COMPRESSED_MIN) return reply.send(body);
  const key = `${etag} ${encoding}`;
  const short = answers.find(key) ?? (await encoded(body, encoding));
  answers.keep(key, short);
  return reply.header('content-encoding', encoding).send(short);
}

/** The same for every encoding of the answer, and the answer of one user alone. */
const withEtag = (reply: FastifyReply, etag: string): FastifyReply =>
  reply.headers({
    etag,
    'cache-control': 'private, no-cache',
    vary: 'accept, accept-encoding, cookie, authorization, x-api-key',
  });

/** Read before the answer is made: an answer may be newer than its ETag says, never older. */
async function etagFor(
  { store, portfolios, clock, about }: Services,
  versions: UntilWritten<Versions>,
  { operation }: Route,
  { user }: Principal,
  { url }: FastifyRequest,
): Promise<string> {
  await portfolios.latest.follow();
  return etagOf({
    databaseId: store.meta.databaseId,
    owner: user,
    versions: await versions.get(user, () => store.of(user).versions()),
    live: portfolios.latest.now.seq,
    at: showsThePresent(operation) ? Math.floor(clock.now() / CLOCK_STEP_MS) : portfolios.today(),
    url,
    program: about.version,
  });
}
