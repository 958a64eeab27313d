import type { Route } from '@tidemark/contract';
import type { FastifyRequest } from 'fastify';
import type { OwnerWrites } from '../service/index.ts';
import { decode } from './decode.ts';
import type { Call, Services } from './handler.ts';
import { type Keyed, keepAnswer } from './once.ts';
import type { Principal } from './principal.ts';
import type { UploadedForm } from './upload.ts';

/** What a call is made of. */
export interface Asked {
  readonly route: Route;
  readonly request: FastifyRequest;
  readonly fixed: Readonly<Record<string, string>>;
  readonly principal: Principal;
  readonly upload: UploadedForm | null;
  readonly keyed: Keyed | null;
}

/** A request, decoded. Throws ApiRefusal. */
export function callOf(
  { clock }: Services,
  { route, request, fixed, principal, upload, keyed }: Asked,
): Call {
  const decoded = decode(route, request, fixed);
  const { dry_run: dryRun, as_known_at: knownAt } = decoded.query;
  return {
    ...(decoded as Pick<Call, 'params' | 'query' | 'body'>),
    principal,
    upload,
    dryRun: dryRun === true,
    asKnownAt: typeof knownAt === 'string' ? Date.parse(knownAt) : undefined,
    keep: async (tx: OwnerWrites, status: number, body: unknown) => {
      if (keyed !== null) await keepAnswer(tx, keyed, status, body, clock.now());
    },
  };
}
