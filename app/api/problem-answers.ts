import {
  API_PROBLEMS,
  type ApiProblemCode,
  type Finding,
  type Problem,
  problemType,
} from '@tidemark/contract';
import { problemDocument } from '@tidemark/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type RefusalKind, StorageError } from '../service/index.ts';
import { ApiRefusal } from './api-refusal.ts';

/** What a refusal of a use case is in HTTP. */
const KINDS: Readonly<Record<RefusalKind, ApiProblemCode>> = {
  not_found: 'not_found',
  invalid: 'input_refused',
  conflict: 'conflict',
  nothing_to_undo: 'nothing_to_undo',
  nothing_to_redo: 'nothing_to_redo',
};

/** Anything thrown, as the problem document that answers it. What is our own fault shows nothing of itself. */
export function problemOf(error: unknown): ApiRefusal {
  if (error instanceof ApiRefusal) return error;
  if (error instanceof Refusal) {
    const findings = error.problems.map((one) => problemDocument(one) as Finding);
    return new ApiRefusal(KINDS[error.kind], error.message, findings);
  }
  if (error instanceof StorageError) return ofStorage(error);
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  switch (statusCode) {
    case 400:
      return new ApiRefusal('json_invalid', message ?? 'The request cannot be read.');
    case 413:
      return new ApiRefusal('body_too_large', 'The body is larger than this address takes.');
    case 415:
      return new ApiRefusal('media_type_unsupported', 'Send application/json.');
    case 429:
      return new ApiRefusal('rate_limited', 'Too many requests. Wait a little.');
    default:
      return fault();
  }
}

function ofStorage({ code, remedy, message }: StorageError): ApiRefusal {
  switch (code) {
    case 'bad_cursor':
    case 'out_of_range':
      return new ApiRefusal('request_invalid', `${message}. ${remedy}`);
    case 'busy':
    case 'unreachable':
      return new ApiRefusal('not_ready', 'The database does not answer. Try again soon.', [], 1);
    case 'disk_full':
    case 'read_only':
      return new ApiRefusal('not_ready', 'The database takes no writes; its operator has to look at it.');
    default:
      return fault();
  }
}

const fault = (): ApiRefusal =>
  new ApiRefusal('internal', 'A fault of this program; the log has more under the id of the request.');

export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: ApiRefusal): FastifyReply {
  const { title, status } = API_PROBLEMS[refusal.code];
  const body: Problem = {
    type: problemType(refusal.code),
    title,
    status,
    code: refusal.code,
    detail: refusal.message,
    instance: request.id,
    ...(refusal.findings.length > 0 && { problems: [...refusal.findings] }),
  };
  if (refusal.retryAfter !== null) reply.header('retry-after', String(refusal.retryAfter));
  return reply.status(status).type('application/problem+json').send(body);
}
