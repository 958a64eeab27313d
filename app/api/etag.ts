import { createHash } from 'node:crypto';
import type { Versions } from '../service/index.ts';

/** Everything that an answer to a read depends on. */
export interface Made {
  readonly databaseId: string;
  readonly owner: string;
  readonly versions: Versions;
  readonly today: number;
  readonly url: string;
  readonly program: string;
}

/** Equal for equal answers, and only for these: of a read nothing but facts, the day and the question matter. */
export function etagOf(made: Made): string {
  return `"${createHash('sha256').update(JSON.stringify(made)).digest('base64url').slice(0, 27)}"`;
}

/** Whether a client has the answer already. */
export function isKnown(header: string | undefined, etag: string): boolean {
  const known = header?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*');
}
