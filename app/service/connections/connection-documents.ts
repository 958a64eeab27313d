import type { Connection } from '@tidemark/contract';
import { problem } from '@tidemark/engine';
import { findings } from '../figures/findings.ts';
import type { ConnectionRecord, ConnectionTrouble, LinkedAccountRecord, OwnerReads } from '../ports/index.ts';
import { instantText } from '../records/documents.ts';

type FindingDocument = Connection['problems'][number];

/** A connection as answers have it: nothing of its credentials. */
export function connectionDocument(
  record: ConnectionRecord,
  linked: readonly LinkedAccountRecord[],
): Connection {
  const { id, provider, name, state, createdAt, lastSyncedAt, troubles } = record;
  return {
    id,
    provider,
    name,
    status: state,
    accounts: linked.map((one) => ({
      external_id: one.externalId,
      name: one.name,
      account_id: one.account,
    })),
    created_at: instantText(createdAt),
    last_synced_at: lastSyncedAt === null ? null : instantText(lastSyncedAt),
    problems: troubles.map(findingOf),
  };
}

export async function documentOf(tx: OwnerReads, record: ConnectionRecord): Promise<Connection> {
  return connectionDocument(record, await tx.connections.linked(record.id));
}

/** What went wrong at a provider as a problem of an answer. */
export const findingOf = ({ part, message, remedy }: ConnectionTrouble): FindingDocument =>
  findings([problem('provider_failed', { field: part }, message, { remedy })])[0];
