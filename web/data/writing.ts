import { type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import type { AnswerOf, Routes } from '@tidemark/contract';
import { client } from './client.ts';
import { queryClient, type ReadOperation } from './reading.ts';

export type WriteOperation = Exclude<keyof Routes, ReadOperation>;
type Request<Name extends WriteOperation> = Parameters<(typeof client)[Name]>[0];
type Writing = (request: unknown, call: { readonly idempotencyKey: string }) => Promise<unknown>;

/** Begins the key of what was asked about a write: the write itself ends the question. */
export const DRY_RUN = 'dry run';

/**
 * A write: `const record = useWrite('createTransactions'); record.mutate({ body })`. Once it is done everything that
 * is shown is asked for again, for any fact can change every figure; what has not changed costs an ETag.
 */
export function useWrite<Name extends WriteOperation>(operation: Name) {
  return useMutation<AnswerOf<Routes[Name]>, Error, Request<Name>>({
    // The key makes a request that the browser repeats count once.
    mutationFn: async (request) =>
      (await (client[operation] as Writing)(request, {
        idempotencyKey: crypto.randomUUID(),
      })) as AnswerOf<Routes[Name]>,
    onSuccess: () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== DRY_RUN }),
  });
}

/** What a write would do, without doing it; asked for anew for every request. */
export function dryRun<Name extends WriteOperation>(operation: Name, request: object): Promise<unknown> {
  const { query, ...rest } = request as { readonly query?: object };
  return (client[operation] as (request: unknown) => Promise<unknown>)({
    ...rest,
    query: { ...query, dry_run: true },
  });
}

/**
 * The same, asked again as the request changes: the answer to the one before stays until the next is there. `what` is
 * null while there is nothing to ask yet.
 */
export function useForeseen<Answer>(operation: WriteOperation, what: object | null): UseQueryResult<Answer> {
  return useQuery<unknown, Error, Answer>({
    queryKey: [DRY_RUN, operation, what],
    queryFn: () => dryRun(operation, what as object),
    enabled: what !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}
