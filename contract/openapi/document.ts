import { z } from 'zod';
import { type Alias, aliases, servedBy } from '../aliases.ts';
import { Problem } from '../problem.ts';
import { fullPath, type Route, SCOPES, SESSION_COOKIE } from '../route.ts';
import { routeList } from '../routes.ts';
import { type JsonSchema, SchemaBook } from './json-schema.ts';
import {
  type OperationObject,
  operationObject,
  type Parameter,
  type ResponseObject,
  sharedParameters,
} from './operation.ts';
import { REFUSALS } from './refusals.ts';
import { TAGS } from './tags.ts';

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: { readonly [path: string]: { readonly [method: string]: OperationObject } };
  readonly components: {
    readonly schemas: { readonly [id: string]: JsonSchema };
    readonly parameters: { readonly [name: string]: Parameter };
    readonly headers: {
      readonly [name: string]: { readonly description: string; readonly schema: JsonSchema };
    };
    readonly responses: { readonly [name: string]: ResponseObject };
    readonly securitySchemes: { readonly [name: string]: Readonly<Record<string, string>> };
  };
}

/** Version of the contract; that of the package. */
export const CONTRACT_VERSION = '0.1.0';

/** The document of the whole API: every route of the table, and the aliases. */
export function openapi(): OpenApiDocument {
  const book = new SchemaBook();
  const paths: Record<string, Record<string, OperationObject>> = {};
  const put = (path: string, route: Route, operation: OperationObject) => {
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation };
  };
  for (const route of routeList) put(fullPath(route), route, operationObject(route, book));
  for (const alias of aliases) {
    const route = aliasRoute(alias);
    put(alias.path, route, operationObject(route, book));
  }
  const parameters = sharedParameters(book);
  const responses = sharedResponses(book);
  return {
    openapi: '3.1.1',
    info: { title: 'Tidemark', version: CONTRACT_VERSION, description: DESCRIPTION },
    servers: [{ url: '/', description: 'The server that this document comes from.' }],
    tags: TAGS,
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(book.components).sort(([a], [b]) => (a < b ? -1 : 1))),
      parameters,
      headers: HEADERS,
      responses,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** The route as it answers under the alias: the same, but for its name, and for parameters that are fixed. */
function aliasRoute(alias: Alias): Route {
  const { params, description: _, ...route } = servedBy(alias);
  const left = Object.entries(params?.shape ?? {}).filter(([name]) => !(name in (alias.fixed ?? {})));
  return {
    ...route,
    operation: aliasOperation(alias),
    summary: `As ${route.method} ${fullPath(route)}`,
    description: `The same as operation \`${route.operation}\`${fixedText(alias)}.`,
    tags: ['Aliases'],
    ...(left.length > 0 && { params: z.object(Object.fromEntries(left)) }),
  };
}

function fixedText({ fixed = {} }: Alias): string {
  const texts = Object.entries(fixed).map(([name, value]) => `\`${name}\` = \`${value}\``);
  return texts.length === 0 ? '' : ` with ${texts.join(', ')}`;
}

/** `GET /api/portfolio/current` → `getApiPortfolioCurrent`. */
function aliasOperation({ method, path }: Alias): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return method.toLowerCase() + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}

function sharedResponses(book: SchemaBook): Record<string, ResponseObject> {
  const content = { 'application/problem+json': { schema: book.write(Problem) } };
  const requestId = { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } };
  const retryAfter = { 'Retry-After': { $ref: '#/components/headers/Retry-After' } };
  const refusals = Object.entries(REFUSALS).map(([name, { status, description }]) => {
    const headers = status === 429 || status === 503 ? { ...requestId, ...retryAfter } : requestId;
    return [name, { description, headers, content }];
  });
  return {
    NotModified: {
      description: 'Nothing that the answer was made from has changed.',
      headers: { ...requestId, ETag: { $ref: '#/components/headers/ETag' } },
    },
    ...Object.fromEntries(refusals),
    Fault: {
      description: 'A fault of the program, or of what stands before it.',
      headers: requestId,
      content,
    },
  };
}

const HEADERS = {
  ETag: {
    description: 'Made from the versions of everything that the answer was made from.',
    schema: { type: 'string' },
  },
  'X-Request-Id': { description: 'Id of the request; it is in the logs.', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
  'Idempotency-Replayed': {
    description: '`true` where the answer is that of an earlier request with the same Idempotency-Key.',
    schema: { type: 'boolean' },
  },
} as const;

const scopeLines = Object.entries(SCOPES).map(([scope, meaning]) => `- \`${scope}\`: ${meaning}`);

const SECURITY_SCHEMES = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: 'Set by sign-up and sign-in; over https its name begins with `__Host-`.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: `An API key as \`Authorization: Bearer …\`. Scopes:\n${scopeLines.join('\n')}`,
  },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'An API key. A valid one wins; an unusable Bearer beside it is ignored.',
  },
} as const;

const DESCRIPTION = [
  'Exact portfolio history and performance: what an account was worth on any day, and why.',
  'JSON in snake_case. Money is a number rounded to the minor unit of its currency; quantities and prices are numbers and, where a number cannot carry them, exact text in `…_exact` beside. Ratios are fractions (0.25 is 25 %) except fields ending in `_percent`. What cannot be known is null, and `problems` says why.',
  "Refusals are problem details (RFC 9457), in this order: 401, 403, 404, then 400, 413, 415 and 422, then 409. Another user's id is 404.",
  'Lists answer `items` and `next_cursor`. Writes take `dry_run` and honour Idempotency-Key. Figures take `as_known_at`. Reads have an ETag.',
].join('\n\n');
