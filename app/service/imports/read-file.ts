import { hash } from 'node:crypto';
import {
  COLUMNS,
  columnKey,
  type Decimal,
  type EventInput,
  type EventTable,
  EventWriter,
  forFilledColumns,
  formatDay,
  formatDecimal,
  formatTime,
  hasErrors,
  type LedgerContext,
  type Problem,
  ProblemList,
  problem,
  TransactionReader,
} from '@tidemark/engine';
import {
  AUTO,
  type FoundInstrument,
  MAPPED,
  type Mapping,
  type NoEvent,
  type Question,
  readFile,
  type StatedBalance,
} from '@tidemark/importers';
import { knowing } from './found-instruments.ts';

/** The neutral ledger, which is read by the engine itself. */
export const NEUTRAL = 'neutral';

/** An event that a file states, checked against the ledger's rules. */
export interface StatedEvent {
  readonly line: number;
  readonly account: string;
  readonly event: EventInput;
  /** The same, as it was read and checked. */
  readonly read: { readonly table: EventTable; readonly row: number };
  /** What tells it from every other event of its account: the source's own id, else its content and occurrence. */
  readonly sourceId: string;
}

/** What a file says, whichever its format. */
export interface FileReading {
  readonly format: string;
  readonly title: string;
  readonly events: readonly StatedEvent[];
  /** Rows that are known to be no event. */
  readonly noEvents: readonly NoEvent[];
  /** Lines of rows that were refused. */
  readonly refused: readonly number[];
  readonly problems: readonly Problem[];
  readonly questions: readonly Question[];
  readonly balances: readonly StatedBalance[];
  /** What the file says of its instruments. */
  readonly instruments: readonly FoundInstrument[];
  /** The column mapping by which it was read; null where it is of a known format. */
  readonly mapping: Mapping | null;
}

/** A file to be read, and by what. */
export interface FileInput {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For rows that name none. */
  readonly account: string;
  readonly format: string;
  readonly answers: Readonly<Record<string, string>>;
  /** To read by, whatever else the file may be. */
  readonly mapping?: Mapping;
  /** Those that the owner keeps. */
  readonly mappings: readonly Mapping[];
}

/** Reads a file of any format against the rules of the ledger. */
export function readAnyFile(input: FileInput, context: LedgerContext): FileReading {
  if (input.format === NEUTRAL || (input.format === AUTO && isNeutral(input.bytes)))
    return neutralReading(input, context);
  const reading = brokerReading(input, context);
  const isForeign =
    reading.format === 'unknown' || (reading.format === MAPPED && reading.questions.length > 0);
  return isForeign && input.format === AUTO && isNearlyNeutral(input.bytes)
    ? neutralReading(input, context)
    : reading;
}

/** Whether the header has the columns of the neutral ledger and no other. */
function isNeutral(bytes: Uint8Array): boolean {
  const names = headerOf(bytes);
  const isColumn = (name: string): boolean =>
    name.startsWith('x_') || COLUMNS.some((column) => column === name);
  return names.includes('date') && names.includes('type') && names.every(isColumn);
}

/** A neutral file with a column or two that it does not have is told which. */
function isNearlyNeutral(bytes: Uint8Array): boolean {
  const names = headerOf(bytes);
  const known = names.filter((name) => COLUMNS.some((column) => column === name)).length;
  return names.includes('date') && names.includes('type') && known >= names.length - 2;
}

