import type { ConnectionActivity } from '@tidemark/contract';
import { type Day, formatDay } from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import type { ActivityRecord, OwnerReads } from '../ports/index.ts';
import { instantText, type ListDocument } from '../records/documents.ts';
import { unknownId } from '../refusal.ts';

export interface ActivitiesRequest extends PageRequest {
  readonly status?: ActivityRecord['status'] | undefined;
}

/** What a connection's accounts brought, as it came, the newest first. Throws Refusal `not_found`. */
export async function listActivities(
  tx: OwnerReads,
  id: string,
  { status, ...page }: ActivitiesRequest,
): Promise<ListDocument<ConnectionActivity>> {
  const connection = await tx.connections.find(id);
  if (connection === null) throw unknownId('connection', id);
  const accounts = (await tx.connections.linked(id)).map(({ account }) => account);
  const statuses = status === undefined ? {} : { statuses: [status] };
  const kept = await tx.connections.activities({ provider: connection.provider, ...statuses });
  const own = kept.filter(({ account }) => accounts.includes(account)).reverse();
  const { items, nextCursor } = pageOf(own, page, (one) => `${one.account} ${one.id}`);
  return { items: items.map(activityDocument), next_cursor: nextCursor };
}

/** An activity as answers have it. */
export function activityDocument(record: ActivityRecord): ConnectionActivity {
  const { id, account, type, day, status, remark, raw, changedRaw, seenAt } = record;
  return {
    id,
    account_id: account,
    type,
    date: formatDay(day as Day),
    status,
    remark,
    raw: JSON.parse(raw) as ConnectionActivity['raw'],
    changed_raw: changedRaw === null ? null : (JSON.parse(changedRaw) as ConnectionActivity['raw']),
    seen_at: instantText(seenAt),
  };
}
