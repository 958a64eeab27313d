import { useList } from '../../data/index.ts';
import { Failure, SkeletonRows } from '../../parts/index.ts';
import { PageHead } from '../../shell/index.ts';
import { FileDrop } from './file-drop.tsx';
import { ImportList } from './import-list.tsx';

/** Bringing a file in, and the imports so far. */
export default function ImportPage() {
  const imports = useList('listImports', {});
  return (
    <>
      <PageHead title="Import" />
      <div className="space-y-5">
        <FileDrop />
        {imports.error ? (
          <Failure error={imports.error} onRetry={() => void imports.refetch()} />
        ) : imports.items === undefined ? (
          <SkeletonRows rows={3} />
        ) : (
          <ImportList imports={imports.items} />
        )}
      </div>
    </>
  );
}
