import { randomUUIDv7 } from 'node:crypto';
import { type Day, formatDay, parseDay } from '@tidemark/engine';
import type { EventRecord, OwnerReads, PageQuery } from '../ports/index.ts';
import { columnsOf } from './event-columns.ts';
import type { Author, Done, Finish, LedgerEditor, Step } from './ledger-editor.ts';

/** The account that holds a user's starting balance. */
const ACCOUNT = 'main';

/** A starting balance as it is stated: exact text in the account's currency; no date keeps the one there is. */
export interface StartingBalance {
  readonly amount: string;
  readonly date: string | null;
}

/**
 * Writes the cash `opening` of account main, or supersedes the one there is; opening positions stay. Where there is
 * none and no date is given, it is of the day of the first event, else of today. Throws Refusal.
 */
export function setStartingBalance<Answer>(
  editor: LedgerEditor,
  author: Author,
  stated: StartingBalance,
  today: Day,
  dryRun: boolean,
  finish: Finish<Answer>,
): Promise<Done<Answer>> {
  const plan = async (tx: OwnerReads): Promise<Step> => {
    const opening = await cashOpening(tx);
    const date = stated.date ?? opening?.columns.date ?? (await firstDate(tx)) ?? formatDay(today);
    const event = { date, type: 'opening', amount: stated.amount, account: ACCOUNT };
    const what = `set the starting balance to ${stated.amount}`;
    if (opening !== undefined) {
      const corrected = { ...opening.columns, ...event };
      return {
        what,
        edits: [{ kind: 'correct', id: opening.id, event: corrected }],
        record: async (into, change) => {
          const columns = columnsOf(corrected);
          await into.ledger.correct(change, [{ id: opening.id, account: ACCOUNT, columns }]);
        },
      };
    }
    const id = randomUUIDv7();
    return {
      what,
      edits: [{ kind: 'append', id, event, sourceId: null }],
      record: async (into, change) => {
        const columns = columnsOf(event);
        await into.ledger.append(change, [
          { id, account: ACCOUNT, columns, source: 'manual', sourceId: null, importId: null },
        ]);
      },
    };
  };
  return editor.run(author, dryRun, plan, finish);
}

const OF_MAIN = { accounts: [ACCOUNT], order: 'ascending' } as const;
const PAGE_ROWS = 1000;

/**
 * The event that states the starting balance. Mostly it is of the first day; only where it is not, all openings are looked
 * through.
 */
export async function cashOpening(tx: OwnerReads, asKnownAt?: number): Promise<EventRecord | undefined> {
  const known = asKnownAt === undefined ? {} : { asKnownAt };
  const first = await firstDate(tx, known);
  if (first === undefined) return undefined;
  const to = parseDay(first);
  const early = to === null ? undefined : await cashOpeningWithin(tx, { ...known, to });
  return early ?? cashOpeningWithin(tx, known);
}

async function cashOpeningWithin(
  tx: OwnerReads,
  within: Pick<PageQuery, 'asKnownAt' | 'to'>,
): Promise<EventRecord | undefined> {
  const query = { ...OF_MAIN, ...within, type: 'opening', limit: PAGE_ROWS };
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await tx.ledger.page({ ...query, ...(cursor !== undefined && { cursor }) });
    const found = page.items.find(({ columns }) => columns.symbol === undefined);
    if (found !== undefined) return found;
    cursor = page.next;
  }
  return undefined;
}

async function firstDate(
  tx: OwnerReads,
  known: Pick<PageQuery, 'asKnownAt'> = {},
): Promise<string | undefined> {
  const { items } = await tx.ledger.page({ ...OF_MAIN, ...known, limit: 1 });
  return items[0]?.columns.date;
}
