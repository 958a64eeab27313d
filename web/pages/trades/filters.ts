import { useAddress, useAddressValues } from '../../shell/index.ts';

export const STATUSES = ['all', 'open', 'closed'] as const;
export type Status = (typeof STATUSES)[number];
export const BASES = ['realized', 'market'] as const;
export type Basis = (typeof BASES)[number];

const KEYS = ['symbol', 'strategy', 'tag', 'from', 'to'] as const;
export type FilterKey = (typeof KEYS)[number];

/** Which trades are shown, and what their risk is measured against: it all stands in the address. */
export function useFilters() {
  const [status, setStatus] = useAddress<Status>('status', STATUSES, 'all');
  const [values, set] = useAddressValues(KEYS);
  const [{ basis }, setOther] = useAddressValues(['basis']);
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  const chosen = BASES.find((one) => one === basis);
  return {
    status,
    setStatus,
    values,
    set: (key: FilterKey, value: string | null) => set({ [key]: value }),
    clear: () => set({ ...Object.fromEntries(KEYS.map((key) => [key, null])), status: null }),
    isFiltered: status !== 'all' || Object.keys(given).length > 0,
    setBasis: (next: Basis) => setOther({ basis: next }),
    /** As the API takes it. */
    query: {
      ...given,
      ...(status !== 'all' && { status }),
      ...(chosen !== undefined && { basis: chosen }),
    } as TradesQuery,
  };
}

export type Filters = ReturnType<typeof useFilters>;

interface TradesQuery extends Readonly<Partial<Record<FilterKey, string>>> {
  readonly status?: 'open' | 'closed';
  readonly basis?: Basis;
}
