import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  importFile,
  LedgerEditor,
  type OpenPortfolio,
  Portfolios,
  type ReadImport,
  readImport,
  type Store,
  today,
  type Upload,
} from '../../app/service/index.ts';
import {
  type ExportTable,
  exportData,
  exportTable,
  newUser,
  putRates,
  restoreExport,
} from '../../app/service/records/index.ts';
import { openStore } from '../../app/storage/index.ts';
import { fileInMemory, openHistory, readFacts } from '../../engine/index.ts';
import { everyFigure, withoutEventIds } from '../every-figure.ts';
import { SAMPLE_FIGURES } from './sample-figures.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'imports');
const isThere = existsSync(FOLDER);
const files = isThere ? globSync('*/*', { cwd: FOLDER }).sort() : [];

const clock = { now: () => Date.parse('2026-06-01T12:00:00Z') };
const TODAY = today(clock);

/** Two days each, so that what rates do is among the figures. */
const RATES = Object.entries({
  ...{
    EURUSD: ['1.10', '1.25'],
    GBPUSD: ['1.30', '1.20'],
    CHFUSD: ['1.05', '1.15'],
    SEKUSD: ['0.11', '0.10'],
  },
  ...{
    CADUSD: ['0.75', '0.70'],
    JPYUSD: ['0.009', '0.007'],
    RONUSD: ['0.22', '0.23'],
    AUDUSD: ['0.7', '0.66'],
  },
}).flatMap(([pair, [early, late]]) => [
  { pair, date: '2010-01-04', rate: early },
  { pair, date: '2024-07-01', rate: late },
]);

let folder: string;
let store: Store;
let editor: LedgerEditor;
let users = 0;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tidemark-round-trip-'));
  ({ store } = await openStore({ database: path.join(folder, 'facts.db'), clock }));
  editor = new LedgerEditor(store, new Portfolios(store, clock), clock);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function user(): Promise<string> {
  const name = `owner-${++users}`;
  await newUser(store, name, clock);
  return name;
}

const opened = (name: string): Promise<OpenPortfolio> => new Portfolios(store, clock).open(name, 'default');

/** With the rates that files of brokers need, and no file has. */
async function userWithRates(): Promise<string> {
  const name = await user();
  await store.write(name, (tx) => putRates(RATES, clock.now(), TODAY).apply(tx));
  return name;
}

const record = (owner: string, upload: Upload): Promise<ReadImport> =>
  importFile(editor, { owner, by: owner }, upload, false, async () => true).then(({ read }) => read);

/** Answers every question as a user would: as the figures by hand do, as proposed, else by the first choice. */
async function answered(owner: string, file: string): Promise<Upload | null> {
  const known = SAMPLE_FIGURES.find((sample) => sample.file === file)?.answers ?? {};
  const upload = { name: file, bytes: readFileSync(path.join(FOLDER, file)), account: 'main' };
  let answers: Record<string, string> = { ...known, refused_rows: 'leave_out' };
  for (;;) {
    const asked = { ...upload, answers };
    const read = await store.read(owner, (tx) => readImport(tx, asked)).catch(() => null);
    if (read === null || read.rows.length === 0) return null;
    if (read.questions.length === 0) return asked;
    const given = read.questions.map(({ id, proposed, choices }) => [id, answerTo(id, proposed, choices)]);
    answers = { ...answers, ...Object.fromEntries(given) };
  }
}

const answerTo = (id: string, proposed: string | null, choices: ReadImport['questions'][number]['choices']) =>
  proposed ??
  (id.startsWith('type.') ? 'skip: left out by choice' : id.startsWith('split.') ? '2' : choices[0].value);

test('an import tells how far it is', async () => {
  const owner = await user();
  const shares: number[] = [];
  const bytes = new TextEncoder().encode('date,type,amount\n2024-01-02,deposit,5.00\n');
  const upload = { name: 'a.csv', bytes, account: 'main', tell: (share: number) => void shares.push(share) };
  await importFile(editor, { owner, by: owner }, upload, true, async () => true);
  expect(shares).toEqual([0, 0.4]);
  await record(owner, upload);
  expect(shares.slice(2)).toEqual([0, 0.4, 0.6, 0.9]);
});

describe.skipIf(!isThere)(
  'a sample that is imported, exported and imported (left out where ../shared is not there)',
  () => {
    test.each(files)('%s comes to equal figures, and is known', async (file) => {
      const one = await userWithRates();
      const upload = await answered(one, file);
      if (upload === null) return;
      const first = await record(one, upload);
      expect(first.rows.filter(({ knownAs }) => knownAs === null).length).toBeGreaterThan(0);
      const before = await opened(one);
      const figures = everyFigure(before, TODAY);

      // As one document, into a user who has nothing.
      const two = await user();
      const json = await store.read(one, (tx) => exportData(tx, before, clock.now()));
      const bytes = new TextEncoder().encode(JSON.stringify(json));
      await restoreExport(
        editor,
        { owner: two, by: two },
        { name: 'all.json', bytes },
        false,
        async () => true,
      );
      expect(everyFigure(await opened(two), TODAY)).toEqual(figures);

      // As transactions.csv; and what came that way is known in the broker's file.
      const three = await userWithRates();
      // transactions.csv says nothing of what its instruments are; instruments.csv does.
      const instruments = await store.read(one, (tx) => tx.instruments.list());
      await store.write(three, (tx) => tx.instruments.put(instruments));
      const table = (name: ExportTable) => store.read(one, (tx) => exportTable(tx, name));
      const ledger = {
        name: 'transactions.csv',
        bytes: new TextEncoder().encode(await table('transactions')),
        account: 'main',
      };
      await record(three, ledger);
      expect(withoutEventIds(everyFigure(await opened(three), TODAY))).toEqual(withoutEventIds(figures));
      for (const [owner, again] of [
        [one, ledger],
        [one, upload],
        [two, upload],
        [three, upload],
      ] as const)
        expect((await record(owner, again)).rows.filter(({ knownAs }) => knownAs === null)).toEqual([]);

      // As files for the command line.
      const { output: facts, problems } = readFacts(
        {
          accounts: [fileOf('accounts', await table('accounts'))],
          instruments: [fileOf('instruments', await table('instruments'))],
          prices: [{ source: fileOf('prices', await table('prices')), kind: 'long' }],
          rates: [{ source: fileOf('rates', await table('rates')), kind: 'long' }],
          splits: [fileOf('splits', await table('splits'))],
          ledger: [fileOf('transactions', await table('transactions'))],
        },
        'USD',
        false,
      );
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      const { output: history } = openHistory(facts, before.conventions, TODAY);
      const { first: _first, length: _length, ...stored } = before.history.columns();
      const { first: _from, length: _days, ...read } = history.columns();
      expect(read).toEqual(stored);
    });
  },
);

const fileOf = (name: string, text: string) => fileInMemory(`${name}.csv`, new TextEncoder().encode(text));
