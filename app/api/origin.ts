import type { FastifyRequest } from 'fastify';
import { ApiRefusal } from './api-refusal.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a write that another site makes a browser send: its cookie would go along. Keys are never sent so. */
export function checkOrigin(request: FastifyRequest): void {
  if (!SAFE.has(request.method) && request.headers.cookie !== undefined) checkSite(request);
}

/** Refuses whatever a page of another site sends; what is no browser names no site. */
export function checkSite(request: FastifyRequest): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isSame =
    origin === undefined
      ? site === undefined || site === 'same-origin' || site === 'none'
      : hostOf(origin) === request.host;
  if (!isSame)
    throw new ApiRefusal(
      'origin_refused',
      'Send the request from a page of this server, or with an API key.',
    );
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
