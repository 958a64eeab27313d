import { aliases, fullPath, routeList } from '@tidemark/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiRefusal } from '../api-refusal.ts';
import { START_PAGE } from '../start-page.ts';

const AUTH = '/api/v1/auth/';

const KNOWN = [
  ...routeList.map((route) => ({ method: route.method, path: fullPath(route) })),
  ...aliases,
].map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
}));

/** The methods that an address takes; none where there is no such address. */
export function methodsOf(path: string): string[] {
  const methods = new Set(path === '/' || path === START_PAGE ? ['GET'] : []);
  for (const { method, pattern } of KNOWN) if (pattern.test(path)) methods.add(method);
  if (methods.has('GET') && !path.startsWith(AUTH)) methods.add('HEAD');
  return [...methods].sort();
}

/** Why nothing is served at an address: it is not known, or only by other methods, which `Allow` then names. */
export function unserved({ url, method }: FastifyRequest, reply: FastifyReply): ApiRefusal {
  const [path] = url.split('?');
  const methods = methodsOf(path);
  if (methods.length === 0) return new ApiRefusal('not_found', `There is nothing at ${path}.`);
  reply.header('allow', methods.join(', '));
  return new ApiRefusal('method_not_allowed', `${path} takes ${methods.join(', ')}, not ${method}.`);
}
