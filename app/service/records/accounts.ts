import { randomUUID } from 'node:crypto';
import type { Account } from '@tidemark/contract';
import { type Day, formatDay, parseDay } from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import { WHOLE } from '../portfolio/portfolios.ts';
import type { AccountRecord, OwnerReads } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import { Checks, notDone, taken } from './checks.ts';
import { type BodyOf, instantText, type ListDocument } from './documents.ts';
import type { RecordWrite } from './record-write.ts';

/** The account that is meant where none is named. */
export const MAIN = 'main';

/** What of an account figures are made by. */
const CONVENTIONS = ['type', 'currency', 'time_zone', 'calendar', 'lot_method', 'allow_short'] as const;

/** As it is, or as it was known at an instant. Throws Refusal `not_found`. */
export async function findAccount(tx: OwnerReads, id: string, asKnownAt?: number): Promise<AccountRecord> {
  const account = await tx.accounts.find(id, asKnownAt);
  if (account === null) throw unknownId('account', id);
  return account;
}

/** The accounts, `main` first. */
export async function listAccounts(
  tx: OwnerReads,
  request: PageRequest,
  asKnownAt?: number,
): Promise<ListDocument<Account>> {
  const { items, nextCursor } = pageOf(await orderedAccounts(tx, asKnownAt), request, ({ id }) => id);
  return { items: await accountDocuments(tx, items, asKnownAt), next_cursor: nextCursor };
}

/** All accounts, `main` first, then by time of creation. */
export async function orderedAccounts(tx: OwnerReads, asKnownAt?: number): Promise<AccountRecord[]> {
  const accounts = await tx.accounts.list(asKnownAt);
  return [...accounts].sort((a, b) => Number(b.id === MAIN) - Number(a.id === MAIN));
}

export async function accountDocuments(
  tx: OwnerReads,
  records: readonly AccountRecord[],
  asKnownAt?: number,
): Promise<Account[]> {
  const documents: Account[] = [];
  for (const record of records) documents.push(await accountDocument(tx, record, asKnownAt));
  return documents;
}

/** What feeds it is told as of now. */
export async function accountDocument(
  tx: OwnerReads,
  record: AccountRecord,
  asKnownAt?: number,
): Promise<Account> {
  const dateOfEvent = async (order: 'ascending' | 'descending'): Promise<string | null> => {
    const of = { accounts: [record.id], order, limit: 1, ...(asKnownAt !== undefined && { asKnownAt }) };
    return (await tx.ledger.page(of)).items[0]?.columns.date ?? null;
  };
  return {
    id: record.id,
    name: record.name,
    broker: record.broker,
    type: record.type,
    currency: record.currency,
    time_zone: record.timeZone,
    calendar: record.calendar,
    lot_method: record.lotMethod,
    allow_short: record.allowShort,
    closed_on: record.closedOn === null ? null : formatDay(record.closedOn as Day),
    connection_id: await tx.connections.feeding(record.id),
    first_event: await dateOfEvent('ascending'),
    last_event: await dateOfEvent('descending'),
    is_main: record.id === MAIN,
    created_at: instantText(record.createdAt),
  };
}

/** A new account; the portfolio of all accounts has it at once. */
export function addAccount(input: BodyOf<'createAccount'>, now: number): RecordWrite<Account> {
  return {
    // While no account has an event, the sessions are those of all of them.
    moves: WHOLE,
    apply: async (tx) => {
      const account: AccountRecord = {
        ...checked({ id: randomUUID(), createdAt: now, closedOn: null }, { broker: null, ...input }),
      };
      await checkName(tx, account);
      await tx.accounts.add(account);
      return accountDocument(tx, account);
    },
  };
}

/** Changes, closes or reopens an account. */
export function changeAccount(id: string, change: BodyOf<'changeAccount'>): RecordWrite<Account> {
  return {
    moves: CONVENTIONS.some((name) => change[name] !== undefined) ? WHOLE : null,
    apply: async (tx) => {
      const known = await findAccount(tx, id);
      const document = await accountDocument(tx, known);
      const closedOn =
        change.closed_on === undefined ? known.closedOn : closingDay(change.closed_on, document);
      const stated = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const account = checked({ ...known, closedOn }, { ...document, ...stated });
      await checkName(tx, account);
      await tx.accounts.replace(account);
      return accountDocument(tx, account);
    },
  };
}

/** Deletes an account and all of its ledger, for ever; `confirm` must be its name. */
export function deleteAccount(id: string, confirm: string): RecordWrite<void> {
  return {
    moves: WHOLE,
    apply: async (tx) => {
      const account = await findAccount(tx, id);
      if (id === MAIN)
        throw notDone('id', 'the account main stays', 'Delete its transactions, or close the account.');
      const checks = new Checks();
      if (confirm !== account.name)
        checks.refuse(
          'setting_invalid',
          'confirm',
          `${JSON.stringify(confirm)} is not the name of the account`,
          {
            remedy: `To delete the account and its ledger, confirm with ${JSON.stringify(account.name)}.`,
          },
        );
      checks.end();
      await tx.accounts.delete(id);
    },
  };
}

type Kept = Pick<AccountRecord, 'id' | 'createdAt' | 'closedOn'>;
type Stated = Pick<Account, 'name' | 'broker' | (typeof CONVENTIONS)[number]>;

/** Throws Refusal `invalid` with every field that is wrong. */
function checked({ id, createdAt, closedOn }: Kept, stated: Stated): AccountRecord {
  const checks = new Checks();
  const account: AccountRecord = {
    id,
    name: stated.name,
    broker: stated.broker === '' ? null : stated.broker,
    type: stated.type,
    currency: checks.currency('currency', stated.currency),
    timeZone: checks.zone('time_zone', stated.time_zone),
    calendar: checks.calendar('calendar', stated.calendar),
    lotMethod: stated.lot_method,
    allowShort: stated.allow_short,
    closedOn,
    createdAt,
  };
  checks.end();
  return account;
}

function closingDay(text: string | null, { last_event: last }: Account): number | null {
  if (text === null) return null;
  const day = parseDay(text);
  const checks = new Checks();
  if (day === null) checks.refuse('date_invalid', 'closed_on', `${JSON.stringify(text)} is not a day`);
  else if (last !== null && text < last)
    checks.refuse('setting_invalid', 'closed_on', `the account has an event of ${last}, after that day`, {
      remedy: 'Close it on the day of its last event, or later.',
    });
  checks.end();
  return day;
}

/** Throws Refusal `conflict` where another account has the name. */
async function checkName(tx: OwnerReads, { id, name }: AccountRecord): Promise<void> {
  const others = await tx.accounts.list();
  if (others.some((other) => other.id !== id && other.name === name))
    throw taken('name', 'name', `there is an account ${JSON.stringify(name)} already`);
}

/** Throws Refusal `invalid` with the ids that are of no account. */
export async function checkAccountIds(tx: OwnerReads, ids: readonly string[]): Promise<readonly string[]> {
  const known = new Set((await tx.accounts.list()).map(({ id }) => id));
  const checks = new Checks();
  ids.forEach((id, k) => {
    if (!known.has(id))
      checks.refuse('account_unknown', `account_ids.${k}`, `there is no account ${JSON.stringify(id)}`, {
        remedy: 'Take ids from the list of accounts.',
      });
  });
  checks.end();
  return [...new Set(ids)].sort();
}
