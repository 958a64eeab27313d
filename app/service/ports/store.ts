import type { AccountReads, AccountWrites, FeeScheduleReads, FeeScheduleWrites } from './accounts.ts';
import type { AlertReads, AlertWrites, IncidentReads, IncidentWrites, Watch } from './alerts.ts';
import type { ChangeReads, ChangeWrites } from './changes.ts';
import type { ConnectionReads, ConnectionWrites } from './connections.ts';
import type { Holdings } from './holdings.ts';
import type { IdempotencyReads, IdempotencyWrites } from './idempotency.ts';
import type { ImportReads, ImportWrites } from './imports.ts';
import type { InstrumentReads, InstrumentWrites } from './instruments.ts';
import type { IntradayPriceReads, IntradayPriceWrites } from './intraday-prices.ts';
import type { JobQueue, JobReads, JobWrites } from './jobs.ts';
import type { LedgerReads, LedgerWrites } from './ledger.ts';
import type {
  DividendReads,
  DividendWrites,
  HeldBackReads,
  HeldBackWrites,
  LatestPriceReads,
  LatestPriceWrites,
} from './live-prices.ts';
import type { ObservationReads, ObservationWrites } from './observations.ts';
import type { PortfolioReads, PortfolioWrites } from './portfolios.ts';
import type { QuoteReads, QuoteWrites, SplitReads, SplitWrites } from './prices.ts';
import type { Captures, SealReads } from './seals.ts';
import type { SettingReads, SettingWrites } from './settings.ts';
import type { Users } from './users.ts';

/** The owner of what all users share: market prices, rates, splits, instruments. */
export const SHARED_OWNER = '';

/**
 * What an owner's facts are at: each number grows with every write of its kind, in the transaction of that write,
 * so whatever was derived under equal numbers is right. Another owner's writes never move them.
 */
export interface Versions {
  /** Events, accounts' facts: the ledger, observations. */
  readonly ledger: number;
  /** His own prices, rates, splits and instruments. */
  readonly prices: number;
  /** Accounts, portfolios, fee schedules, settings. */
  readonly settings: number;
  /** `prices` of the shared owner. */
  readonly sharedPrices: number;
  /** What the capture has sealed. Nothing is derived from it. */
  readonly captured: number;
}

/** The facts of one owner. No method can reach another's. */
export interface OwnerReads {
  readonly owner: string;
  /** One indexed point query. */
  versions(): Promise<Versions>;
  readonly accounts: AccountReads;
  readonly portfolios: PortfolioReads;
  readonly feeSchedules: FeeScheduleReads;
  readonly instruments: InstrumentReads;
  readonly ledger: LedgerReads;
  readonly prices: QuoteReads;
  readonly rates: QuoteReads;
  readonly splits: SplitReads;
  readonly latestPrices: LatestPriceReads;
  readonly heldBack: HeldBackReads;
  readonly dividends: DividendReads;
  readonly intradayPrices: IntradayPriceReads;
  readonly seals: SealReads;
  readonly observations: ObservationReads;
  readonly imports: ImportReads;
  readonly connections: ConnectionReads;
  readonly alerts: AlertReads;
  readonly incidents: IncidentReads;
  readonly jobs: JobReads;
  readonly changes: ChangeReads;
  readonly idempotency: IdempotencyReads;
  readonly settings: SettingReads;
}

export interface OwnerWrites extends OwnerReads {
  readonly accounts: AccountWrites;
  readonly portfolios: PortfolioWrites;
  readonly feeSchedules: FeeScheduleWrites;
  readonly instruments: InstrumentWrites;
  readonly ledger: LedgerWrites;
  readonly prices: QuoteWrites;
  readonly rates: QuoteWrites;
  readonly splits: SplitWrites;
  readonly latestPrices: LatestPriceWrites;
  readonly heldBack: HeldBackWrites;
  readonly dividends: DividendWrites;
  readonly intradayPrices: IntradayPriceWrites;
  readonly observations: ObservationWrites;
  readonly imports: ImportWrites;
  readonly connections: ConnectionWrites;
  readonly alerts: AlertWrites;
  readonly incidents: IncidentWrites;
  readonly jobs: JobWrites;
  readonly changes: ChangeWrites;
  readonly idempotency: IdempotencyWrites;
  readonly settings: SettingWrites;
}

/** How many rows each table of a database has. */
export type TableRows = Readonly<Record<string, number>>;

/** The database itself. */
export interface StoreMeta {
  readonly kind: 'sqlite' | 'postgres';
  /** Random, made with the database and anew by a restore: part of every key outside the database (ETags, caches). */
  readonly databaseId: string;
  /**
   * Gives a restored database an id of its own, and lets the program that opens it next bind it to another secret.
   * Answers the new id, which `databaseId` is from then on.
   */
  renewDatabaseId(): Promise<string>;
  /** The number of the last migration. */
  readonly schemaVersion: number;
  /** Throws a StorageError where the database does not answer. */
  ping(): Promise<void>;
  /** The database's own check of its pages and keys: what is wrong, in words; empty where it is sound. */
  check(): Promise<readonly string[]>;
}

/**
 * Where the facts are kept. Every method may throw a StorageError; one that ends a transaction has written nothing.
 */
export interface Store {
  readonly users: Users;
  readonly queue: JobQueue;
  readonly holdings: Holdings;
  readonly captures: Captures;
  readonly watch: Watch;
  readonly meta: StoreMeta;
  /**
   * A number that every write moves, whoever writes what, in this process or in another; null where to tell takes a
   * query (PostgreSQL).
   */
  writeMark(): number | null;
  /** The versions of several owners, by owner. */
  versionsOf(owners: readonly string[]): Promise<ReadonlyMap<string, Versions>>;
  /** Reads outside a transaction: each call sees what was acknowledged before it. */
  of(owner: string): OwnerReads;
  /** Several reads that see one and the same state. */
  read<T>(owner: string, work: (tx: OwnerReads) => Promise<T>): Promise<T>;
  /**
   * One transaction: all of it or nothing, alone for this owner. It has happened, on disk, when the promise
   * resolves; where `work` throws, nothing has. Inside, only `tx` may be used. Versions move where something was
   * written.
   */
  write<T>(owner: string, work: (tx: OwnerWrites) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
