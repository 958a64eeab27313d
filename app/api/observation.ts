import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** Gives each answer the id of its request, counts it and logs it: the route, never the address with what it holds. */
export function observe(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const { statusCode: status, elapsedTime } = reply;
    metrics.count('tidemark_requests_total', `route="${route}",status="${status}"`);
    metrics.observe('tidemark_request_duration_seconds', `route="${route}"`, elapsedTime / 1000);
    const ms = Math.round(elapsedTime * 100) / 100;
    request.log.info({ method: request.method, route, status, ms }, 'answered');
  });
}
