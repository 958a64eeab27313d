import type { ImportResult } from '@tidemark/contract';
import { useState } from 'react';
import { useList, useMe, useRead } from '../../data/index.ts';
import { Failure, SkeletonRows } from '../../parts/index.ts';
import { PageHead, UndoButtons } from '../../shell/index.ts';
import { useText } from '../../text/index.ts';
import { FileDrop } from './file-drop.tsx';
import { FileReview } from './file-review.tsx';
import { ImportList } from './import-list.tsx';
import { ImportDone } from './import-result.tsx';
import { UndoDialog } from './undo-dialog.tsx';

interface Done {
  readonly fileName: string;
  readonly result: ImportResult;
}

/** Bringing files in, one after another, and the imports so far. */
export default function ImportPage() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [done, setDone] = useState<readonly Done[]>([]);
  const [undoing, setUndoing] = useState<string | null>(null);
  const imports = useList('listImports', {});
  const accounts = useRead('listAccounts', {});
  const currency = useMe().data?.base_currency;
  const [file] = files;
  const next = () => setFiles(files.slice(1));
  const isUndone = ({ result }: Done) =>
    imports.items?.some(({ id, undone_at: at }) => id === result.import_id && at !== null) === true;
  return (
    <>
      <PageHead title="Import">
        <UndoButtons />
      </PageHead>
      <div className="space-y-5">
        {done
          .filter((one) => !isUndone(one))
          .map(({ fileName, result }) => (
            <ImportDone key={result.import_id} fileName={fileName} result={result} onUndo={setUndoing} />
          ))}
        {file === undefined ? (
          <FileDrop onFiles={setFiles} />
        ) : accounts.data === undefined || currency === undefined ? (
          <SkeletonRows />
        ) : (
          <>
            {files.length > 1 && <Waiting count={files.length - 1} />}
            <FileReview
              key={`${file.name} ${file.size} ${file.lastModified}`}
              file={file}
              accounts={accounts.data.items}
              currency={currency}
              onDone={(result) => {
                setDone([{ fileName: file.name, result }, ...done]);
                next();
              }}
              onSkip={next}
            />
          </>
        )}
        {imports.error ? (
          <Failure error={imports.error} onRetry={() => void imports.refetch()} />
        ) : imports.items === undefined ? (
          <SkeletonRows rows={3} />
        ) : (
          <ImportList imports={imports.items} onUndo={setUndoing} />
        )}
      </div>
      {undoing !== null && currency !== undefined && (
        <UndoDialog id={undoing} currency={currency} onClose={() => setUndoing(null)} />
      )}
    </>
  );
}

function Waiting({ count }: { readonly count: number }) {
  const text = useText();
  return (
    <p className="text-faint">
      {count === 1 ? 'One more file waits.' : `${text.count(count)} more files wait.`}
    </p>
  );
}
