import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import type { ImportResult } from '@tidemark/contract';
import { DRY_RUN, dryRun } from './writing.ts';

/** How a file is to be read. */
export interface ImportTerms {
  /** For rows that name none: an account by its id, or by the name of one that is to be made. */
  readonly account: { readonly id: string } | { readonly made: string };
  /** By question. */
  readonly answers: Readonly<Record<string, string>>;
  readonly mapping: NonNullable<ImportResult['mapping']> | null;
}

export type RowOutcome = ImportResult['transactions'][number]['outcome'];

/** The form that a file is sent in. */
export function importForm(file: File, { account, answers, mapping }: ImportTerms) {
  return {
    file,
    ...('id' in account ? { account_id: account.id } : { new_account: account.made }),
    make_accounts: 'true' as const,
    answers: JSON.stringify(answers),
    ...(mapping !== null && { mapping: JSON.stringify(mapping) }),
  };
}

const keyOf = (file: File, terms: ImportTerms) => [
  DRY_RUN,
  'createImport',
  file.name,
  file.size,
  file.lastModified,
  terms,
];

/** What a file would bring, read by these terms; what it was read by before stays until then. */
export function useImportPreview(file: File, terms: ImportTerms): UseQueryResult<ImportResult> {
  return useQuery<unknown, Error, ImportResult>({
    queryKey: keyOf(file, terms),
    queryFn: () => dryRun('createImport', { form: importForm(file, terms) }),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    retry: false,
  });
}

export const ROWS_OF_PAGE = 1000;

/** Rows of a preview by their place, as far as their pages were asked for. `of`: only those of one outcome. */
export function useImportRows(
  file: File,
  terms: ImportTerms,
  of: RowOutcome | null,
  pages: readonly number[],
): (at: number) => ImportResult['transactions'][number] | undefined {
  const found = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...keyOf(file, terms), of, page],
      queryFn: async () => {
        const asked = { rows_from: String(page * ROWS_OF_PAGE), ...(of !== null && { rows_of: of }) };
        const form = { ...importForm(file, terms), ...asked };
        return ((await dryRun('createImport', { form })) as ImportResult).transactions;
      },
      staleTime: Number.POSITIVE_INFINITY,
      structuralSharing: false,
      placeholderData: undefined,
      retry: false,
    })),
  });
  const byPage = new Map(pages.map((page, k) => [page, found[k]?.data]));
  return (at) => byPage.get(Math.floor(at / ROWS_OF_PAGE))?.[at % ROWS_OF_PAGE];
}
