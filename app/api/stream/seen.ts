import type { LiveValue, Versions } from '../../service/index.ts';

/** What a client has seen of a portfolio; each event's id says it, so that a new connection can go on from there. */
export interface Seen {
  /** Of the database: numbers of another one say nothing. */
  readonly database: string;
  readonly versions: Versions;
  /** Days since 1970. */
  readonly day: number;
  /** Every price up to this one. */
  readonly seq: number;
  /** The value that all this makes, with fresh prices or without; null: it has not been sent yet. */
  readonly fresh: boolean | null;
}

/** Nothing of a portfolio but the facts that it will be told by. */
export const nothingSeen = (database: string, { versions, day }: LiveValue): Seen => ({
  database: database.slice(0, DATABASE_LENGTH),
  versions,
  day,
  seq: -1,
  fresh: null,
});

const DATABASE_LENGTH = 8;
const FRESH = { '0': false, '1': true, n: null } as const;

/** `a1b2c3d4.12.0.3.7.40.19787.815.1`. */
export function eventId({ database, versions, day, seq, fresh }: Seen): string {
  const { ledger, prices, settings, captured, sharedPrices } = versions;
  const flag = fresh === null ? 'n' : Number(fresh);
  return [database, ledger, prices, settings, captured, sharedPrices, day, seq, flag].join('.');
}

/** Null where it is no id of ours, or of another database. */
export function readEventId(id: string | undefined, database: string): Seen | null {
  const [name, ...parts] = id?.split('.') ?? [];
  const flag = parts.pop() ?? '';
  const numbers = parts.map(Number);
  if (name !== database.slice(0, DATABASE_LENGTH) || numbers.length !== 7) return null;
  if (!numbers.every(Number.isSafeInteger) || !Object.hasOwn(FRESH, flag)) return null;
  const [ledger, prices, settings, captured, sharedPrices, day, seq] = numbers;
  const versions = { ledger, prices, settings, captured, sharedPrices };
  return { database: name, versions, day, seq, fresh: FRESH[flag as keyof typeof FRESH] };
}
