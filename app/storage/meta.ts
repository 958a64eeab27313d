import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { StoreMeta } from '../service/ports/index.ts';
import type { Database } from './database.ts';
import type { Dialect } from './dialect.ts';
import { SECRET_SEAL } from './secret-seal.ts';

const DATABASE_ID = 'database_id';

export async function openMeta(db: Kysely<Database>, dialect: Dialect): Promise<StoreMeta> {
  const found = await db.selectFrom('meta').select('value').where('name', '=', DATABASE_ID).execute();
  const last = await db
    .selectFrom('migrations')
    .select((row) => row.fn.max('number').as('number'))
    .executeTakeFirstOrThrow();
  let databaseId = found[0]?.value ?? '';
  return {
    kind: dialect.kind,
    schemaVersion: last.number,
    get databaseId() {
      return databaseId;
    },
    renewDatabaseId: async () => {
      const value = randomUUID();
      await db.updateTable('meta').set({ value }).where('name', '=', DATABASE_ID).execute();
      await db.deleteFrom('meta').where('name', '=', SECRET_SEAL).execute();
      databaseId = value;
      return value;
    },
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    check: () => dialect.check(db),
  };
}
