import type { RequestOf, Routes } from '@tidemark/contract';
import type { Sorting } from '../../parts/index.ts';
import { useAddressValues } from '../../shell/index.ts';

type Query = NonNullable<RequestOf<Routes['trades']>['query']>;
export type TradesSort = NonNullable<Query['sort']>;

const SORTS: Readonly<Record<TradesSort, true>> = {
  opened: true,
  closed: true,
  symbol: true,
  position_size_percent: true,
  risk_percent: true,
  r_multiple: true,
  net_pnl: true,
  holding_days: true,
};

/** What the journal is sorted by, in the address; the server sorts, so that it holds over every page. */
export function useTradeSorting(): {
  readonly sorting: Sorting;
  readonly setSorting: (next: Sorting) => void;
  readonly query: { readonly sort: TradesSort; readonly order: 'asc' | 'desc' };
} {
  const [{ sort, order }, set] = useAddressValues(['sort', 'order']);
  const by = sort !== null && sort in SORTS ? (sort as TradesSort) : 'opened';
  const direction = order === 'asc' ? 'asc' : 'desc';
  return {
    sorting: { id: by, direction: direction === 'asc' ? 1 : -1 },
    setSorting: ({ id, direction: next }) =>
      set({ sort: id === 'opened' ? null : id, order: next === 1 ? 'asc' : null }),
    query: { sort: by, order: direction },
  };
}
