import { type Problem, problem } from '@tidemark/engine';
import type { FastifyRequest } from 'fastify';
import { type OwnerReads, Refusal } from '../service/index.ts';
import type { UploadedForm } from './upload.ts';

/** An id of an account outside of the path; `line` in a batch, 1 for the first. */
interface Named {
  readonly id: string;
  readonly field: string;
  readonly line?: number;
}

/**
 * Looks for the accounts that a query, a body or a form names, as for the id of a path: before anything is checked. A
 * form may give an account's name. Throws Refusal `not_found` with the place of each that the user does not have.
 */
export async function checkNamed(
  reads: OwnerReads,
  request: FastifyRequest,
  upload: UploadedForm | null,
): Promise<void> {
  const form = idIn(upload?.fields);
  const named = [...idIn(request.query), ...form, ...(upload === null ? namedIn(request.body) : [])];
  if (named.length === 0) return;
  const accounts = await reads.accounts.list();
  const known = new Set(accounts.map(({ id }) => id));
  const names = new Set(form.length === 0 ? [] : accounts.map(({ name }) => name));
  const missing = named.filter(({ id }) => !known.has(id) && !names.has(id));
  if (missing.length > 0) throw new Refusal('not_found', missing.map(unknown));
}

function namedIn(body: unknown): Named[] {
  if (Array.isArray(body))
    return body.flatMap((one, k) => idIn(one).map((found) => ({ ...found, line: k + 1 })));
  const ids: unknown = (body as { account_ids?: unknown } | null | undefined)?.account_ids;
  const listed = Array.isArray(ids) ? ids : [];
  return [
    ...idIn(body),
    ...listed.flatMap((id, k) => (typeof id === 'string' ? [{ id, field: `account_ids.${k}` }] : [])),
  ];
}

function idIn(parts: unknown): Named[] {
  const id: unknown = (parts as { account_id?: unknown } | null | undefined)?.account_id;
  return typeof id === 'string' && id !== '' ? [{ id, field: 'account_id' }] : [];
}

function unknown({ id, ...place }: Named): Problem {
  const remedy = 'Take ids from the list of accounts.';
  return problem('account_unknown', place, `there is no account ${JSON.stringify(id)}`, { remedy });
}
