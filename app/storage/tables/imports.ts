import type { ImportRecord, ImportWrites } from '../../service/ports/index.ts';
import type { ImportRow } from '../database.ts';
import { type Scope, writing } from '../scope.ts';

export function importsOf(scope: Scope): ImportWrites {
  const { db, owner } = scope;
  const imports = db.selectFrom('imports').selectAll().where('owner', '=', owner);
  return {
    list: async (limit, before) => {
      const query =
        before === undefined
          ? imports
          : imports.where((row) =>
              row(row.refTuple('recorded_at', 'id'), '<', row.tuple(before.recordedAt, before.id)),
            );
      const rows = await query.orderBy('recorded_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(recordOf);
    },
    find: async (id) => {
      const row = await imports.where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : recordOf(row);
    },
    add: async (record) => {
      writing(scope, null);
      await db.insertInto('imports').values(rowOf(owner, record)).execute();
    },
    markUndone: async (id, changeNo) => {
      writing(scope, null);
      const done = await db
        .updateTable('imports')
        .set({ undone_by: changeNo })
        .where('owner', '=', owner)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
  };
}

function recordOf(row: ImportRow): ImportRecord {
  const { id, account, format, added, known, refused } = row;
  return {
    id,
    account,
    fileName: row.file_name,
    format,
    fileHash: row.file_hash,
    rows: row.row_count,
    added,
    known,
    refused,
    changeNo: row.change_no,
    recordedAt: row.recorded_at,
    undoneBy: row.undone_by,
  };
}

function rowOf(owner: string, record: ImportRecord): ImportRow {
  const { id, account, format, added, known, refused } = record;
  return {
    owner,
    id,
    account,
    file_name: record.fileName,
    format,
    file_hash: record.fileHash,
    row_count: record.rows,
    added,
    known,
    refused,
    change_no: record.changeNo,
    recorded_at: record.recordedAt,
    undone_by: record.undoneBy,
  };
}
