import {
  type ChangeRecord,
  type ChangeWrites,
  type NewChange,
  StorageError,
} from '../../service/ports/index.ts';
import type { ChangeRow } from '../database.ts';
import { type Scope, writing } from '../scope.ts';

export function changesOf(scope: Scope): ChangeWrites {
  const { db, owner } = scope;
  const changes = db.selectFrom('changes').selectAll().where('owner', '=', owner);
  const latest = changes.orderBy('change_no', 'desc');
  return {
    find: async (changeNo) =>
      recordOrNull(await changes.where('change_no', '=', changeNo).executeTakeFirst()),
    list: async (limit, before) => {
      const query = before === undefined ? latest : latest.where('change_no', '<', before);
      return (await query.limit(limit).execute()).map(recordOf);
    },
    undoable: async () =>
      recordOrNull(
        await latest
          .where('kind', 'in', ['do', 'redo'])
          .where('undone_by', 'is', null)
          .limit(1)
          .executeTakeFirst(),
      ),
    redoable: async () => {
      const undo = latest.where('kind', '=', 'undo').where('undone_by', 'is', null);
      const last = await undo.limit(1).executeTakeFirst();
      if (last === undefined) return null;
      const later = changes.where('kind', '=', 'do').where('change_no', '>', last.change_no);
      return (await later.limit(1).executeTakeFirst()) === undefined ? recordOf(last) : null;
    },
    open: async (change) => {
      writing(scope, null);
      return openChange(scope, change);
    },
  };
}

async function openChange({ db, owner }: Scope, change: NewChange) {
  const { kind, of, what, detail, recordedAt, recordedBy } = change;
  const last = await db
    .selectFrom('changes')
    .select((row) => row.fn.max('change_no').as('change_no'))
    .where('owner', '=', owner)
    .executeTakeFirst();
  const changeNo = (last?.change_no ?? 0) + 1;
  if (of !== null) {
    const done = await db
      .updateTable('changes')
      .set({ undone_by: changeNo })
      .where('owner', '=', owner)
      .where('change_no', '=', of)
      .where('undone_by', 'is', null)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw notStanding(of);
  }
  await db
    .insertInto('changes')
    .values({
      owner,
      change_no: changeNo,
      kind,
      of_change: of,
      undone_by: null,
      what,
      detail,
      recorded_at: recordedAt,
      recorded_by: recordedBy,
    })
    .execute();
  return { changeNo, recordedAt, recordedBy };
}

function notStanding(changeNo: number): StorageError {
  const message = `change ${changeNo} is not there, or it was taken back already`;
  return new StorageError('constraint', message, 'Read the list of changes again.');
}

function recordOrNull(row: ChangeRow | undefined): ChangeRecord | null {
  return row === undefined ? null : recordOf(row);
}

function recordOf(row: ChangeRow): ChangeRecord {
  return {
    changeNo: row.change_no,
    kind: row.kind as ChangeRecord['kind'],
    of: row.of_change,
    what: row.what,
    detail: row.detail,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    undoneBy: row.undone_by,
  };
}