/** The first line's names, in small letters. */
function headerOf(bytes: Uint8Array): string[] {
  const head = new TextDecoder().decode(bytes.subarray(0, 4096)).split(/\r?\n/, 1)[0];
  return head.split(',').map((name) =>
    name
      .replace(/["\uFEFF]/g, '')
      .trim()
      .toLowerCase(),
  );
}

/** Whether the header has a column of accounts. */
export function namesAccounts(bytes: Uint8Array): boolean {
  return headerOf(bytes).includes('account');
}

/** The accounts that a file is about, in its own words; `account` where its rows name none. */
export function accountsNamedIn({
  name,
  bytes,
  account,
}: Pick<FileInput, 'name' | 'bytes' | 'account'>): string[] {
  if (!isNeutral(bytes) || !namesAccounts(bytes)) return [account];
  const anyName = { baseCurrency: 'USD', accounts: null, instruments: () => undefined };
  const input = { name, bytes, account, format: NEUTRAL, answers: {}, mappings: [] };
  return [...new Set(neutralReading(input, anyName).events.map((event) => event.account))];
}

function neutralReading({ name, bytes, account }: FileInput, context: LedgerContext): FileReading {
  const reader = new TransactionReader(context);
  const file = reader.file(name);
  file.push(bytes);
  file.end();
  const { table } = reader;
  const problems = reader.problems();
  if (table.count === 0 && !hasErrors(problems))
    problems.push(problem('file_empty', { file: name }, `${name} has no row`));
  const owner = namesAccounts(bytes) ? null : account;
  const events = stated(table, (row) => ({ owner, own: table.rare.id.get(row) ?? null }));
  const none = { noEvents: [], questions: [], balances: [], instruments: [], mapping: null };
  const refused = linesOf(problems);
  return { format: NEUTRAL, title: 'Neutral ledger', events, problems, refused, ...none };
}

function brokerReading(
  { name, bytes, account, format, answers, mapping, mappings }: FileInput,
  context: LedgerContext,
): FileReading {
  const own = context.accounts?.(account);
  const terms = {
    file: name,
    accountCurrency: own?.currency ?? context.baseCurrency,
    timeZone: own?.timeZone ?? 'UTC',
    answers,
    mappings,
    ...(mapping && { mapping }),
  };
  const {
    drafts,
    title,
    noEvents,
    problems: found,
    questions,
    balances,
    instruments,
    ...reading
  } = readFile(bytes, terms, format);
  const problems = new ProblemList(name);
  const writer = new EventWriter(knowing(context, instruments));
  const file = writer.table.files.numberOf(name);
  const ids: (string | null)[] = [];
  for (const { line, event, sourceId } of drafts) {
    writer.begin(file, line, (code, field, message, more) => problems.add(code, line, field, message, more));
    forFilledColumns({ ...event, account }, (column, text) => writer.putText(column, text));
    if (writer.finish() === 'added') ids.push(sourceId === null ? null : `${reading.format}:${sourceId}`);
  }
  const events = stated(writer.table, (row) => ({ owner: account, own: ids[row] }));
  const all = [...found, ...problems.all()];
  const refused = linesOf(all);
  return {
    format: reading.format,
    title,
    events,
    noEvents,
    questions,
    balances,
    instruments,
    mapping: reading.mapping,
    problems: all,
    refused,
  };
}

/** Lines that an error names, each once. */
export function linesOf(problems: readonly Problem[]): number[] {
  const lines = problems.flatMap(({ severity, source }) =>
    severity === 'error' && source.line !== undefined ? [source.line] : [],
  );
  return [...new Set(lines)];
}

/** Rows without an id are told apart by content and occurrence: of equal rows the third is the third. */
function stated(
  table: EventTable,
  nameOf: (row: number) => { readonly owner: string | null; readonly own: string | null },
): StatedEvent[] {
  const seen = new Map<string, number>();
  return Array.from({ length: table.count }, (_, row) => {
    const { owner, own } = nameOf(row);
    const event = inputOf(table, row);
    const account = owner ?? String(event.account);
    const line = table.line.values[row];
    const read = { table, row };
    if (own !== null) return { line, account, event, read, sourceId: own };
    const content = JSON.stringify([account, event]);
    const times = (seen.get(content) ?? 0) + 1;
    seen.set(content, times);
    const rowHash = hash('sha256', `${content}\n${times}`, 'base64url');
    return { line, account, event, read, sourceId: rowHash };
  });
}

/**
 * What a row states, as text, in the order of COLUMNS: equal rows make equal texts. Of what only says again what holds
 * anyway, nothing.
 */
function inputOf(table: EventTable, row: number): EventInput {
  const event = table.event(row);
  const input: { date: string; type: string; [column: string]: string } = {
    date: formatDay(event.day),
    type: event.type,
  };
  for (const column of COLUMNS) {
    const key = columnKey(column);
    if (key === 'date' || key === 'type') continue;
    const value = key === 'time' ? event.time : event[key as keyof typeof event];
    if (value === null || value === undefined) continue;
    if (key === 'settleCurrency' && value === event.currency) continue;
    if ((key === 'fee' || key === 'tax') && (value as Decimal).units === 0) continue;
    if (key === 'time') input[key] = formatTime(value as number);
    else if (typeof value === 'string') input[key] = value;
    else if (typeof value === 'object' && 'units' in value) input[key] = formatDecimal(value);
  }
  return input;
}
