import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Clock, Users } from '../service/index.ts';
import type { Auth } from './auth.ts';
import { ownCookies } from './cookies.ts';

/** What the cookie of a session says, once its signature has been checked. */
export interface SessionUser {
  readonly user: string;
  readonly isAdmin: boolean;
  /** Until then it holds if nothing is written; then it may have to be prolonged. Milliseconds since 1970. */
  readonly until: number;
}

/**
 * The sessions of requests. Each is looked up in the database, so that one that has ended anywhere has ended here;
 * better-auth, whose own way takes milliseconds, is asked only where a session may have to be prolonged.
 */
export class Sessions {
  private readonly auth: Auth;
  private readonly users: Users;
  private readonly clock: Clock;
  private terms: Promise<Terms> | null = null;

  /** `clock`: the real one, by which better-auth ends sessions. */
  constructor(auth: Auth, users: Users, clock: Clock) {
    this.auth = auth;
    this.users = users;
    this.clock = clock;
  }

  /** Null where there is no cookie, or its session has ended. */
  async of(request: FastifyRequest): Promise<SessionUser | null> {
    const cookie = ownCookies(request);
    if (cookie === null) return null;
    this.terms ??= termsOf(this.auth);
    const { cookieName, secret, restMs } = await this.terms;
    const token = signedToken(cookieValue(cookie, cookieName), secret);
    if (token === null) return null;
    const session = await this.users.session(token);
    if (session === null) return null;
    const until = session.expiresAt - restMs;
    if (until > this.clock.now()) return { user: session.user, isAdmin: session.role === 'admin', until };
    const prolonged = await this.auth.api.getSession({ headers: new Headers({ cookie }) });
    if (prolonged === null) return null;
    return { user: prolonged.user.id, isAdmin: prolonged.user.role === 'admin', until: this.clock.now() };
  }
}

interface Terms {
  readonly cookieName: string;
  readonly secret: string;
  /** A session with less time left than this may be prolonged. */
  readonly restMs: number;
}

async function termsOf(auth: Auth): Promise<Terms> {
  const { authCookies, secret, sessionConfig } = await auth.$context;
  const { expiresIn, updateAge } = sessionConfig;
  return { cookieName: authCookies.sessionToken.name, secret, restMs: (expiresIn - updateAge) * 1000 };
}

function cookieValue(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return decoded(part.slice(at + 1).trim());
  }
  return null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** What stands before the signature (HMAC-SHA-256 in base64, as better-auth signs cookies), if that is right. */
function signedToken(value: string | null, secret: string): string | null {
  const at = value?.lastIndexOf('.') ?? -1;
  if (value === null || at < 1) return null;
  const token = value.slice(0, at);
  const given = Buffer.from(value.slice(at + 1), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}
