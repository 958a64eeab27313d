import type { IdempotencyWrites } from '../../service/ports/index.ts';
import { type Scope, writing } from '../scope.ts';

export function idempotencyOf(scope: Scope): IdempotencyWrites {
  const { db, owner } = scope;
  return {
    find: async (key) => {
      const row = await db
        .selectFrom('idempotency')
        .selectAll()
        .where('owner', '=', owner)
        .where('key', '=', key)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { status, answer } = row;
      return { key, requestHash: row.request_hash, status, answer, createdAt: row.created_at };
    },
    record: async ({ key, requestHash, status, answer, createdAt }) => {
      writing(scope, null);
      await db
        .insertInto('idempotency')
        .values({ owner, key, request_hash: requestHash, status, answer, created_at: createdAt })
        .execute();
    },
    purge: async (before) => {
      writing(scope, null);
      const done = await db
        .deleteFrom('idempotency')
        .where('owner', '=', owner)
        .where('created_at', '<', before)
        .executeTakeFirst();
      return Number(done.numDeletedRows);
    },
  };
}
