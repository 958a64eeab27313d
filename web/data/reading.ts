import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { type AnswerOf, ApiProblem, type RequestOf, type Routes } from '@tidemark/contract';
import { useMemo } from 'react';
import { client } from './client.ts';

type Got<Route> = Route extends { readonly method: 'GET' } ? unknown : never;
/** The operations that only read. */
export type ReadOperation = {
  [Name in keyof Routes]: unknown extends Got<Routes[Name]> ? Name : never;
}[keyof Routes];

type Reading = (request: unknown, call: { readonly signal: AbortSignal }) => Promise<unknown>;

const TRIES_MAX = 3;

/** What is read stays until something says that it is no longer the newest: a write here, or the live stream. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      // The old figures stay on the screen while new ones load.
      placeholderData: keepPreviousData,
      // A refusal is the same the next time; a server that cannot be reached may be back.
      retry: (tries, error) => tries < TRIES_MAX && (!(error instanceof ApiProblem) || error.status >= 502),
    },
  },
});

export interface ReadOptions {
  /** False: not yet, such as while something else must be known first. */
  readonly enabled?: boolean;
  /** Asked for again after so many milliseconds: of work that is under way. */
  readonly everyMs?: number;
}

/** An answer of the API by the name of its operation: `useRead('growth', { params: { id }, query: { by: 'month' } })`. */
export function useRead<Name extends ReadOperation>(
  operation: Name,
  request: RequestOf<Routes[Name]>,
  { enabled = true, everyMs }: ReadOptions = {},
): UseQueryResult<AnswerOf<Routes[Name]>> {
  return useQuery<unknown, Error, AnswerOf<Routes[Name]>>({
    queryKey: [operation, request],
    queryFn: ({ signal }) => (client[operation] as Reading)(request, { signal }),
    enabled,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

/** The operations that answer page by page. */
export type ListOperation = {
  [Name in ReadOperation]: AnswerOf<Routes[Name]> extends Page<unknown> ? Name : never;
}[ReadOperation];

export type ItemOf<Name extends ListOperation> =
  AnswerOf<Routes[Name]> extends Page<infer Item> ? Item : never;

/**
 * A list of the API, page after page: `items` of the pages so far, `readOn` for the next. `first` is the first page,
 * which carries what the list has beside its items.
 */
export function useList<Name extends ListOperation>(
  operation: Name,
  request: RequestOf<Routes[Name]>,
  { enabled = true }: ReadOptions = {},
) {
  const list = useInfiniteQuery({
    queryKey: [operation, 'pages', request],
    queryFn: async ({ pageParam, signal }) => {
      const { query, ...rest } = request as { readonly query?: object };
      const cursor = pageParam === null ? {} : { cursor: pageParam };
      const paged = { ...rest, query: { limit: 1000, ...query, ...cursor } };
      return (await (client[operation] as Reading)(paged, { signal })) as AnswerOf<Routes[Name]> &
        Page<ItemOf<Name>>;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled,
    // Comparing a hundred thousand rows, field by field, takes longer than drawing the few in sight.
    structuralSharing: false,
  });
  const pages = list.data?.pages;
  const items = useMemo(() => pages?.flatMap((page) => page.items), [pages]);
  return {
    items,
    first: list.data?.pages[0],
    error: list.error,
    refetch: list.refetch,
    isFetching: list.isFetching,
    hasMore: list.hasNextPage,
    readOn: () => {
      if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
    },
  };
}
