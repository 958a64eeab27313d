import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiRefusal } from '../api-refusal.ts';

/** Idempotency keys of requests that this process is answering now. */
export class KeysInUse {
  /** Ids of requests by key. */
  private readonly holders = new Map<string, string>();
  private readonly keys = new WeakMap<FastifyRequest, string>();

  constructor(server: FastifyInstance) {
    // Before the answer leaves: who has it may use the key again at once.
    server.addHook('onSend', async (request) => this.release(request));
  }

  /** Until the answer is made, or the client is gone. Throws ApiRefusal `idempotency_key_in_use`. */
  hold(user: string, request: FastifyRequest, reply: FastifyReply): void {
    const given = request.headers['idempotency-key'];
    if (given === undefined || request.method === 'GET' || request.method === 'HEAD') return;
    const key = JSON.stringify([user, given]);
    if (this.holders.has(key))
      throw new ApiRefusal('idempotency_key_in_use', 'Ask again when the first request has been answered.');
    this.holders.set(key, request.id);
    this.keys.set(request, key);
    reply.raw.once('close', () => this.release(request));
  }

  private release(request: FastifyRequest): void {
    const key = this.keys.get(request);
    if (key !== undefined && this.holders.get(key) === request.id) this.holders.delete(key);
  }
}
