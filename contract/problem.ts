import { z } from 'zod';

/**
 * What the API refuses by itself, each with its status and title. Problems of the ledger, of files and of figures
 * keep the codes that the command line has for them.
 */
export const API_PROBLEMS = {
  json_invalid: { status: 400, title: 'The body is not JSON' },
  credentials_missing: { status: 401, title: 'Not signed in' },
  credentials_invalid: { status: 401, title: 'The credentials are not valid' },
  scope_missing: { status: 403, title: 'The API key lacks a scope' },
  origin_refused: { status: 403, title: 'The request comes from another site' },
  sign_up_closed: { status: 403, title: 'Sign-up is closed' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'The address does not take this method' },
  conflict: { status: 409, title: 'The request contradicts what is there' },
  idempotency_key_reused: { status: 409, title: 'The Idempotency-Key was used for another request' },
  idempotency_key_in_use: { status: 409, title: 'The request with this Idempotency-Key is still running' },
  nothing_to_undo: { status: 409, title: 'There is nothing to undo' },
  nothing_to_redo: { status: 409, title: 'There is nothing to redo' },
  body_too_large: { status: 413, title: 'The body is too large' },
  media_type_unsupported: { status: 415, title: 'The body is of a kind that is not read here' },
  request_invalid: { status: 422, title: 'The request is not valid' },
  input_refused: { status: 422, title: 'The input has problems' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'A fault of this program' },
  not_served_yet: { status: 501, title: 'Not served yet' },
  not_ready: { status: 503, title: 'Not ready' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ApiProblemCode = keyof typeof API_PROBLEMS;

/** What is wrong in one place of the input, or what a figure rests on; the same on the command line. */
export const Finding = z
  .object({
    code: z.string().describe('From the catalogue of problems; programs go by it.'),
    severity: z.enum(['error', 'warning', 'info']).describe('An error refuses the whole input.'),
    file: z.string().nullable().describe('The file, where there is one.'),
    line: z.int().nullable().describe('Line of the file, the header being line 1.'),
    field: z
      .string()
      .nullable()
      .describe('The field or figure; in a batch with its place, as `3.amount` (the first is 0).'),
    symbol: z.string().optional().describe('The instrument, where it is about one.'),
    transaction_id: z.string().optional().describe('The event of the ledger, where it is about one.'),
    message: z.string().describe('What is wrong, in a sentence.'),
    remedy: z.string().describe('What to do about it.'),
  })
  .meta({ id: 'Finding', description: 'What is wrong with the input, or what a figure rests on.' });

/** A refusal, by RFC 9457. */
export const Problem = z
  .object({
    type: z.string().describe('Address of a page about the code, or `about:blank`.'),
    title: z.string().describe('The same for every refusal of this code.'),
    status: z.int().describe('The HTTP status.'),
    code: z.string().describe('From the catalogue of problems; programs go by it.'),
    detail: z.string().describe('What happened this time, and what to do.'),
    instance: z.string().optional().describe('The id of the request, as in X-Request-Id.'),
    problems: z.array(Finding).optional().describe('Each thing that is wrong, with its place and remedy.'),
  })
  .meta({ id: 'Problem', description: 'A refusal, as problem details of RFC 9457.' });

export type Finding = z.infer<typeof Finding>;
export type Problem = z.infer<typeof Problem>;

/** What an answer's figures rest on. */
export const problems = z
  .array(Finding)
  .describe('What the figures rest on, and why one is null; mostly empty.');
