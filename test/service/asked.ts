import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { z } from 'zod';
import type { Call, Handlers, Reply, Services } from '../../app/api/handler.ts';
import { Metrics } from '../../app/api/metrics.ts';
import { Capture, MarketCalendars } from '../../app/capture/index.ts';
import { DemoMarket } from '../../app/demo-market.ts';
import { demoPortfolio } from '../../app/demo-portfolio.ts';
import { Secrets } from '../../app/secrets/index.ts';
import { ConnectionSyncs } from '../../app/service/connections/index.ts';
import { LedgerEditor, Portfolios, Refusal } from '../../app/service/index.ts';
import { newUser } from '../../app/service/records/index.ts';
import { openStore } from '../../app/storage/index.ts';
import { type Operation, type Route, routes } from '../../contract/index.ts';

/** What a test sends; `dry_run` and `as_known_at` stand in the query, as on the wire. */
export interface Request {
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
  readonly key?: string;
}

// A test says which answer it expects by what it reads of it.
// biome-ignore lint/suspicious/noExplicitAny: the contract's schema has checked the answer
export type Body = any;

/** Handlers over a real store, without HTTP: requests and answers go through the contract's schemas. */
export interface Asked {
  readonly services: Services;
  /** Users who are administrators. */
  readonly admins: Set<string>;
  /** The program's clock, in milliseconds since 1970. */
  now: number;
  /** The body of a success. */
  ask(user: string, operation: Operation, request?: Request): Promise<Body>;
  /** The refusal of what must not succeed. */
  refused(user: string, operation: Operation, request?: Request): Promise<Refusal>;
  close(): Promise<void>;
}

const throwing = (error: unknown): void => {
  throw error;
};

/** A store in a new folder, with users. */
export async function asked(handlers: Handlers, ...users: string[]): Promise<Asked> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-records-'));
  const time = { now: Date.parse('2024-03-01T12:00:00Z') };
  const clock = { now: () => time.now };
  const { store } = await openStore({ database: path.join(folder, 'facts.db'), clock });
  const portfolios = new Portfolios(store, clock);
  const editor = new LedgerEditor(store, portfolios, clock);
  const about = { version: 'test', clockSpeed: 1, clockSimulated: true };
  const calendars = new MarketCalendars();
  const capture = new Capture({ store, portfolios, feed: null, clock, calendars, delayMs: 30 * 60_000 });
  const metrics = new Metrics();
  const connections = new ConnectionSyncs(
    {
      store,
      editor,
      clock,
      realClock: clock,
      brokers: new Map(),
      sealing: new Secrets('a secret of the tests'),
    },
    throwing,
  );
  const services: Services = {
    store,
    portfolios,
    editor,
    clock,
    capture,
    connections,
    channels: { webhook: true, email: true },
    demo: demoPortfolio(
      { store, portfolios, editor, clock },
      new DemoMarket({ store, latest: portfolios.latest, clock }),
    ),
    feed: null,
    metrics,
    about,
  };
  const answer = (user: string, operation: Operation, request: Request = {}) => {
    const handler = handlers[operation] as ((call: Call, services: Services) => Promise<Reply>) | undefined;
    if (handler === undefined) throw new Error(`nothing serves ${operation}`);
    const isAdmin = made.admins.has(user);
    return handler(callOf({ user, isAdmin }, routes[operation], request, clock), services);
  };
  const made: Asked = {
    services,
    admins: new Set(),
    get now() {
      return time.now;
    },
    set now(instant) {
      time.now = instant;
    },
    ask: async (user, operation, request = {}) => {
      const reply = await answer(user, operation, request);
      checkAnswer(routes[operation], request, reply);
      return reply.body;
    },
    refused: async (user, operation, request) => {
      try {
        await answer(user, operation, request);
      } catch (error) {
        if (error instanceof Refusal) return error;
        throw error;
      }
      throw new Error(`${operation} was not refused`);
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (const user of users) await newUser(store, user, clock);
  return made;
}

function callOf(
  who: { user: string; isAdmin: boolean },
  route: Route,
  request: Request,
  clock: Services['clock'],
): Call {
  const part = (schema: z.ZodType | undefined, given: unknown) => schema?.parse(given ?? {}) ?? {};
  const query = part(route.query, request.query) as { dry_run?: boolean; as_known_at?: string };
  const key = request.key ?? null;
  return {
    params: part(route.params, request.params),
    query,
    body: route.body === undefined ? undefined : route.body.parse(request.body),
    principal: { ...who, by: who.user, scopes: null, key: null },
    dryRun: query.dry_run === true,
    asKnownAt: query.as_known_at === undefined ? undefined : Date.parse(query.as_known_at),
    keep: async (tx, status, body) => {
      if (key === null) return;
      const answer = body === undefined ? '' : JSON.stringify(body);
      await tx.idempotency.record({ key, requestHash: 'hash', status, answer, createdAt: clock.now() });
    },
  } as Call;
}

/** The status is documented, and the body is what its schema says, with nothing beside. */
function checkAnswer(route: Route, request: Request, { status, body }: Reply): void {
  if ((request.query as { dry_run?: unknown } | undefined)?.dry_run) {
    expect(status).toBe(200);
    expect(Object.keys(body as object)).toEqual(['effect']);
    return;
  }
  const answer = route.answers[status];
  if (answer === undefined) throw new Error(`${route.operation} answers ${status}, which is not documented`);
  if (answer.schema === undefined) expect(body).toBeUndefined();
  else expect(answer.schema.parse(body)).toEqual(body);
}

/** The fields that a refusal names. */
export const fieldsOf = ({ problems }: Refusal): (string | undefined)[] =>
  problems.map(({ source }) => source.field);
