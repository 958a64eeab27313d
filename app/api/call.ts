import type { Route } from '@tidemark/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OwnerWrites } from '../service/index.ts';
import { ApiRefusal } from './api-refusal.ts';
import { decode, requestHash } from './decode.ts';
import type { Call, Reply, Services } from './handler.ts';
import type { Principal } from './principal.ts';
import type { UploadedForm } from './upload.ts';

/** A request, decoded. Throws ApiRefusal. */
export function callOf(
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

/** What was answered to the same request before; null where there was none. */
export async function answeredBefore(
  { store }: Services,
  call: Call,
  reply: FastifyReply,
): Promise<Reply | null> {
  if (call.idempotencyKey === null) return null;
  const known = await store.of(call.principal.user).idempotency.find(call.idempotencyKey);
  if (known === null) return null;
  if (known.requestHash !== call.requestHash)
    throw new ApiRefusal('idempotency_key_reused', 'Take a new Idempotency-Key for another request.');
  reply.header('idempotency-replayed', 'true');
  return { status: known.status, ...(known.answer !== '' && { body: JSON.parse(known.answer) }) };
}
