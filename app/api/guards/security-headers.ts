import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** An answer that is no page loads nothing and is shown in no frame; pages have a policy of their own (page.ts). */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const YEAR_SECONDS = 31_536_000;

/** What tells browsers, on every answer, to take it for what it is and to show it to nobody else. */
export function addSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => setSecurityHeaders(request, reply));
}

export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'content-security-policy': DATA_POLICY,
    // What may be kept says so itself.
    'cache-control': 'no-store',
    ...(request.protocol === 'https' && {
      'strict-transport-security': `max-age=${YEAR_SECONDS}`,
    }),
  });
}
