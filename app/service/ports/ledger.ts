import type { EventInput } from '@tidemark/engine';
import type { Change } from './changes.ts';

/**
 * An event as the neutral ledger's columns by their camel-case names, as text: decimals exact and plain, the date
 * `YYYY-MM-DD` in the account's time zone. Absent columns are left out. The account and the source's id stand
 * beside it, not in it.
 */
export type EventColumns = {
  readonly [Name in Exclude<keyof EventInput, 'account' | 'id'>]?: string;
} & { readonly date: string; readonly type: string };

/** Where an event came from, and how that source names it. Within owner, account and source an id is one event. */
export interface EventSource {
  /** 'manual', 'api', 'csv', a broker's name. */
  readonly source: string;
  /** Null: this event is never recognised again. */
  readonly sourceId: string | null;
}

export interface NewEvent extends EventSource {
  /** New and unique within the owner, without line breaks. Ids that grow with time keep the index small. */
  readonly id: string;
  readonly account: string;
  readonly columns: EventColumns;
  readonly importId: string | null;
}

/**
 * `known`: the source's id stands for event `id` already; nothing was written. `sameContent` compares with what
 * that source id brought when it was first seen.
 */
export type Appended =
  | { readonly outcome: 'added'; readonly id: string; readonly seq: number }
  | { readonly outcome: 'known'; readonly id: string; readonly sameContent: boolean };

export interface Correction {
  readonly id: string;
  /** Another account than before moves the event there. */
  readonly account: string;
  readonly columns: EventColumns;
  /** Refused as `stale` unless the event is in this version; absent: whatever it is in. */
  readonly version?: number;
}

/**
 * `unchanged`: it says so already. `unknown`: no such event. `stale`: it is in another version than stated.
 * A voided event can be corrected: it is in force again (the undo of a void).
 */
export type Corrected = 'corrected' | 'unchanged' | 'unknown' | 'stale';

export interface Void {
  readonly id: string;
  /** As for a correction. */
  readonly version?: number;
}

/** `unchanged`: it is voided already. */
export type Voided = 'voided' | 'unchanged' | 'unknown' | 'stale';

/** What becomes of the source's id of a voided event: free to come again (an undone import), or known still. */
export type VoidedSourceId = 'release' | 'keep';

/** One recorded row: a version of an event. Rows are never edited. */
export interface EventRecord extends EventSource {
  readonly id: string;
  readonly account: string;
  /** 1, 2, … per owner and account, without gaps, in the order of recording. */
  readonly seq: number;
  /** 1 for the creation, then 2, 3, … */
  readonly version: number;
  readonly kind: 'created' | 'corrected' | 'voided';
  /** As stated by this version; of a voided one, what was voided. */
  readonly columns: EventColumns;
  /** Milliseconds since 1970, UTC. */
  readonly recordedAt: number;
  readonly recordedBy: string;
  /** The import that created the event. */
  readonly importId: string | null;
  readonly changeNo: number;
  /**
   * Order within the account, which a correction leaves as it is: the seq of the event's first row in it. Rows of
   * one day count in this order.
   */
  readonly place: number;
}

/** The ledger as one file of the engine's neutral format, the fastest way to read it. */
export interface PackedLedger {
  /**
   * UTF-8 with a header row, one record for each event by account and place. `account` is the account's id, `id`
   * the event's own, so that `table.rare.id` of what the engine reads names the event of each row.
   */
  readonly file: Uint8Array;
  /** The event of the record that begins on a line, from 1 on: for the few that something is said of. */
  idOnLine(line: number): string;
}

/** Rows in force, or those that were in force at `asKnownAt` (ms since 1970, inclusive). */
export interface LedgerQuery {
  /** Only these accounts; absent: all. */
  readonly accounts?: readonly string[];
  readonly asKnownAt?: number;
}

