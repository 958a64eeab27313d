import { DatabaseSync } from 'node:sqlite';

/** Milliseconds of one durable transaction that inserts as many rows of so many bytes: what the disk asks at least. */
export function insertFloor(file: string, rows: number, bytes: number): number {
  const db = new DatabaseSync(file);
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table t (id text primary key, body blob)',
  );
  const insert = db.prepare('insert into t values (?, ?)');
  const body = Buffer.alloc(bytes, 7);
  const started = performance.now();
  db.exec('begin immediate');
  for (let n = 0; n < rows; n++) insert.run(`user-${String(n).padStart(27, '0')}`, body);
  db.exec('commit');
  const took = performance.now() - started;
  db.close();
  return took;
}
