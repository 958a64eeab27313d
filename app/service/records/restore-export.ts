import { createHash, randomUUID } from 'node:crypto';
import type { Export } from '@tidemark/contract';
import type { Author, Done, Finish, LedgerEditor } from '../ledger/ledger-editor.ts';
import type { Change, NewEvent, OwnerReads, OwnerWrites } from '../ports/index.ts';
import { notDone } from './checks.ts';
import {
  accountOf,
  EXPORTED,
  eventsOf,
  instrumentOf,
  observationOf,
  portfolioOf,
  priceOf,
  rateOf,
  readExport,
  scheduleOf,
  splitOf,
} from './exported.ts';
import { OWN_SOURCE } from './quotes.ts';

/** What a restoration is. */
export interface Restored {
  readonly importId: string;
  readonly events: number;
}

/**
 * Puts everything of a complete export into a user who has nothing yet, in one transaction: the figures are then those
 * that they were. Ids stay; earlier revisions and deleted events stay behind. Throws Refusal.
 */
export async function restoreExport<Answer>(
  editor: LedgerEditor,
  author: Author,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  dryRun: boolean,
  finish: (restored: Restored, ...rest: Parameters<Finish<Answer>>) => Promise<Answer>,
): Promise<Done<Answer> & Restored> {
  const document = readExport(name, bytes);
  const importId = randomUUID();
  const events = eventsOf(document, importId);
  const restored = { importId, events: events.length };
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const done = await editor.runAnew(
    author,
    dryRun,
    async (tx) => {
      await expectNothing(tx);
      return {
        what: `restored ${name}`,
        kind: 'system',
        record: async (into, change) => {
          await writeRecords(into, document, change);
          await writeEvents(into, change, events);
          await into.imports.add({
            id: importId,
            account: 'main',
            fileName: name,
            format: EXPORTED,
            fileHash,
            rows: events.length,
            added: events.length,
            known: 0,
            refused: 0,
            changeNo: change.changeNo,
            recordedAt: change.recordedAt,
            undoneBy: null,
          });
        },
      };
    },
    (...rest) => finish(restored, ...rest),
  );
  return { ...done, ...restored };
}

/** Throws Refusal `conflict` where the user has anything beyond what a new one has. */
async function expectNothing(tx: OwnerReads): Promise<void> {
  const { prices } = await tx.versions();
  const { items } = await tx.ledger.page({ order: 'ascending', limit: 1 });
  const counts: readonly (readonly [what: string, has: boolean])[] = [
    ['transactions', items.length > 0],
    ['prices or instruments of his own', prices > 0],
    ['further accounts', (await tx.accounts.list()).length > 1],
    ['further portfolios', (await tx.portfolios.list()).length > 1],
    ['fee schedules', (await tx.feeSchedules.list()).length > 0],
    ['values that were captured or reported', (await tx.observations.list({})).length > 0],
  ];
  const has = counts.filter(([, there]) => there).map(([what]) => what);
  if (has.length === 0) return;
  throw notDone(
    'file',
    `a complete export is only taken by a user who has nothing yet; this one has ${has.join(', ')}`,
    'Sign up a new user, or import the transactions alone.',
  );
}

async function writeRecords(into: OwnerWrites, document: Export, change: Change): Promise<void> {
  for (const account of document.accounts.map(accountOf))
    if (!(await into.accounts.replace(account))) await into.accounts.add(account);
  for (const portfolio of await into.portfolios.list()) await into.portfolios.delete(portfolio.id);
  for (const portfolio of document.portfolios.map(portfolioOf)) await into.portfolios.add(portfolio);
  await into.instruments.put(document.instruments.filter(({ stated }) => stated).map(instrumentOf));
  await into.prices.put(OWN_SOURCE, document.prices.map(priceOf), change.recordedAt);
  await into.rates.put(OWN_SOURCE, document.rates.map(rateOf), change.recordedAt);
  await into.splits.put(document.splits.map((split) => splitOf(split, OWN_SOURCE)));
  await into.observations.put(document.observations.map(observationOf));
  for (const schedule of document.fee_schedules.map(scheduleOf)) await into.feeSchedules.put(schedule);
  for (const [name, value] of Object.entries(document.settings)) await into.settings.put(name, value);
}

/** Every one of them: an event that is left out would make another history. */
async function writeEvents(into: OwnerWrites, change: Change, events: readonly NewEvent[]): Promise<void> {
  const outcomes = await into.ledger.append(change, events);
  const added = outcomes.filter(({ outcome }) => outcome === 'added').length;
  if (added !== events.length)
    throw new Error(`${events.length - added} events of an export were not recorded`);
}
