import type { Route } from '@tidemark/contract';
import type { FastifyRequest } from 'fastify';
import { ApiRefusal } from './api-refusal.ts';
import { type Principal, scopesOf } from './principal.ts';

/**
 * The body that better-auth is given. A key's scopes are kept with it as metadata: better-auth lets only the server
 * give permissions of its own kind. Throws ApiRefusal where a scope is not the user's to give.
 */
export function keyRequest(route: Route | undefined, { body, principal }: FastifyRequest): unknown {
  if (route?.operation !== 'createApiKey') return body;
  const { scopes, metadata, ...rest } = body as { scopes?: readonly string[]; metadata?: object };
  if (scopes?.includes('capture:all') && !principal?.isAdmin)
    throw new ApiRefusal('request_invalid', 'scopes: capture:all is for administrators.');
  return { ...rest, metadata: { ...metadata, scopes } };
}

/** What better-auth says of keys, with their scopes as the contract has them. */
export function keyAnswer(route: Route | undefined, text: string, principal: Principal | null): string {
  if (route?.operation !== 'createApiKey' && route?.operation !== 'listApiKeys') return text;
  const told = JSON.parse(text);
  const withScopes = (key: { metadata: unknown }) => ({
    ...key,
    scopes: [...scopesOf(key.metadata, principal?.isAdmin === true)],
  });
  return JSON.stringify(
    Array.isArray(told.apiKeys) ? { ...told, apiKeys: told.apiKeys.map(withScopes) } : withScopes(told),
  );
}
