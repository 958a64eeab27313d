import { z } from 'zod';
import { fullPath, type Route } from '../route.ts';

/** Refusals by the name of their component: their status and when they come. */
export const REFUSALS = {
  BadRequest: { status: 400, description: 'The body is not what its media type says.' },
  Unauthorized: {
    status: 401,
    description: 'No credentials, or bad ones. It comes before every other refusal.',
  },
  Forbidden: {
    status: 403,
    description: 'The API key lacks the scope, or the request comes from another site.',
  },
  NotFound: { status: 404, description: "There is no such thing, or it is another user's." },
  Conflict: {
    status: 409,
    description: 'It contradicts what is there, or the Idempotency-Key was used for another request.',
  },
  TooLarge: { status: 413, description: 'The body is too large.' },
  UnsupportedMediaType: { status: 415, description: 'The body is of a kind that is not read here.' },
  Unprocessable: {
    status: 422,
    description: 'The input is wrong; `problems` names each place. Nothing was written.',
  },
  TooManyRequests: { status: 429, description: 'Too many requests; Retry-After says when to come again.' },
  NotReady: { status: 503, description: 'Not ready; `detail` says why.' },
} as const satisfies Record<string, { readonly status: number; readonly description: string }>;

export type Refusal = keyof typeof REFUSALS;

/** The refusals that a route can answer, beside faults. */
export function refusalsOf(route: Route): Refusal[] {
  const applies: Record<Refusal, boolean> = {
    BadRequest: hasBody(route),
    Unauthorized: route.access !== 'public' || Boolean(route.auth && hasBody(route)),
    Forbidden: route.access !== 'public' || Boolean(route.auth && hasBody(route)),
    NotFound: route.params !== undefined || namesIds(route),
    Conflict: route.method !== 'GET' && !route.auth,
    TooLarge: hasBody(route),
    UnsupportedMediaType: hasBody(route),
    Unprocessable: hasBody(route) || route.query !== undefined || route.headers !== undefined,
    TooManyRequests: !route.root,
    NotReady: fullPath(route) === '/readyz',
  };
  return (Object.keys(REFUSALS) as Refusal[]).filter((name) => applies[name]);
}

function hasBody({ body, multipart }: Route): boolean {
  return body !== undefined || multipart !== undefined;
}

/** Ids in a query or body are looked up as those in a path are. */
function namesIds({ query, body, multipart }: Route): boolean {
  return [query, body, multipart].some((schema) => schema !== undefined && ID_FIELD.test(written(schema)));
}

const ID_FIELD = /"\w+_ids?":/;

function written(schema: z.ZodType): string {
  return JSON.stringify(z.toJSONSchema(schema, { io: 'input' }));
}
