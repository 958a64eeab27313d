import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../app/service/ports/index.ts';
import { open } from '../conformance/databases.ts';

let folder: string;
let store: Store;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-plans-'));
  file = path.join(folder, 'a.db');
  store = (await open(file)).store;
});

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('versions are read by primary key, and no query of the ledger reads more than it answers', () => {
  const db = new DatabaseSync(file, { readOnly: true });
  const plan = (query: string) =>
    db
      .prepare(`explain query plan ${query}`)
      .all()
      .map((row) => String(row.detail))
      .join('; ');
  expect(plan("select * from versions where owner in ('', 'a')")).toBe(
    'SEARCH versions USING PRIMARY KEY (owner=?)',
  );
  expect(plan("select * from events where owner = 'a' and id in ('b', 'c') and latest = 1")).toBe(
    'SEARCH events USING INDEX events_by_id (owner=? AND id=?)',
  );
  expect(
    plan(`select * from events where owner = 'a' and latest = 1 and kind <> 'voided' and day >= 5
      order by day, account, place limit 10`),
  ).toBe('SEARCH events USING INDEX events_in_force (owner=? AND day>?)');
  expect(plan("select * from events where owner = 'a' and latest = 1 and kind <> 'voided'")).toBe(
    'SEARCH events USING PRIMARY KEY (owner=?)',
  );
  db.close();
});
