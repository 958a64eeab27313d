import type { Route } from '@tidemark/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { decode } from '../decode.ts';
import { checkThere } from '../existence.ts';
import { checkText } from '../guards/guard.ts';
import type { Principal } from '../principal.ts';
import type { ServerOptions } from '../server.ts';

/** Longer ids are not ours. */
const ID_LENGTH_MAX = 200;

/** Opens a stream for a request that the guard has let through. Throws ApiRefusal or Refusal. */
export async function answerStream(
  { services, streams, credentials }: ServerOptions,
  route: Route,
  fixed: Readonly<Record<string, string>>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { user } = request.principal as Principal;
  await checkThere(services, route, user, fixed, request);
  checkText(request);
  const { params } = decode(route, request, fixed);
  const lastEventId = request.headers['last-event-id'];
  const stream = await streams.begin({
    user,
    portfolio: String(params.id),
    lastEventId:
      typeof lastEventId === 'string' && lastEventId.length <= ID_LENGTH_MAX ? lastEventId : undefined,
    isAllowed: async () => {
      const now = await credentials.principalOf(request);
      return now?.user === user && (now.scopes === null || now.scopes.has('read'));
    },
  });
  reply.type('text/event-stream; charset=utf-8');
  // A proxy that waits for more would hold events back.
  reply.headers({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
  return reply.send(stream);
}
