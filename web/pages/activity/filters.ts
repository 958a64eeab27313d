import { useAddressValues } from '../../shell/index.ts';
import { EVENT_KINDS, type EventType } from './event-kinds.ts';

const KEYS = ['account_id', 'type', 'symbol', 'from', 'to', 'text', 'import_id'] as const;
export type FilterKey = (typeof KEYS)[number];

/** Which events are shown and in which order; it all stands in the address. */
export function useFilters() {
  const [values, set] = useAddressValues(KEYS);
  const [{ at, order }, setPlace] = useAddressValues(['at', 'order']);
  const isOldestFirst = order === 'asc';
  const given = Object.entries(values).filter(([key, value]) => value !== null && isKnown(key, value));
  return {
    values,
    set: (key: FilterKey, value: string | null) => set({ [key]: value }),
    clear: () => set(Object.fromEntries(KEYS.map((key) => [key, null]))),
    count: given.length,
    /** The day that was jumped to; null at the beginning of the list. */
    at,
    jump: (day: string | null) => setPlace({ at: day }),
    isOldestFirst,
    turn: () => setPlace({ order: isOldestFirst ? null : 'asc', at: null }),
    /** As the API takes it. */
    query: {
      ...Object.fromEntries(given),
      ...(isOldestFirst && { order: 'asc' }),
      ...(at !== null && (isOldestFirst ? { from: later(values.from, at) } : { to: earlier(values.to, at) })),
    } as LedgerQuery,
  };
}

export type Filters = ReturnType<typeof useFilters>;

interface LedgerQuery extends Readonly<Partial<Record<Exclude<FilterKey, 'type'>, string>>> {
  readonly type?: EventType;
  readonly order?: 'asc';
}

/** An address that was typed by hand may name a type that there is not. */
const isKnown = (key: string, value: string | null): boolean =>
  key !== 'type' || (value !== null && Object.hasOwn(EVENT_KINDS, value));

const earlier = (a: string | null, b: string): string => (a === null || b < a ? b : a);
const later = (a: string | null, b: string): string => (a === null || b > a ? b : a);
