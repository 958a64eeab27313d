import { defaultKeyHasher } from '@better-auth/api-key';
import { SCOPES, type Scope } from '@tidemark/contract';
import type { FastifyRequest } from 'fastify';
import { type Clock, type Store, UntilWritten } from '../service/index.ts';
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
  private readonly found: UntilWritten<Found>;

  /** `clock`: the real one, by which better-auth ends sessions and keys. */
  constructor(auth: Auth, store: Store, clock: Clock) {
    this.auth = auth;
    this.sessions = new Sessions(auth, store.users, clock);
    this.clock = clock;
    this.found = new UntilWritten(() => store.writeMark());
  }

  /**
   * The principal of a request; null where no credentials of it are usable. A usable X-API-Key wins, then a Bearer
   * key, then the session's cookie.
   */
  async principalOf(request: FastifyRequest): Promise<Principal | null> {
    const text = said(request);
    const lookUp = () => this.lookUp(request);
    const kept = text.length > KNOWN_LENGTH_MAX ? await lookUp() : await this.found.get(text, lookUp);
    const found = kept === null || kept.until > this.clock.now() ? kept : await lookUp();
    if (found === null) return null;
    if (kept !== found || !this.known.has(text)) this.remember(text);
    return found.principal;
  }

  /** Whether the same credentials were good lately. They may have ended since. */
  areKnown(request: FastifyRequest): boolean {
    return this.known.has(said(request));
  }

  arePresent(request: FastifyRequest): boolean {
    return keysOf(request).length > 0 || ownCookies(request) !== null;
  }

  private async lookUp(request: FastifyRequest): Promise<Found | null> {
    for (const key of keysOf(request)) {
      const found = await this.byKey(key);
      if (found !== null) return found;
    }
    const session = await this.sessions.of(request);
    if (session === null) return null;
    const { user, isAdmin, until } = session;
    return { principal: { user, by: user, isAdmin, scopes: null, key: null }, until };
  }

  /** Read here, not verified by better-auth, which writes into the key's row at every request. */
  private async byKey(text: string): Promise<Found | null> {
    const { adapter, internalAdapter } = await this.auth.$context;
    const hash = await defaultKeyHasher(text);
    const where = [{ field: 'key', value: hash }];
    const found = await adapter.findOne<KeyRow>({ model: 'apikey', where });
    if (found === null || found.enabled === false) return null;
    const until = found.expiresAt === null ? Number.POSITIVE_INFINITY : new Date(found.expiresAt).getTime();
    if (until <= this.clock.now()) return null;
    const user = await internalAdapter.findUserById(found.referenceId);
    if (user === null) return null;
    const isAdmin = (user as { role?: string | null }).role === 'admin';
    const scopes = scopesOf(found.metadata, isAdmin);
    const principal = { user: user.id, by: found.name ?? found.id, isAdmin, scopes, key: found.id };
    return { principal, until };
  }

  private remember(text: string): void {
    if (text.length > KNOWN_LENGTH_MAX) return;
    this.known.delete(text);
    this.known.add(text);
    if (this.known.size > KNOWN_MAX) this.known.delete(this.known.values().next().value as string);
  }
}

/** A principal that was looked up. */
interface Found {
  readonly principal: Principal;
  /** Until then it is right if nothing is written. Milliseconds since 1970. */
  readonly until: number;
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

/** Everything that a look for the principal goes by. */
const said = ({ protocol, headers }: FastifyRequest): string =>
  `${protocol}\n${headers['x-api-key']}\n${headers.authorization}\n${headers.cookie}`;