export interface PageQuery extends LedgerQuery {
  /** First and last day, inclusive, days since 1970. */
  readonly from?: number;
  readonly to?: number;
  readonly symbol?: string;
  readonly type?: string;
  readonly source?: string;
  readonly importId?: string;
  /** In symbol, note, strategy or tags, in any letter case. */
  readonly text?: string;
  /** By day, then account, then place. */
  readonly order: 'ascending' | 'descending';
  /** 1 … 1,000. */
  readonly limit: number;
  /** `next` of the page before, asked with the same query; absent: the first page. */
  readonly cursor?: string;
}

export interface Page<Row> {
  readonly items: readonly Row[];
  /** Null after the last page. */
  readonly next: string | null;
}

/**
 * The end of an account's hash chain. Its links are the rows of one write in one account: SHA-256 over the hash of
 * the link before and these rows.
 */
export interface ChainHead {
  readonly account: string;
  /** Of the last row. */
  readonly seq: number;
  /** Hex. */
  readonly hash: string;
}

/** A link of a chain, with the text that it is the hash of. */
export interface ChainLink {
  /** Of the first and last row. */
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Hex; of the link before, empty before the first. */
  readonly previous: string;
  /** Hex SHA-256 over `previous`, a line feed, and each row with a line feed after it. */
  readonly hash: string;
  /** JSON: owner, account, seq, id, version, kind, place, record, recorded at, source, source's id, import, change. */
  readonly rows: readonly string[];
}

/** A place where a chain does not hold: a row was edited, removed or put in beside the program. */
export interface ChainBreak {
  readonly account: string;
  readonly seq: number;
  readonly message: string;
}

/** A row that does not fit what it names. */
export interface RecordBreak {
  /** '' where it is of none. */
  readonly account: string;
  /** Null where it is no row of the ledger. */
  readonly seq: number | null;
  readonly message: string;
}

export interface LedgerReads {
  /** The events of a query, by account and place. */
  inForce(query?: LedgerQuery): Promise<readonly EventRecord[]>;
  /** The same events, packed. */
  packed(query?: LedgerQuery): Promise<PackedLedger>;
  /** The last version of an event, which may be its void; null where there is no such event. */
  find(id: string, asKnownAt?: number): Promise<EventRecord | null>;
  /** Every version of an event, the first one first; none where there is no such event. */
  revisions(id: string): Promise<readonly EventRecord[]>;
  /** StorageError `bad_cursor`. */
  page(query: PageQuery): Promise<Page<EventRecord>>;
  /** All rows that a change recorded, by account and seq. */
  ofChange(changeNo: number): Promise<readonly EventRecord[]>;
  /** The last versions of the events that an import created. */
  ofImport(importId: string): Promise<readonly EventRecord[]>;
  /** Which of a source's ids are known, and the event each stands for. */
  known(account: string, source: string, sourceIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The events that ids of an account's sources stand for, whichever source said them; of several the last. */
  named(account: string, sourceIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  heads(): Promise<readonly ChainHead[]>;
  /** The links of an account's chain after one that ends with a row, the oldest first; 0: from the first. */
  links(account: string, afterSeq: number, limit: number): Promise<readonly ChainLink[]>;
  /** Of each record the hash of the link that holds it. */
  hashesOf(records: readonly EventRecord[]): Promise<readonly string[]>;
  /** Recomputes every chain; empty where all hold. */
  verifyChains(): Promise<readonly ChainBreak[]>;
  /** Compares the rows with the changes, imports and source ids that they name; empty where all fit. */
  verifyRecords(): Promise<readonly RecordBreak[]>;
}

export interface LedgerWrites extends LedgerReads {
  /**
   * Appends events in the order given. One whose source id is known, before or earlier in this batch, is answered
   * as known. StorageError `constraint` where an event's own id is taken: nothing of the transaction counts.
   */
  append(change: Change, events: readonly NewEvent[]): Promise<readonly Appended[]>;
  /** Supersedes events. Each may stand once in a batch. */
  correct(change: Change, corrections: readonly Correction[]): Promise<readonly Corrected[]>;
  /** Voids events. Each may stand once in a batch. */
  void(change: Change, voids: readonly Void[], sourceId: VoidedSourceId): Promise<readonly Voided[]>;
}
