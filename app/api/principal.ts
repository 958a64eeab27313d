import { SCOPES, type Scope } from '@tidemark/contract';
import type { FastifyRequest } from 'fastify';
import { ApiRefusal } from './api-refusal.ts';
import type { Auth } from './auth.ts';
import type { Sessions } from './session.ts';

/** Who asks. */
export interface Principal {
  readonly user: string;
  /** Recorded with what is written: the user's id, or the key's name. */
  readonly by: string;
  readonly isAdmin: boolean;
  /** Null: a session, which may do everything its user may. */
  readonly scopes: ReadonlySet<Scope> | null;
}

/** What a key may do that names no scopes. */
const USUAL_SCOPES: readonly Scope[] = ['read', 'write', 'import', 'capture', 'connections'];

/**
 * The principal of a request. A usable X-API-Key wins, then a Bearer key, then the session's cookie; null where there
 * are no credentials. Throws ApiRefusal `credentials_invalid` where there are only unusable ones.
 */
export async function principalOf(
  auth: Auth,
  sessions: Sessions,
  request: FastifyRequest,
): Promise<Principal | null> {
  const keys = [request.headers['x-api-key'], bearerOf(request)].filter((key) => typeof key === 'string');
  for (const key of keys) {
    const found = await byKey(auth, key);
    if (found !== null) return found;
  }
  const session = await sessions.of(request);
  if (session !== null) return { ...session, by: session.user, scopes: null };
  if (keys.length > 0 || request.headers.cookie !== undefined)
    throw new ApiRefusal(
      'credentials_invalid',
      'The session has ended, or the key is not valid. Sign in again.',
    );
  return null;
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  const [scheme, token] = (headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' ? token : undefined;
}

async function byKey(auth: Auth, key: string): Promise<Principal | null> {
  const { valid, key: found, error } = await auth.api.verifyApiKey({ body: { key } });
  if (error?.code === 'RATE_LIMITED') throw new ApiRefusal('rate_limited', 'The API key is used too often.');
  if (!valid || found === null) return null;
  const user = await (await auth.$context).internalAdapter.findUserById(found.referenceId);
  if (user === null) return null;
  const role = (user as { role?: string | null }).role;
  return {
    user: user.id,
    by: found.name ?? found.id,
    isAdmin: role === 'admin',
    scopes: scopesOf(found.metadata),
  };
}

function scopesOf(metadata: unknown): Set<Scope> {
  const stated = (metadata as { scopes?: unknown } | null)?.scopes;
  const named = Array.isArray(stated) ? stated : USUAL_SCOPES;
  return new Set(named.filter((scope): scope is Scope => typeof scope === 'string' && scope in SCOPES));
}
