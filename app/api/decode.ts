import { createHash } from 'node:crypto';
import type { Finding, Route } from '@tidemark/contract';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiRefusal } from './api-refusal.ts';
import type { UploadedForm } from './upload.ts';

/** The parts of a request by the schemas of its route. */
export interface Decoded {
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
}

/** Throws ApiRefusal `request_invalid` with everything that is wrong. */
export function decode(
  route: Route,
  request: FastifyRequest,
  fixed: Readonly<Record<string, string>>,
): Decoded {
  const findings: Finding[] = [];
  const params = part(route.params, { ...fixed, ...(request.params as object) }, findings);
  const query = part(route.query, request.query ?? {}, findings);
  const isLeftOut = request.body === undefined || request.body === null;
  const body =
    route.body === undefined || (isLeftOut && route.bodyOptional)
      ? undefined
      : part(route.body, request.body ?? nothingFor(route.body), findings);
  if (findings.length > 0) {
    const [first] = findings;
    throw new ApiRefusal('request_invalid', `${first.field ?? 'The body'}: ${first.message}.`, findings);
  }
  return { params: params as Decoded['params'], query: query as Decoded['query'], body };
}

/** What stands for a body that was not sent: an object without fields, so that each that is required is named. */
const nothingFor = (schema: z.ZodType): object | undefined => (schema.def.type === 'object' ? {} : undefined);

function part(schema: z.ZodType | undefined, given: unknown, findings: Finding[]): unknown {
  if (schema === undefined) return {};
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  for (const issue of read.error.issues.flatMap((one) => narrowed(one, given)))
    findings.push(findingOf(issue));
  return {};
}

/** One or many: what is wrong with the kind that was sent, and in which of many. */
function narrowed(issue: Issue, given: unknown): Located[] {
  if (issue.code !== 'invalid_union' || issue.path.length > 0) return [issue];
  const kinds = (issue as z.core.$ZodIssueInvalidUnion).errors;
  const fitting = kinds.find((one) =>
    one.every(({ code, path }) => code !== 'invalid_type' || path.length > 0),
  );
  if (fitting === undefined) return [issue];
  if (!Array.isArray(given)) return fitting;
  return fitting.map((one) => ({ ...one, path: one.path.slice(1), line: Number(one.path[0]) + 1 }));
}

type Issue = z.core.$ZodIssue;
/** `line` where it is of one of many: 1 for the first. */
type Located = Issue & { readonly line?: number };

function findingOf({ path, message, code, line, ...issue }: Located): Finding {
  const unknown = code === 'unrecognized_keys' ? (issue as { keys: readonly string[] }).keys : [];
  return {
    code: unknown.length > 0 ? 'column_unknown' : 'request_invalid',
    severity: 'error',
    file: null,
    line: line ?? null,
    field: [...path, ...unknown].map(String).join('.') || null,
    message,
    remedy: 'See /docs for what this request takes.',
  };
}

/** What is asked, as one number: method, path, query and body. */
export function requestHash(route: Route, request: FastifyRequest, upload: UploadedForm | null): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([route.method, request.url, upload?.fields ?? request.body ?? null]));
  if (upload?.file) hash.update(upload.file.bytes);
  return hash.digest('hex');
}
