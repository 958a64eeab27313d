import { type Route, takesIdempotencyKey } from '@tidemark/contract';
import type { FastifyRequest } from 'fastify';
import type { OwnerWrites, Store } from '../service/index.ts';
import { ApiRefusal } from './api-refusal.ts';
import { requestHash } from './decode.ts';
import type { Reply } from './handler.ts';
import type { UploadedForm } from './upload.ts';

/** A write under an Idempotency-Key: what was asked, and by whom. */
export interface Keyed {
  readonly user: string;
  readonly key: string;
  /** Hex SHA-256 of what was asked: of one key it must stay the same. */
  readonly hash: string;
}

/** Null where a request has no key, or writes nothing. */
export function keyedOf(
  route: Route,
  request: FastifyRequest,
  user: string,
  upload: UploadedForm | null,
): Keyed | null {
  const key = keyOf(route, request);
  return key === null ? null : { user, key, hash: requestHash(route, request, upload) };
}

/** Whether a write was answered under its key before: what it wrote to may be gone by it. */
export async function isRepeated(
  store: Store,
  route: Route,
  request: FastifyRequest,
  user: string,
): Promise<boolean> {
  const key = keyOf(route, request);
  return key !== null && (await store.of(user).idempotency.find(key)) !== null;
}

function keyOf(route: Route, { headers, query }: FastifyRequest): string | null {
  const key = headers['idempotency-key'];
  const isDryRun = String((query as { dry_run?: unknown }).dry_run) === 'true';
  return takesIdempotencyKey(route) && !isDryRun && typeof key === 'string' && key !== '' ? key : null;
}

/**
 * Does a write, or answers what it answered before under its key. Where two requests of one key come at once, the one
 * whose write is refused, because the other's was first, answers the same. Throws ApiRefusal where the key stands
 * for another request.
 */
export async function once(store: Store, keyed: Keyed | null, work: () => Promise<Reply>): Promise<Reply> {
  if (keyed === null) return work();
  const known = await answeredBefore(store, keyed);
  if (known !== null) return known;
  try {
    return await work();
  } catch (error) {
    const answered = await answeredBefore(store, keyed);
    if (answered !== null) return answered;
    throw error;
  }
}

/** Keeps an answer in the transaction of its write: another one under the same key fails there. */
export async function keepAnswer(
  tx: OwnerWrites,
  { key, hash }: Keyed,
  status: number,
  body: unknown,
  now: number,
): Promise<void> {
  const answer = body === undefined ? '' : JSON.stringify(body);
  await tx.idempotency.record({ key, requestHash: hash, status, answer, createdAt: now });
}

async function answeredBefore(store: Store, { user, key, hash }: Keyed): Promise<Reply | null> {
  const known = await store.of(user).idempotency.find(key);
  if (known === null) return null;
  if (known.requestHash !== hash)
    throw new ApiRefusal('idempotency_key_reused', 'Take a new Idempotency-Key for another request.');
  return {
    status: known.status,
    isRepeated: true,
    ...(known.answer !== '' && { body: JSON.parse(known.answer) }),
  };
}
