/** What the machine can do at all: how fast it makes bytes durable, and how fast the embedded database reads rows. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { spreadOf } from '../statistics.ts';

export interface Floor {
  readonly fsyncMs: number;
  readonly rowsPerSecond: number;
}

const SYNCS = 50;
const ROWS = 200_000;

export function floorOf(folder: string): Floor {
  return {
    fsyncMs: fsyncMs(path.join(folder, 'sync')),
    rowsPerSecond: rowsPerSecond(path.join(folder, 'rows.db')),
  };
}

function fsyncMs(file: string): number {
  const handle = openSync(file, 'w');
  const bytes = Buffer.alloc(4096, 1);
  const took = Array.from({ length: SYNCS }, () => {
    const started = performance.now();
    writeSync(handle, bytes);
    fsyncSync(handle);
    return performance.now() - started;
  });
  closeSync(handle);
  return spreadOf(took).median;
}

function rowsPerSecond(file: string): number {
  const db = new DatabaseSync(file);
  db.exec('create table t (id integer primary key, a text, b real)');
  const insert = db.prepare('insert into t values (?, ?, ?)');
  db.exec('begin');
  for (let n = 0; n < ROWS; n++) insert.run(n, `row ${n}`, n / 7);
  db.exec('commit');
  const select = db.prepare('select * from t');
  select.setReturnArrays(true);
  const took = Array.from({ length: 5 }, () => {
    const started = performance.now();
    select.all();
    return performance.now() - started;
  });
  db.close();
  return ROWS / (spreadOf(took).median / 1000);
}
