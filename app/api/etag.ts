import { hash } from 'node:crypto';
import type { Operation } from '@tidemark/contract';
import type { Versions } from '../service/index.ts';

/** Everything that an answer to a read depends on. */
export interface Made {
  readonly databaseId: string;
  readonly owner: string;
  readonly versions: Versions;
  /** Of the latest prices. */
  readonly live: number;
  /** For what shows the present: which step of the clock it is; for what only follows the calendar, the day. */
  readonly at: number;
  readonly url: string;
  readonly program: string;
}

/** The steps by which answers that show the present follow the clock. */
export const CLOCK_STEP_MS = 10_000;

/**
 * Equal for equal answers, and only for these: of a read nothing but facts, the time and the question matter. Weak
 * (RFC 9110, 8.8.1): it is the same for every encoding of the answer.
 */
export function etagOf(made: Made): string {
  return `W/"${hash('sha256', JSON.stringify(made), 'base64url').slice(0, 27)}"`;
}

/** Reads that show the present: what a value is now, and how fresh its prices are. */
const SHOW_THE_PRESENT: ReadonlySet<string> = new Set<Operation>([
  'current',
  'performance',
  'history',
  'summary',
  'complete',
]);

export const showsThePresent = (operation: string): boolean => SHOW_THE_PRESENT.has(operation);

/** Whether a client has the answer already. */
export function isKnown(header: string | undefined, etag: string): boolean {
  const known = header?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag.replace(/^W\//, '')) || known.includes('*');
}
