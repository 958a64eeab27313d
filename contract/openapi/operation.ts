import { z } from 'zod';
import { type Answer, IDEMPOTENCY_KEY, type Route, SCOPES, takesIdempotencyKey } from '../route.ts';
import { DryRun } from '../schemas/effect.ts';
import { AS_KNOWN_AT, DRY_RUN, PAGE } from '../schemas/queries.ts';
import { tableOf } from '../table.ts';
import type { JsonSchema, SchemaBook } from './json-schema.ts';
import { REFUSALS, refusalsOf } from './refusals.ts';

export interface Reference {
  readonly $ref: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

interface Content {
  readonly content: { readonly [type: string]: { readonly schema: JsonSchema } };
}

export interface ResponseObject extends Partial<Content> {
  readonly description: string;
  readonly headers?: { readonly [name: string]: Reference };
}

export interface OperationObject {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security: readonly { readonly [scheme: string]: readonly string[] }[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: Content & { readonly required: boolean };
  readonly responses: { readonly [status: string]: ResponseObject | Reference };
}

/** Parameters that many operations have, written once. */
const SHARED_QUERY: Readonly<Record<string, z.ZodType>> = { ...PAGE, ...AS_KNOWN_AT, ...DRY_RUN };
export const IdempotencyKey = z.string().min(1).max(255);
const IfNoneMatch = z.string().max(1000);

const SHARED_HEADERS = {
  [IDEMPOTENCY_KEY]: {
    schema: IdempotencyKey,
    description:
      'Of the choice of the client, new for each write. The same key with the same request answers what the first one did; with another request 409.',
  },
  'If-None-Match': {
    schema: IfNoneMatch,
    description: '`ETag` of an answer before: 304 while nothing that it was made from has changed.',
  },
};

const parameterRef = (name: string): Reference => ({ $ref: `#/components/parameters/${name}` });
const headerRef = (name: string): Reference => ({ $ref: `#/components/headers/${name}` });
const responseRef = (name: string): Reference => ({ $ref: `#/components/responses/${name}` });

/** The shared parameters, for the components. */
export function sharedParameters(book: SchemaBook): Record<string, Parameter> {
  const queries = Object.entries(SHARED_QUERY).map(([name, schema]) => [
    name,
    parameter(name, 'query', false, book.write(schema)),
  ]);
  const headers = Object.entries(SHARED_HEADERS).map(([name, { schema, description }]) => [
    name,
    { name, in: 'header', required: false, description, schema: book.write(schema) },
  ]);
  return Object.fromEntries([...queries, ...headers]);
}

/** A route as an operation of the document. */
export function operationObject(route: Route, book: SchemaBook): OperationObject {
  const parameters = parametersOf(route, book);
  const requestBody = requestBodyOf(route, book);
  const description = descriptionOf(route);
  return {
    operationId: route.operation,
    summary: route.summary,
    ...(description !== '' && { description }),
    tags: route.tags,
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody !== null && { requestBody }),
    responses: responsesOf(route, book),
  };
}

function descriptionOf({ description, scope, access }: Route): string {
  const needs =
    access === 'public'
      ? []
      : [
          scope === null
            ? 'Needs a session; API keys are refused.'
            : `An API key needs the scope \`${scope}\`.`,
        ];
  return [...(description ? [description] : []), ...needs].join('\n\n');
}

function securityOf({ access, scope }: Route): OperationObject['security'] {
  if (access === 'public') return [];
  if (scope === null) return [{ session: [] }];
  const scopes = scope in SCOPES ? [scope] : [];
  return [{ session: [] }, { bearer: scopes }, { apiKey: scopes }];
}

function parametersOf(route: Route, book: SchemaBook): (Parameter | Reference)[] {
  const { params, query, headers } = route;
  return [
    ...(params ? fieldsOf(params, 'path', book) : []),
    ...(query ? fieldsOf(query, 'query', book) : []),
    ...(headers ? fieldsOf(headers, 'header', book) : []),
    ...(takesIdempotencyKey(route) ? [parameterRef(IDEMPOTENCY_KEY)] : []),
    ...(route.etag ? [parameterRef('If-None-Match')] : []),
  ];
}

function fieldsOf(fields: z.ZodObject, place: Parameter['in'], book: SchemaBook): (Parameter | Reference)[] {
  const { required = [] } = book.write(fields);
  return Object.entries(fields.shape).map(([name, schema]) =>
    place === 'query' && SHARED_QUERY[name] === schema
      ? parameterRef(name)
      : parameter(name, place, required.includes(name), book.write(schema as z.ZodType)),
  );
}

function parameter(name: string, place: Parameter['in'], required: boolean, schema: JsonSchema): Parameter {
  const { description, ...rest } = schema;
  // A description beside a reference says what this one is; it stays there.
  const own = '$ref' in schema ? schema : rest;
  return { name, in: place, required, ...(description !== undefined && { description }), schema: own };
}

function requestBodyOf(route: Route, book: SchemaBook): OperationObject['requestBody'] | null {
  const required = !route.bodyOptional;
  if (route.multipart) {
    return { required, content: { 'multipart/form-data': { schema: book.write(route.multipart) } } };
  }
  if (!route.body) return null;
  return { required, content: { 'application/json': { schema: book.write(route.body) } } };
}

function responsesOf(route: Route, book: SchemaBook): OperationObject['responses'] {
  const responses: Record<string, ResponseObject | Reference> = {};
  for (const [status, answer] of Object.entries(withDryRun(route))) {
    const made = response(answer, headersOf(route, status), book);
    responses[status] = status === '200' && tableOf(route) !== null ? withCsv(made) : made;
  }
  if (route.etag) responses[304] = responseRef('NotModified');
  for (const name of refusalsOf(route)) responses[REFUSALS[name].status] = responseRef(name);
  responses.default = responseRef('Fault');
  return responses;
}

/** The answers by status, those to a dry run among them. */
function withDryRun({ answers, writes, dryRunAnswer }: Route): Readonly<Record<string, Answer>> {
  if (!writes || dryRunAnswer) return answers;
  const written = answers[200];
  if (!written?.schema) {
    return {
      200: { schema: DryRun, description: 'To `dry_run=true`: the effect; nothing was written.' },
      ...answers,
    };
  }
  const description = `${written.description} To \`dry_run=true\`: the effect; nothing was written.`;
  return { ...answers, 200: { schema: z.union([written.schema, DryRun]), description } };
}

/** Lists and tables are to be had as CSV as well. */
const withCsv = (made: ResponseObject): ResponseObject => ({
  ...made,
  content: { ...made.content, 'text/csv': { schema: { type: 'string' } } },
});

function headersOf(route: Route, status: string): ResponseObject['headers'] {
  return {
    'X-Request-Id': headerRef('X-Request-Id'),
    ...(route.etag && status === '200' && { ETag: headerRef('ETag') }),
    ...(takesIdempotencyKey(route) && { 'Idempotency-Replayed': headerRef('Idempotency-Replayed') }),
  };
}

function response(answer: Answer, headers: ResponseObject['headers'], book: SchemaBook): ResponseObject {
  const { description, schema, type = 'application/json' } = answer;
  return { description, headers, ...(schema && { content: { [type]: { schema: book.write(schema) } } }) };
}
