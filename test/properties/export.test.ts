import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LedgerEditor, type OpenPortfolio, Portfolios, type Store, today } from '../../app/service/index.ts';
import {
  type ExportTable,
  exportData,
  exportTable,
  newUser,
  putPrices,
  putRates,
  putSplits,
  restoreExport,
} from '../../app/service/records/index.ts';
import { openStore } from '../../app/storage/index.ts';
import { Export } from '../../contract/index.ts';
import { fileInMemory, openHistory, readFacts } from '../../engine/index.ts';
import { account } from '../conformance/given.ts';
import { everyFigure } from '../every-figure.ts';
import { dayFrom, type PlainInput } from '../naive/input.ts';
import { eventInput } from './engine.ts';
import { ledgers } from './ledgers.ts';
import { PATIENT, runs } from './runs.ts';

const clock = { now: () => Date.parse('2025-06-01T12:00:00Z') };
const TODAY = today(clock);

let folder: string;
let store: Store;
let count = 0;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tidemark-exported-'));
  ({ store } = await openStore({ database: path.join(folder, 'facts.db'), clock }));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const editor = (): LedgerEditor => new LedgerEditor(store, new Portfolios(store, clock), clock);

/** A user with everything that a random ledger says; its events as they would come over HTTP. */
async function userWith(input: PlainInput): Promise<string> {
  const user = `owner-${++count}`;
  await newUser(store, user, clock);
  const { base, fees } = input.conventions;
  await store.write(user, async (tx) => {
    for (const { name, currency = base, lot_method: lotMethod = 'fifo' } of input.accounts)
      await tx.accounts.add(account(name, { type: 'margin', currency, lotMethod }));
    const [whole] = await tx.portfolios.list();
    if (whole !== undefined) await tx.portfolios.replace({ ...whole, baseCurrency: base, fees });
    await tx.instruments.put(
      input.instruments.map(({ symbol, kind, currency = null, multiplier = null, price_factor = null }) => ({
        ...{
          symbol,
          kind,
          currency,
          multiplier,
          priceFactor: price_factor,
          sector: 'All "of, it"',
          name: null,
        },
        ...{
          exchange: 'X',
          isin: null,
          figi: null,
          underlying: null,
          expiry: null,
          strike: null,
          right: null,
        },
        modifiedDuration: null,
      })),
    );
    if (input.prices.length > 0) await putPrices([...input.prices], clock.now(), TODAY).apply(tx);
    if (input.rates.length > 0) await putRates([...input.rates], clock.now(), TODAY).apply(tx);
    if (input.splits.length > 0) await putSplits([...input.splits], clock.now(), TODAY).apply(tx);
    await tx.observations.put(
      input.reports.map(({ account: of, date, equity }) => ({
        ...{ account: of, day: dayFrom(date), at: null, kind: 'reported' as const, equity, cash: null },
        ...{ source: 'a broker', recordedAt: clock.now() },
      })),
    );
    await tx.settings.put('theme', '"dark"');
  });
  const statements = input.events.map(({ id, ...event }) => ({
    account: event.account ?? 'main',
    event: eventInput(event),
    source: 'api',
    sourceId: id ?? null,
  }));
  await editor().append({ owner: user, by: user }, statements, false, async () => true);
  return user;
}

const opened = (user: string): Promise<OpenPortfolio> => new Portfolios(store, clock).open(user, 'default');

test('an export that is imported into an empty user gives equal figures, each of them', PATIENT, async () => {
  await fc.assert(
    fc.asyncProperty(ledgers(60), async (input) => {
      const [one, two] = [await userWith(input), `owner-${++count}`];
      const before = await opened(one);
      const json = await store.read(one, async (tx) =>
        JSON.stringify(await exportData(tx, before, clock.now())),
      );
      await newUser(store, two, clock);
      const file = { name: 'all.json', bytes: new TextEncoder().encode(json) };
      const done = await restoreExport(editor(), { owner: two, by: two }, file, false, async () => true);
      expect(done.events).toBe(before.facts.rowsById.size);
      const after = await opened(two);
      expect(everyFigure(after, TODAY)).toEqual(everyFigure(before, TODAY));
      // And what it says of itself is what it was made from.
      const again = await store.read(two, (tx) => exportData(tx, after, clock.now()));
      for (const name of ['accounts', 'portfolios', 'instruments', 'settings', 'fee_schedules'] as const)
        expect(again[name]).toEqual(Export.parse(JSON.parse(json))[name]);
    }),
    { numRuns: runs(12) },
  );
});

test('the exported tables give the same days on the command line', PATIENT, async () => {
  await fc.assert(
    fc.asyncProperty(ledgers(60, { reports: false }), async (input) => {
      const user = await userWith(input);
      const portfolio = await opened(user);
      const table = async (name: ExportTable) =>
        fileInMemory(
          `${name}.csv`,
          new TextEncoder().encode(await store.read(user, (tx) => exportTable(tx, name))),
        );
      const files = {
        accounts: [await table('accounts')],
        instruments: [await table('instruments')],
        prices: [{ source: await table('prices'), kind: 'long' as const }],
        rates: [{ source: await table('rates'), kind: 'long' as const }],
        splits: [await table('splits')],
        ledger: [await table('transactions')],
      };
      const { output: facts } = readFacts(files, input.conventions.base, false);
      const { output: history } = openHistory(facts, portfolio.conventions, TODAY);
      const { first: _first, length: _length, ...stored } = portfolio.history.columns();
      const { first: _a, length: _b, ...read } = history.columns();
      expect(read).toEqual(stored);
    }),
    { numRuns: runs(12) },
  );
});
