import { z } from 'zod';

interface ApiProblem {
  readonly status: number;
  /** The same for every refusal of the code. */
  readonly title: string;
  /** What is wrong, in one sentence. */
  readonly meaning: string;
  readonly remedy: string;
}

/**
 * What the API refuses by itself, each with its status and title. Problems of the ledger, of files and of figures
 * keep the codes that the command line has for them.
 */
export const API_PROBLEMS = {
  http_invalid: refusal(400, 'This is not HTTP', 'What was sent is no HTTP request.', 'Send HTTP/1.1.'),
  json_invalid: refusal(
    400,
    'The body is not JSON',
    'The body is not JSON in UTF-8, is nested too deeply, or is not the form that it says it is.',
    'Correct the body.',
  ),
  credentials_missing: refusal(
    401,
    'Not signed in',
    'The request has neither a session nor an API key.',
    'Sign in, or send an API key as X-API-Key.',
  ),
  credentials_invalid: refusal(
    401,
    'The credentials are not valid',
    'The password, session or key is wrong, has ended or was revoked.',
    'Sign in again, or make a new key.',
  ),
  scope_missing: refusal(
    403,
    'The API key lacks a scope',
    'The API key does not have the scope of the endpoint, or the endpoint takes no keys.',
    'Make a key with the scope, or sign in.',
  ),
  origin_refused: refusal(
    403,
    'The request comes from another site',
    'A page of another site made the browser send it.',
    'Send it from a page of this server, or with an API key.',
  ),
  sign_up_closed: refusal(
    403,
    'Sign-up is closed',
    'The operator has closed sign-up.',
    'Ask the operator for an account.',
  ),
  not_found: refusal(
    404,
    'There is no such thing',
    "There is no such address or id, or it is another user's.",
    'Take the id from a list, and the address from /docs.',
  ),
  method_not_allowed: refusal(
    405,
    'The address does not take this method',
    'The address is there, but not for this method.',
    'Take one of the methods that Allow names.',
  ),
  request_too_slow: refusal(
    408,
    'The request took too long',
    'The request did not arrive in the time that the server waits.',
    'Send it again, whole.',
  ),
  conflict: refusal(
    409,
    'The request contradicts what is there',
    'It contradicts what is there, such as a name that is taken.',
    'Read what is there, and correct the request.',
  ),
  idempotency_key_reused: refusal(
    409,
    'The Idempotency-Key was used for another request',
    'The key was used for a request with other content.',
    'Take a new key for another request.',
  ),
  nothing_to_undo: refusal(
    409,
    'There is nothing to undo',
    'No change is left to undo.',
    'Undo after the next change.',
  ),
  nothing_to_redo: refusal(
    409,
    'There is nothing to redo',
    'No undone change is left.',
    'Redo after an undo; a new change ends what could be redone.',
  ),
  body_too_large: refusal(
    413,
    'The body is too large',
    'The body is larger than the server takes.',
    'Send it in parts.',
  ),
  media_type_unsupported: refusal(
    415,
    'The body is of a kind that is not read here',
    'The body is neither JSON in UTF-8 nor, for an import, a form; or it is compressed.',
    'Send application/json, or multipart/form-data for an import, as it is.',
  ),
  request_invalid: refusal(
    422,
    'The request is not valid',
    'A field is missing, unknown, too long or out of range.',
    'See /docs for what the request takes.',
  ),
  input_refused: refusal(
    422,
    'The input has problems',
    'The ledger, a file or a price has problems, which are listed in problems.',
    'Correct each; nothing was written.',
  ),
  rate_limited: refusal(
    429,
    'Too many requests',
    'There were too many requests, or too many attempts at signing in that failed.',
    'Wait for the seconds that Retry-After names.',
  ),
  headers_too_large: refusal(
    431,
    'The headers are too large',
    'The headers are larger than the server takes.',
    'Send fewer or shorter headers; look for cookies that are not of this server.',
  ),
  internal: refusal(
    500,
    'A fault of this program',
    'The program has a fault; its log has more under the id of the request.',
    'Report it with the X-Request-Id.',
  ),
  not_ready: refusal(
    503,
    'Not ready',
    'The database cannot be reached, or the program is starting or stopping.',
    'Try again soon.',
  ),
} as const satisfies Record<string, ApiProblem>;

function refusal<const Status extends number>(
  status: Status,
  title: string,
  meaning: string,
  remedy: string,
) {
  return { status, title, meaning, remedy } as const;
}

/** `type` of a refusal: an address of the server that gave it, with a page about the code. */
export function problemType(code: string): string {
  return `/docs/problems/${code}`;
}

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
    type: z.string().describe('Address of a page about the code, from the root of the server.'),
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
