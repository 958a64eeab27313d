import type { Route } from '@tidemark/contract';
import type { FastifyRequest } from 'fastify';
import { unknownId } from '../service/index.ts';
import { hasDifference, hasScenario } from '../service/records/index.ts';
import { unstorableIn } from './guards/unstorable-text.ts';
import type { Services } from './handler.ts';

/** The same of a request. Throws Refusal `not_found`. */
export async function checkThere(
  services: Services,
  route: Route,
  user: string,
  fixed: Readonly<Record<string, string>>,
  request: FastifyRequest,
): Promise<void> {
  const params: Record<string, string> = { ...fixed, ...(request.params as object) };
  for (const id of Object.values(params)) if (unstorableIn(id) !== null) throw unknownId('thing', id);
  await checkExistence(services, route, user, params);
}

/**
 * Refuses an id that the user has nothing under, before anything else of the request is looked at: so nobody learns
 * from an answer what another user has. Throws Refusal `not_found`.
 */
async function checkExistence(
  { store }: Services,
  { path, operation }: Route,
  user: string,
  params: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const { id } = params;
  if (id === undefined) return;
  const reads = store.of(user);
  const [, kind] = path.split('/');
  const isThere = await (async (): Promise<boolean> => {
    switch (kind) {
      case 'portfolios':
        return (await reads.portfolios.find(id)) !== null;
      case 'accounts':
        return (await reads.accounts.find(id)) !== null;
      case 'connections':
        return (await reads.connections.find(id)) !== null;
      case 'imports':
        return (await reads.imports.find(id)) !== null;
      case 'transactions': {
        const record = await reads.ledger.find(id);
        return (
          record !== null &&
          (record.kind !== 'voided' || operation === 'listRevisions' || operation === 'getTransaction')
        );
      }
      case 'stress-scenarios':
        return hasScenario(reads, id);
      case 'alerts':
        return (await reads.alerts.find(id)) !== null;
      case 'prices':
        return (await reads.heldBack.find(id)) !== null;
      case 'jobs':
        return (await reads.jobs.find(id)) !== null;
      case 'reconciliation':
        return hasDifference(reads, id);
      default:
        // Nobody has any of the others yet.
        return false;
    }
  })();
  if (!isThere) throw unknownId(kind.replace(/s$/, ''), id);
}
