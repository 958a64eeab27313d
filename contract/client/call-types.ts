import type { z } from 'zod';
import type { Endpoint } from '../route.ts';
import type { Routes } from '../routes.ts';
import type { DryRun } from '../schemas/effect.ts';

/** What a call takes beside its request. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Of a write: the same key again answers what the first request did. */
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Optional<Name extends string, Value> =
  Record<never, never> extends Value ? { readonly [K in Name]?: Value } : { readonly [K in Name]: Value };

type Part<Route, From extends keyof Endpoint, To extends string> = Route extends {
  readonly [K in From]: infer Schema extends z.ZodType;
}
  ? Optional<To, z.input<Schema>>
  : unknown;

type BodyPart<Route> = Route extends { readonly body: infer Schema extends z.ZodType }
  ? Route extends { readonly bodyOptional: true }
    ? { readonly body?: z.input<Schema> }
    : { readonly body: z.input<Schema> }
  : unknown;

type Multipart<Route> = Route extends { readonly multipart: infer Schema extends z.ZodType }
  ? { readonly form: z.input<Schema> }
  : unknown;

/** `params`, `query`, `headers`, `body` or `form` of a route; what has no required field may be left out. */
export type RequestOf<Route> = Part<Route, 'params', 'params'> &
  Part<Route, 'query', 'query'> &
  Part<Route, 'headers', 'headers'> &
  BodyPart<Route> &
  Multipart<Route>;

type AnswerOfOne<One> = One extends { readonly type: 'text/event-stream' }
  ? Response
  : One extends { readonly type: string }
    ? string
    : One extends { readonly schema: infer Schema extends z.ZodType }
      ? z.output<Schema>
      : undefined;

/** What a route answers with success: decoded JSON, text, nothing, or the open response of a stream. */
export type AnswerOf<Route extends Pick<Endpoint, 'answers'>> = {
  [Status in keyof Route['answers']]: AnswerOfOne<Route['answers'][Status]>;
}[keyof Route['answers']];

type DryRunOf<Route> = Route extends { readonly dryRunAnswer: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : DryRun;

type Arguments<Request> =
  Record<never, never> extends Request
    ? [request?: Request, options?: CallOptions]
    : [request: Request, options?: CallOptions];

/** `query: { dry_run: true }` is answered with the effect, anything else with what was written. */
interface Write<Route extends Endpoint> {
  (
    request: RequestOf<Route> & { readonly query: { readonly dry_run: true } },
    options?: CallOptions,
  ): Promise<DryRunOf<Route>>;
  (
    ...args: Arguments<RequestOf<Route> & { readonly query?: { readonly dry_run?: false } }>
  ): Promise<AnswerOf<Route>>;
}

type Call<Route extends Endpoint> = Route extends { readonly writes: true }
  ? Write<Route>
  : (...args: Arguments<RequestOf<Route>>) => Promise<AnswerOf<Route>>;

/** A function for each operation of the table. */
export type Client = { readonly [Name in keyof Routes]: Call<Routes[Name]> };
