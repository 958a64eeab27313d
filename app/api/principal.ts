import { defaultKeyHasher } from '@better-auth/api-key';
import { SCOPES, type Scope } from '@tidemark/contract';
import type { FastifyRequest } from 'fastify';
import type { Clock, Users } from '../service/index.ts';
import type { Auth } from './auth.ts';
import { ownCookies } from './cookies.ts';
import { Sessions } from './session.ts';

/** Who asks. */
export interface Principal {
  readonly user: string;
  /** Recorded with what is written: the user's id, or the key's name. */
  readonly by: string;
  readonly isAdmin: boolean;
  /** Null: a session, which may do everything its user may. */
  readonly scopes: ReadonlySet<Scope> | null;
  /** Id of the API key; null: a session. */
  readonly key: string | null;
}

/** What a key may do that names no scopes. */
const USUAL_SCOPES: readonly Scope[] = ['read', 'write', 'import', 'capture', 'connections'];

/** Credentials that were good lately and are remembered. */
const KNOWN_MAX = 10_000;

/** The longest that are remembered, in characters. */
const KNOWN_LENGTH_MAX = 1_000;

/** The credentials of requests, looked up. */
export class Credentials {
  private readonly auth: Auth;
  private readonly sessions: Sessions;
  private readonly clock: Clock;
  private readonly known = new Set<string>();

  /** `clock`: the real one, by which better-auth ends sessions and keys. */
  constructor(auth: Auth, users: Users, clock: Clock) {
    this.auth = auth;
    this.sessions = new Sessions(auth, users, clock);
    this.clock = clock;
  }

  /**
   * The principal of a request; null where no credentials of it are usable. A usable X-API-Key wins, then a Bearer
   * key, then the session's cookie.
   */
  async principalOf(request: FastifyRequest): Promise<Principal | null> {
    const principal = await this.lookUp(request);
    if (principal !== null) this.remember(said(request));
    return principal;
  }

  /** Whether the same credentials were good lately. They may have ended since. */
  areKnown(request: FastifyRequest): boolean {
    return this.known.has(said(request));
  }

  arePresent(request: FastifyRequest): boolean {
    return keysOf(request).length > 0 || ownCookies(request) !== null;
  }

  private async lookUp(request: FastifyRequest): Promise<Principal | null> {
    for (const key of keysOf(request)) {
      const found = await this.byKey(key);
      if (found !== null) return found;
    }
    const session = await this.sessions.of(request);
    return session === null ? null : { ...session, by: session.user, scopes: null, key: null };
  }

  /** Read here, not verified by better-auth, which writes into the key's row at every request. */
  private async byKey(text: string): Promise<Principal | null> {
    const { adapter, internalAdapter } = await this.auth.$context;
    const hash = await defaultKeyHasher(text);
    const where = [{ field: 'key', value: hash }];
    const found = await adapter.findOne<KeyRow>({ model: 'apikey', where });
    if (found === null || found.enabled === false) return null;
    if (found.expiresAt !== null && new Date(found.expiresAt).getTime() <= this.clock.now()) return null;
    const user = await internalAdapter.findUserById(found.referenceId);
    if (user === null) return null;
    const isAdmin = (user as { role?: string | null }).role === 'admin';
    const scopes = scopesOf(found.metadata, isAdmin);
    return { user: user.id, by: found.name ?? found.id, isAdmin, scopes, key: found.id };
  }

  private remember(text: string): void {
    if (text.length > KNOWN_LENGTH_MAX) return;
    this.known.delete(text);
    this.known.add(text);
    if (this.known.size > KNOWN_MAX) this.known.delete(this.known.values().next().value as string);
  }
}

interface KeyRow {
  readonly id: string;
  readonly name: string | null;
  readonly referenceId: string;
  readonly enabled: boolean | null;
  readonly expiresAt: Date | string | null;
  readonly metadata: string | object | null;
}

function keysOf({ headers }: FastifyRequest): string[] {
  const [scheme, token] = (headers.authorization ?? '').split(' ');
  const bearer = scheme?.toLowerCase() === 'bearer' ? token : undefined;
  return [headers['x-api-key'], bearer].filter((key): key is string => typeof key === 'string' && key !== '');
}

/** What a key may do, as it was made: capturing for every user is for administrators, and includes the own one. */
export function scopesOf(metadata: unknown, isAdmin: boolean): Set<Scope> {
  const read = typeof metadata === 'string' ? JSON.parse(metadata) : metadata;
  const stated = (read as { scopes?: unknown } | null)?.scopes;
  const named = Array.isArray(stated) ? stated : USUAL_SCOPES;
  const scopes = new Set(
    named.filter((scope): scope is Scope => typeof scope === 'string' && Object.hasOwn(SCOPES, scope)),
  );
  if (scopes.has('capture:all')) scopes.add('capture');
  if (!isAdmin) scopes.delete('capture:all');
  return scopes;
}

const said = ({ headers }: FastifyRequest): string =>
  `${headers['x-api-key']}\n${headers.authorization}\n${headers.cookie}`;
