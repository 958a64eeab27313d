import type { Account, ImportResult } from '@tidemark/contract';
import { useCallback, useRef, useState } from 'react';
import {
  type ImportTerms,
  importForm,
  ROWS_OF_PAGE,
  useImportPreview,
  useImportRows,
  useWrite,
} from '../../data/index.ts';
import { Button, Failure, SkeletonRows } from '../../parts/index.ts';
import type { Shown } from './import-words.ts';
import type { Mapping } from './mapping-edit.ts';
import { PreviewView } from './preview-view.tsx';

const LEAVE_OUT = { refused_rows: 'leave_out' } as const;

/** One file: asked about, previewed, imported. Fetches; the parts beside it draw. */
export function FileReview({
  file,
  accounts,
  currency,
  onDone,
  onSkip,
}: {
  readonly file: File;
  readonly accounts: readonly Account[];
  /** Base currency. */
  readonly currency: string;
  readonly onDone: (result: ImportResult) => void;
  readonly onSkip: () => void;
}) {
  const main = accounts.find(({ is_main: isMain }) => isMain) ?? accounts[0];
  const [terms, setTerms] = useState<ImportTerms>({
    account: { id: main?.id ?? 'main' },
    answers: {},
    mapping: null,
  });
  const [shown, setShown] = useState<Shown>('all');
  const [pages, setPages] = useState<readonly number[]>([]);
  const preview = useImportPreview(file, terms);
  // The first page of all rows comes with the preview.
  const asked = shown === 'all' ? pages.filter((page) => page > 0) : pages;
  const rowAt = useImportRows(file, terms, shown === 'all' ? null : shown, asked);
  const write = useWrite('createImport');
  const onSight = useCallback((first: number, last: number) => {
    const next = pagesOf(first, last);
    setPages((now) => (now.join() === next.join() ? now : next));
  }, []);

  const last = useRef(preview.data);
  last.current = preview.data ?? last.current;
  const data = last.current;
  if (data === undefined)
    return preview.error === null ? (
      <SkeletonRows rows={10} />
    ) : (
      <Unreadable error={preview.error} onRetry={() => void preview.refetch()} onSkip={onSkip} />
    );
  const isLeftOut = terms.answers.refused_rows === LEAVE_OUT.refused_rows;
  const answer = (answers: ImportTerms['answers']) => setTerms({ ...terms, answers });
  return (
    <PreviewView
      fileName={file.name}
      preview={data}
      isOld={preview.isPlaceholderData || preview.data === undefined}
      accounts={accounts}
      account={terms.account}
      onAccount={(account) => setTerms({ ...terms, account })}
      onAnswer={(id, value) => answer({ ...terms.answers, [id]: value })}
      isMapped={terms.mapping !== null}
      onMapping={(mapping: Mapping) => setTerms({ ...terms, mapping })}
      isLeftOut={isLeftOut}
      onLeaveOut={(isOut) => {
        const { refused_rows: _, ...others } = terms.answers;
        answer(isOut ? { ...others, ...LEAVE_OUT } : others);
      }}
      currency={currency}
      shown={shown}
      onShow={setShown}
      rowAt={(at) => rowAt(at) ?? (shown === 'all' ? data.transactions[at] : undefined)}
      onSight={onSight}
      isImporting={write.isPending}
      error={write.error ?? preview.error}
      onImport={() => write.mutate({ form: importForm(file, terms) }, { onSuccess: onDone })}
      onSkip={onSkip}
    />
  );
}

/** A file of which nothing can be read. */
function Unreadable({
  error,
  onRetry,
  onSkip,
}: {
  readonly error: Error;
  readonly onRetry: () => void;
  readonly onSkip: () => void;
}) {
  return (
    <div className="space-y-3">
      <Failure error={error} onRetry={onRetry} />
      <Button onClick={onSkip}>Leave this file</Button>
    </div>
  );
}

/** The pages of rows that are in sight. */
function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(first / ROWS_OF_PAGE);
  const to = Math.floor(last / ROWS_OF_PAGE);
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}
