import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { AUTH_TABLES } from '../../app/service/ports/index.ts';
import { OWNER_TABLES } from '../../app/storage/database.ts';
import type { Subject } from './databases.ts';

/** Tables of the instance, which belong to no owner. */
const NO_OWNER = ['meta', 'migrations', ...Object.values(AUTH_TABLES)];

interface Key {
  readonly table: string;
  readonly key: string;
  /** Of the column within its key, from 0. */
  readonly place: number;
  readonly column: string;
}

const SQLITE = sql<Key>`
  select t.name as "table", i.name as "key", c.seqno as place, c.name as "column"
  from sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
  where t.type = 'table' and t.name not like 'sqlite_%' and i."unique" = 1 order by 1, 2, 3`;

const POSTGRES = sql<Key>`
  select t.relname as "table", i.relname as "key", k.place - 1 as place, a.attname as "column"
  from pg_index x
  join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
  join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
  cross join lateral unnest(x.indkey) with ordinality as k (number, place)
  join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number
  where x.indisunique order by 1, 2, 3`;

export function catalogueLaws(subject: () => Subject): void {
  describe('the catalogue of the database', () => {
    test('every primary key and unique key begins with the owner, but those of the instance’s tables', async () => {
      const { kind, auth } = subject();
      const { rows } = await (kind === 'sqlite' ? SQLITE : POSTGRES).execute(auth.db);
      const first = rows.filter((row) => Number(row.place) === 0 && !NO_OWNER.includes(row.table));
      expect(first.filter((row) => row.column !== 'owner')).toEqual([]);
      const tables = new Set(first.map((row) => row.table));
      expect([...tables].sort()).toEqual([...OWNER_TABLES].sort());
    });
  });
}
