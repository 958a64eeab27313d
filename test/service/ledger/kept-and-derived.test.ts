import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  LedgerEditor,
  type OpenPortfolio,
  Portfolios,
  Refusal,
  type Store,
} from '../../../app/service/index.ts';
import { newUser } from '../../../app/service/records/index.ts';
import { type OpenStore, openStore } from '../../../app/storage/index.ts';
import { type EventInput, formatDay, parseDay } from '../../../engine/index.ts';

const clock = { now: () => Date.parse('2024-03-28T21:00:00Z') };
const author = (owner: string) => ({ owner, by: owner });
const day = (text: string): number => Number(parseDay(text));

let folder: string;
let opened: OpenStore;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tidemark-kept-'));
  opened = await openStore({ database: path.join(folder, 'facts.db'), clock });
  store = opened.store;
  await store.write('', async (tx) => {
    const quote = (name: string, date: string, value: string) => ({
      name,
      day: day(date),
      value,
      currency: 'USD',
    });
    const rows = ['2024-01-02', '2024-02-01', '2024-03-01', '2024-03-28'].flatMap((date, k) => [
      quote('ACME', date, String(100 + 7 * k)),
      quote('BOLT', date, String(40 - 3 * k)),
      quote('CORAL', date, String(9 + k)),
    ]);
    await tx.prices.put('market', rows, clock.now());
    const split = {
      symbol: 'BOLT',
      day: day('2024-02-15'),
      ratio: '2',
      source: 'market',
      recordedAt: clock.now(),
    };
    await tx.splits.put([split]);
  });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that can be read of a portfolio's days and holdings. */
function shown({ history }: OpenPortfolio): unknown {
  const columns = Object.fromEntries(
    Object.entries(history.columns()).map(([name, column]) => [
      name,
      ArrayBuffer.isView(column) ? Array.from(column as Float64Array) : column,
    ]),
  );
  const last = history.last;
  return {
    columns,
    positions: last < history.first ? [] : history.positions(last, history.first),
    problems: history.problems.map(({ code, message }) => `${code}: ${message}`),
  };
}

const edit = fc.record({
  kind: fc.constantFrom('add', 'add', 'add', 'correct', 'void'),
  type: fc.constantFrom('buy', 'sell', 'deposit', 'dividend'),
  symbol: fc.constantFrom('ACME', 'BOLT', 'CORAL', 'DUNE'),
  at: fc.integer({ min: 0, max: 85 }),
  size: fc.integer({ min: 1, max: 50 }),
  which: fc.nat(50),
});

type Drawn = typeof edit extends fc.Arbitrary<infer One> ? One : never;

function eventOf({ type, symbol, at, size }: Drawn): EventInput {
  const date = formatDay((day('2024-01-02') + at) as never);
  if (type === 'deposit') return { date, type, amount: String(size * 100) };
  if (type === 'dividend') return { date, type, symbol, amount: String(size) };
  return { date, type, symbol, quantity: String(size), price: String(10 + size) };
}

let users = 0;

test('what is open after edits is what a new reading of the database gives, bit for bit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
      const owner = `user${users++}`;
      await newUser(store, owner, clock);
      const portfolios = new Portfolios(store, clock);
      const editor = new LedgerEditor(store, portfolios, clock);
      const ids: string[] = [];
      for (const one of edits) {
        const id = ids[one.which % Math.max(1, ids.length)];
        try {
          if (one.kind === 'add' || id === undefined) {
            const statement = { account: 'main', event: eventOf(one), source: 'api', sourceId: null };
            await editor.append(author(owner), [statement], false, async (_, made) => ids.push(...made));
          } else if (one.kind === 'correct') {
            await editor.correct(
              author(owner),
              id,
              { account: null, event: eventOf(one) },
              false,
              async () => 1,
            );
          } else {
            await editor.void(author(owner), id, false, async () => 1);
            ids.splice(ids.indexOf(id), 1);
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        const kept = await portfolios.open(owner, 'default');
        const derived = await new Portfolios(store, clock).open(owner, 'default');
        expect(kept.versions).toEqual(derived.versions);
        expect(shown(kept)).toEqual(shown(derived));
      }
    }),
  );
}, 120_000);
