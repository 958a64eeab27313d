import { hash, randomUUIDv7 } from 'node:crypto';
import { formatDecimal, hasErrors, type Problem, parseDay, problem } from '@tidemark/engine';
import { AUTO, type Mapping } from '@tidemark/importers';
import { columnsOf } from '../ledger/event-columns.ts';
import { knownEvents } from '../ledger/known-events.ts';
import type { Author, Done, Finish, LedgerEditor, Step } from '../ledger/ledger-editor.ts';

import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { AccountRecord, ImportRecord, InstrumentRecord, OwnerReads } from '../ports/index.ts';
import { Refusal } from '../refusal.ts';
import { balanceProblems } from './balances.ts';
import { FedAccounts } from './fed-accounts.ts';

import { expectAccount, FileAccounts } from './file-accounts.ts';
import { addedBy } from './found-instruments.ts';
import { keepMapping, keptMappings } from './kept-mappings.ts';
import { type FileReading, NEUTRAL, namesAccounts, readAnyFile, type StatedEvent } from './read-file.ts';
import { locatedIn, rowsThatAre, without } from './refused-rows.ts';

/** A file as it was uploaded. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For rows that name none: an id or a name. */
  readonly account: string;
  /** Accounts to make in the same step. */
  readonly newAccounts?: readonly AccountRecord[];
  /** The name of a format, `neutral`, or `auto`, which is also where it is absent. */
  readonly format?: string;
  /** Answers to the questions of a preview, by their ids. */
  readonly answers?: Readonly<Record<string, string>>;
  /** Which columns are what; kept by its name, where it has one, when the file is imported. */
  readonly mapping?: Mapping;
  /** Is told how far the import is, from 0 to 1. */
  readonly tell?: (share: number) => void;
}

/** A row of the file: what it states, where it stands, and the event that it is already, if any. */
export interface ImportRow extends StatedEvent {
  readonly knownAs: string | null;
  /** Of the event that it becomes or is. */
  readonly id: string;
}

export interface ReadImport extends Omit<FileReading, 'events'> {
  readonly importId: string;
  readonly rows: readonly ImportRow[];
  readonly fileHash: string;
  /** Whether it can be recorded: nothing is refused but what was left out by choice, and no question is open. */
  readonly isReady: boolean;
  /** The id of the account for rows that name none. */
  readonly account: string;
  /** What the ledger would have of each of `balances`, exact text; null where the file cannot be imported yet. */
  readonly ledgerBalances: readonly string[] | null;
}

/** The answer by which rows that cannot be read are left out, and the rest is imported. */
export const LEAVE_OUT = { id: 'refused_rows', value: 'leave_out' } as const;

/** What events of imported files are recorded as coming from. */
const SOURCE = 'import';

/** Reads a file against what is stored: nothing is written. Throws Refusal where it cannot be read at all. */
export async function readImport(tx: OwnerReads, upload: Upload): Promise<ReadImport> {
  const { name, bytes, format = AUTO, answers = {}, mapping } = upload;
  const account = await expectAccount(tx, upload);
  const accounts = await FileAccounts.of(tx, upload.newAccounts ?? [], namesAccounts(bytes) ? null : account);
  const { events: found, ...reading } = readAnyFile(
    { name, bytes, account, format, answers, mappings: await keptMappings(tx), ...(mapping && { mapping }) },
    accounts.context,
  );
  const events = found.map((one) => ({ ...one, account: accounts.idOf(one.account) }));
  const isWhole = reading.problems.some(
    ({ severity, source }) => severity === 'error' && source.line === undefined,
  );
  if (isWhole || (reading.format === NEUTRAL && hasErrors(reading.problems)))
    throw new Refusal('invalid', reading.problems);
  const known = await knownEvents(
    tx,
    events.map(({ account: owner, sourceId }) => ({ account: owner, source: SOURCE, sourceId })),
  );
  const fed = await FedAccounts.of(tx);
  const rows = events.map((row, k) => {
    const knownAs = known[k] ?? fed.take(row.account, () => columnsOf(row.event));
    return { ...row, knownAs, id: knownAs ?? randomUUIDv7() };
  });
  const fileHash = hash('sha256', bytes, 'hex');
  const isWholeOrChosen = reading.refused.length === 0 || (mayLeaveOut(upload) && rows.length > 0);
  const isReady = isWholeOrChosen && reading.questions.length === 0;
  return { ...reading, importId: randomUUIDv7(), rows, fileHash, isReady, account, ledgerBalances: null };
}

/**
 * Imports what is new of a file, all of it or nothing, as one change. A dry run of a file with refused rows or open
 * questions says so; an import of it is refused. Of a broker's file that counts for the rows that the ledger refuses,
 * too: what is sold before it was bought, in an export that begins later than the holding. Throws Refusal.
 */
