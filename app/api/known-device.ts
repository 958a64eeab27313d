import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ownCookies } from './cookies.ts';

/** A cookie that says: somebody was signed in to this account with this browser. It opens nothing. */
const NAME = 'tidemark.device';
const YEAR_SECONDS = 31_536_000;

/**
 * The device of a request, where it was signed in to the account before; else null. Strangers who guess at a password
 * from many addresses use up the attempts of devices that are not known, not those of the user's own.
 */
export function knownDevice(secret: string, account: string, request: FastifyRequest): string | null {
  const cookies = ownCookies(request)?.split('; ') ?? [];
  const value = cookies.find((one) => one.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
  const [device, proof] = value?.split('.') ?? [];
  if (device === undefined || proof === undefined) return null;
  const given = Buffer.from(proof);
  const right = Buffer.from(proofOf(secret, account, device));
  return given.length === right.length && timingSafeEqual(given, right) ? device : null;
}

/** The Set-Cookie for a device that has signed in. */
export function deviceCookie(secret: string, account: string): string {
  const device = randomBytes(12).toString('base64url');
  const value = `${device}.${proofOf(secret, account, device)}`;
  return `${NAME}=${value}; Max-Age=${YEAR_SECONDS}; Path=/; HttpOnly; SameSite=Lax`;
}

const proofOf = (secret: string, account: string, device: string): string =>
  createHmac('sha256', secret).update(`device\n${account}\n${device}`).digest('base64url');
