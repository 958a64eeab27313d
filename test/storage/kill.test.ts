import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventRecord, Store } from '../../app/service/ports/index.ts';
import { open } from '../conformance/databases.ts';
import { account } from '../conformance/given.ts';
import { BATCH, correctionOf, eventsOf, OWNER } from './batches.ts';

const PROGRAM = path.join(import.meta.dirname, 'append-until-killed.ts');
/** A whole night's worth: TIDEMARK_KILLS=200. */
const KILLS = Number(process.env.TIDEMARK_KILLS ?? 20);
/** From the first acknowledged batch on, which is a few dozen of them. */
const LIFE_MS_MAX = 150;

let folder: string;
let database: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-kill-'));
  database = path.join(folder, 'killed.db');
  const { store } = await open(database);
  await store.write(OWNER, (tx) => tx.accounts.add(account('main')));
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(`${KILLS} times killed by SIGKILL: no acknowledged event lost, none doubled, the database sound`, async () => {
  const acknowledged = { batches: 0, corrections: new Set<number>() };
  const lives = fc.sample(fc.nat({ max: LIFE_MS_MAX }), KILLS);
  for (const [run, lifeMs] of lives.entries()) {
    await runAndKill(run, lifeMs, acknowledged);
    const { store } = await open(database);
    await inspect(store, acknowledged);
    await store.close();
  }
  expect(acknowledged.batches).toBeGreaterThan(KILLS);
});

/** Runs the program from the first batch that was not acknowledged, and kills it somewhere. */
async function runAndKill(
  run: number,
  lifeMs: number,
  acknowledged: { batches: number; corrections: Set<number> },
) {
  const args = [PROGRAM, database, String(acknowledged.batches), `run${run}`];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout?.on('data', (bytes) => {
    if (out === '') setTimeout(() => child.kill('SIGKILL'), lifeMs);
    out += bytes;
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.on('close', (...end) => resolve(end)),
  );
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  // A line without its end was being written; it may count, and it may not.
  for (const line of out.split('\n').slice(0, -1)) {
    const [what, n] = line.split(' ');
    if (what === 'a') acknowledged.batches = Number(n) + 1;
    else acknowledged.corrections.add(Number(n));
  }
}

async function inspect(store: Store, acknowledged: { batches: number; corrections: Set<number> }) {
  expect(await store.meta.check()).toEqual([]);
  const { ledger } = store.of(OWNER);
  expect(await ledger.verifyChains()).toEqual([]);
  const rows = await ledger.inForce();
  const bySource = new Map(rows.map((row) => [row.sourceId, row]));
  expect(bySource.size).toBe(rows.length);
  // All that was acknowledged, and at most one batch more, which is there whole.
  const batches = rows.length / BATCH;
  expect([acknowledged.batches, acknowledged.batches + 1]).toContain(batches);
  for (let n = 0; n < batches; n++) expectBatch(n, bySource, acknowledged.corrections);
}

function expectBatch(
  n: number,
  bySource: ReadonlyMap<string | null, EventRecord>,
  corrections: ReadonlySet<number>,
) {
  eventsOf(n).forEach(({ sourceId, amount }, k) => {
    const row = bySource.get(sourceId);
    const stated = k === 0 && row?.kind === 'corrected' ? correctionOf(n) : amount;
    if (k === 0 && corrections.has(n)) expect(row?.kind).toBe('corrected');
    expect(row?.columns.amount).toBe(stated);
  });
}