export async function importFile<Answer>(
  editor: LedgerEditor,
  author: Author,
  upload: Upload,
  dryRun: boolean,
  finish: (read: ReadImport, ...rest: Parameters<Finish<Answer>>) => Promise<Answer>,
): Promise<Done<Answer> & { readonly read: ReadImport }> {
  const impossible: Problem[] = [];
  let rounds = 0;
  let isAnew = (upload.newAccounts ?? []).length > 0;
  for (;;) {
    let read: ReadImport | null = null;
    const plan = async (tx: OwnerReads): Promise<Step> => {
      upload.tell?.(0);
      const found = without(await readImport(tx, upload), impossible, mayLeaveOut(upload));
      upload.tell?.(0.4);
      read = found;
      if (!found.isReady && !dryRun) throw new Refusal('invalid', unready(upload.name, found));
      if (!found.isReady) return { what: '', edits: [], record: async () => {} };
      const instruments = await addedBy(tx, found.instruments);
      if (instruments.changesFigures && !isAnew) throw new DerivedAnew();
      const look = (portfolio: OpenPortfolio): void => {
        const ledgerBalances = balancesIn(portfolio, found);
        const differing = balanceProblems(upload.name, found.balances, ledgerBalances);
        read = { ...found, ledgerBalances, problems: [...found.problems, ...differing] };
      };
      return { ...stepOf(found, upload, instruments.records), ...(dryRun && { look }) };
    };
    const last = (): ReadImport => read as ReadImport;
    const answer: Finish<Answer> = (...rest) => finish(last(), ...rest);
    try {
      const done = isAnew
        ? await editor.runAnew(author, dryRun, plan, answer)
        : await editor.run(author, dryRun, plan, answer);
      return { ...done, read: last() };
    } catch (error) {
      if (error instanceof DerivedAnew) {
        isAnew = true;
        continue;
      }
      if (!(error instanceof Refusal) || read === null) throw error;
      const refusal = locatedIn(upload.name, last().rows, error);
      const more = rowsThatAre(impossible, last(), refusal);
      if (more.length === 0 || !(dryRun || mayLeaveOut(upload)) || ++rounds > ROUNDS_MAX) throw refusal;
      impossible.push(...more);
    }
  }
}

/** Cash of the file's account on the days of which the file states it. */
function balancesIn({ history }: OpenPortfolio, { account, balances }: ReadImport): string[] {
  return balances.map(({ date, currency }) => {
    const day = parseDay(date);
    const found = day === null ? [] : history.cashBalances(day, account);
    const cash = found.find((one) => one.currency === currency);
    return cash === undefined ? '0' : formatDecimal(cash.amount);
  });
}

/** What leaving rows out makes impossible in turn is left out as well, so many times. */
const ROUNDS_MAX = 10;

/** The open portfolio cannot follow: the file says of instruments what figures depend on. */
class DerivedAnew extends Error {}

const mayLeaveOut = ({ answers = {} }: Upload): boolean => answers[LEAVE_OUT.id] === LEAVE_OUT.value;

/** Why a file cannot be recorded as it is. */
function unready(file: string, { problems, questions }: ReadImport): Problem[] {
  const open = questions.map(({ id, text, lines, choices }) => {
    const values = choices.map(({ value }) => value).join(', ');
    const remedy = `Send an answer to ${id}${values === '' ? '' : `: ${values}`}.`;
    const source = { file, field: id, ...(lines[0] !== undefined && { line: lines[0] }) };
    return problem('question_open', source, text, { remedy });
  });
  return [...open, ...problems.filter(({ severity }) => severity === 'error')];
}

function stepOf(found: ReadImport, upload: Upload, instruments: readonly InstrumentRecord[]): Step {
  const fresh = found.rows.filter(({ knownAs }) => knownAs === null);
  return {
    what: `imported ${upload.name}`,
    edits: fresh.map(({ id, event, account, sourceId, read }) => ({
      kind: 'append',
      id,
      // In place: of a long file a second copy of every event costs time.
      event: Object.assign(event, { account }),
      sourceId,
      read,
    })),
    record: async (into, change) => {
      for (const account of upload.newAccounts ?? []) await into.accounts.add(account);
      if (instruments.length > 0) await into.instruments.put(instruments);
      upload.tell?.(0.6);
      await into.ledger.append(
        change,
        fresh.map(({ id, account, event, sourceId }) => ({
          id,
          account,
          columns: columnsOf(event),
          source: SOURCE,
          sourceId,
          importId: found.importId,
        })),
      );
      upload.tell?.(0.9);
      if (upload.mapping !== undefined) await keepMapping(into, upload.mapping);
      await into.imports.add(importRecord(found, upload, fresh.length, change));
    },
  };
}

function importRecord(
  { importId, account, rows, fileHash, format, refused }: ReadImport,
  { name }: Upload,
  added: number,
  { changeNo, recordedAt }: { readonly changeNo: number; readonly recordedAt: number },
): ImportRecord {
  const counts = {
    rows: rows.length + refused.length,
    added,
    known: rows.length - added,
    refused: refused.length,
  };
  const file = { fileName: name, format, fileHash };
  return { id: importId, account, ...file, ...counts, changeNo, recordedAt, undoneBy: null };
}
