import { SECURE_COOKIE_PREFIX } from '@tidemark/contract';
import type { FastifyRequest } from 'fastify';

/**
 * The cookies of a request by the names that better-auth gives them; null where there are none. Behind https they
 * have a prefix by which a browser takes them from this host alone, over https alone (RFC 6265bis); others there are
 * not ours.
 */
export function ownCookies({
  protocol,
  headers,
}: Pick<FastifyRequest, 'protocol' | 'headers'>): string | null {
  if (headers.cookie === undefined) return null;
  const all = headers.cookie.split(';').map((one) => one.trim());
  const own =
    protocol === 'https'
      ? all
          .filter((one) => one.startsWith(SECURE_COOKIE_PREFIX))
          .map((one) => one.slice(SECURE_COOKIE_PREFIX.length))
      : all;
  const ours = own.filter((one) => /^(?:tidemark|better-auth)[.-]/.test(one));
  return ours.length === 0 ? null : ours.join('; ');
}

/** A Set-Cookie of better-auth, as it is sent. */
export function sentCookie(protocol: string, cookie: string): string {
  return protocol === 'https' ? `${SECURE_COOKIE_PREFIX}${cookie}; Secure` : cookie;
}
