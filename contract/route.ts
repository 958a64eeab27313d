import type { z } from 'zod';

/** What an API key can be allowed to do. */
export const SCOPES = {
  read: 'Read everything of its user.',
  write: 'Change accounts, portfolios, the ledger, prices and settings.',
  import: 'Import files and take imports back.',
  capture: 'Capture and backfill its own user; with `capture:all`, of an administrator, every user.',
  'capture:all': 'Of an administrator: capture and backfill every user.',
  connections: 'Connect brokers and bring in what they have.',
} as const satisfies Record<string, string>;

export type Scope = keyof typeof SCOPES;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a status brings. */
export interface Answer {
  readonly description: string;
  /** Of the body; none where absent. */
  readonly schema?: z.ZodType;
  /** Media type of the body; JSON where absent. */
  readonly type?: string;
}

/** An endpoint as its subject's file states it. */
export interface Endpoint {
  readonly method: Method;
  /** With `{name}` for parameters, below API_ROOT unless `root`. */
  readonly path: string;
  /** The path is the whole path. */
  readonly root?: true;
  readonly access: 'public' | 'user' | 'admin';
  /** What an API key needs; null: nothing where access is public, else a session and no key. */
  readonly scope: Scope | null;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Beyond Idempotency-Key and If-None-Match, which follow from `method` and `etag`; names in lower case. */
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body may be left out. */
  readonly bodyOptional?: true;
  /** The parts of a multipart/form-data body, in place of `body`. */
  readonly multipart?: z.ZodObject;
  /** Successes by status; refusals are common to all (openapi/refusals.ts). */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Takes `dry_run=true`, which answers 200 with the effect unless `dryRunAnswer` says otherwise. */
  readonly writes?: true;
  /** What a dry run answers, in place of the effect. */
  readonly dryRunAnswer?: z.ZodType;
  /** Takes `as_known_at`. */
  readonly asKnownAt?: true;
  /** Answers with an ETag, and 304 where If-None-Match has it. */
  readonly etag?: true;
  /** Answered by better-auth. */
  readonly auth?: true;
}

/** An endpoint with its name and subject. */
export interface Route extends Endpoint {
  /** Unique; the name of the client's function. */
  readonly operation: string;
  readonly tags: readonly string[];
}

/** Where the endpoints are that are not at the root. */
export const API_ROOT = '/api/v1';

export type Named<Table extends Readonly<Record<string, Endpoint>>> = {
  readonly [Name in keyof Table & string]: Table[Name] & {
    readonly operation: Name;
    readonly tags: readonly string[];
  };
};

/** The endpoints of a subject, each named by its key; the types stay exact. */
export function endpoints<const Table extends Readonly<Record<string, Endpoint>>>(
  tag: string,
  table: Table,
): Named<Table> {
  const named = Object.entries(table).map(([operation, endpoint]) => [
    operation,
    { ...endpoint, operation, tags: [tag] },
  ]);
  return Object.fromEntries(named) as Named<Table>;
}

/** Header of every write: the same key again answers what the first request did. */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** Whether a route honours Idempotency-Key. */
export function takesIdempotencyKey({ method, auth }: Pick<Route, 'method' | 'auth'>): boolean {
  return method !== 'GET' && !auth;
}

/** What stands before the names of cookies over https: a browser takes them from this host alone, over https alone. */
export const SECURE_COOKIE_PREFIX = '__Host-';
/** Name of the cookie that carries the session; over https with the prefix. */
export const SESSION_COOKIE = 'tidemark.session_token';

/** The path of a route from the root of the server. */
export function fullPath(route: Pick<Route, 'path' | 'root'>): string {
  return route.root ? route.path : API_ROOT + route.path;
}

/** What most endpoints have in common; spread first. LIVE moves by itself: no version says when. */
export const LIVE = { method: 'GET', access: 'user', scope: 'read' } as const;
export const READ = { ...LIVE, etag: true } as const;
export const FIGURE = { ...READ, asKnownAt: true } as const;
export const CREATE = { method: 'POST', access: 'user', scope: 'write', writes: true } as const;
export const REPLACE = { ...CREATE, method: 'PUT' } as const;
export const CHANGE = { ...CREATE, method: 'PATCH' } as const;
export const REMOVE = { ...CREATE, method: 'DELETE' } as const;

/** Answers of one kind. */
export const ok = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  ({ 200: { schema, description } }) as const;
export const created = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  ({ 201: { schema, description } }) as const;
export const done = (description: string) => ({ 204: { description } }) as const;
