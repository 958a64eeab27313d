import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiRefusal } from './api-refusal.ts';
import { sentCookie } from './cookies.ts';
import { clientOf } from './guards/client-address.ts';
import { type Limits, takeOne } from './guards/limits.ts';
import type { RateLimit } from './guards/rate-limit.ts';
import { deviceCookie, knownDevice } from './known-device.ts';

/** Told how what was attempted ended. */
export type Attempt = (worked: boolean, reply: FastifyReply) => void;

/** What proves nothing about who somebody is. */
const NO_PROOF = new Set(['/sign-out', '/sign-up/email']);

/**
 * Counts an attempt at proving who one is (a password, a second factor, a passkey): only those that fail, by address
 * and by account. Throws ApiRefusal `rate_limited` where there were too many.
 */
export function beginAttempt(limits: Limits, secret: string, path: string, request: FastifyRequest): Attempt {
  const client = clientOf(request);
  if (path === '/sign-up/email') takeOne(limits.signUps, client, 'Too many sign-ups from this address');
  const account = accountOf(request.body);
  const counted = NO_PROOF.has(path) ? [] : countedBy(limits, secret, client, account, request);
  const waits = counted.map(([limit, key]) => limit.wait(key));
  const wait = Math.max(0, ...waits);
  if (wait > 0) {
    const detail = `Too many attempts that failed. Try again in ${wait} seconds.`;
    throw new ApiRefusal('rate_limited', detail, [], wait);
  }
  // Taken at once, so that many attempts at the same time count too.
  for (const [limit, key] of counted) limit.take(key);
  return (worked, reply) => {
    if (!worked) return;
    for (const [limit, key] of counted) limit.giveBack(key);
    if (account !== null)
      reply.header('set-cookie', sentCookie(request.protocol, deviceCookie(secret, account)));
  };
}

function countedBy(
  limits: Limits,
  secret: string,
  client: string,
  account: string | null,
  request: FastifyRequest,
): [RateLimit, string][] {
  if (account === null) return [[limits.failures, client]];
  const device = knownDevice(secret, account, request);
  return [
    [limits.failures, client],
    device === null ? [limits.accountFailures, account] : [limits.deviceFailures, `${account} ${device}`],
  ];
}

function accountOf(body: unknown): string | null {
  const email = (body as { email?: unknown } | null | undefined)?.email;
  return typeof email === 'string' ? email.trim().toLowerCase() : null;
}
