import type { Operation, Routes } from '@tidemark/contract';
import { type Day, parseDay } from '@tidemark/engine';
import type { z } from 'zod';
import type { ConnectionSyncs } from '../service/connections/index.ts';
import type {
  Author,
  CaptureControl,
  Clock,
  DemoPortfolio,
  Effect,
  LedgerEditor,
  OwnerWrites,
  Portfolios,
  Store,
} from '../service/index.ts';
import { triedDocument } from '../service/ledger/effect-document.ts';
import type { PriceFeed } from '../service/prices/index.ts';
import type { SetUp } from '../service/records/index.ts';
import type { Metrics } from './metrics.ts';
import type { Principal } from './principal.ts';
import type { UploadedForm } from './upload.ts';

/** What handlers work with; made once, where the program starts. */
export interface Services {
  readonly store: Store;
  readonly portfolios: Portfolios;
  readonly editor: LedgerEditor;
  readonly clock: Clock;
  readonly capture: CaptureControl;
  /** Null where no source of prices is set up. */
  readonly feed: PriceFeed | null;
  readonly connections: ConnectionSyncs;
  /** Which ways to tell somebody are set up. */
  readonly channels: SetUp;
  /** Generated data for who has nothing yet. */
  readonly demo: DemoPortfolio;
  readonly metrics: Metrics;
  readonly about: About;
}

/** What the program says of itself. */
export interface About {
  readonly version: string;
  /** How fast its clock runs; 1 is real time. */
  readonly clockSpeed: number;
  readonly clockSimulated: boolean;
}

type Part<Of, Name extends string> = Of extends { readonly [K in Name]: infer Schema }
  ? Schema extends z.ZodType
    ? z.output<Schema>
    : Record<never, never>
  : Record<never, never>;

/** A decoded request of an operation. */
export interface Call<Of extends Operation = Operation> {
  readonly params: Part<Routes[Of], 'params'>;
  readonly query: Part<Routes[Of], 'query'>;
  readonly body: Part<Routes[Of], 'body'>;
  readonly principal: Principal;
  readonly dryRun: boolean;
  /** Milliseconds since 1970. */
  readonly asKnownAt: number | undefined;
  /** Of a multipart body. */
  readonly upload: UploadedForm | null;
  /** Keeps the answer to a write under its Idempotency-Key, in the transaction of the write. */
  keep(tx: OwnerWrites, status: number, body: unknown): Promise<void>;
}

/** An answer; no body where there is none. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly type?: string;
  /** It was given before, under the same Idempotency-Key. */
  readonly isRepeated?: true;
}

export type Handler<Of extends Operation> = (call: Call<Of>, services: Services) => Promise<Reply>;

export type Handlers = { readonly [Of in Operation]?: Handler<Of> };

/** Who is written down for what a call does. */
export const authorOf = ({ principal }: Pick<Call, 'principal'>): Author => ({
  owner: principal.user,
  by: principal.by,
});

/** A day of a query string; the contract has made sure that it is one. */
export const dayOf = (text: string | undefined): Day | undefined =>
  text === undefined ? undefined : (parseDay(text) ?? undefined);

/** The answer to a dry run of a write of the ledger. */
export const dryRunOf = (effect: Effect): Reply => ok({ effect: triedDocument(effect) });

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const done: Reply = { status: 204 };
