import { usePortfolio, useRead } from '../../data/index.ts';
import { Failure, SkeletonRows } from '../../parts/index.ts';
import { PageHead } from '../../shell/index.ts';
import { ReturnFigures } from './return-figures.tsx';

/** Returns of the whole life. */
export default function PerformancePage() {
  const params = { id: usePortfolio() };
  const returns = useRead('returns', { params, query: { by: 'month' } });
  return (
    <>
      <PageHead title="Performance" />
      {returns.error ? (
        <Failure error={returns.error} onRetry={() => void returns.refetch()} />
      ) : returns.data === undefined ? (
        <SkeletonRows />
      ) : (
        <ReturnFigures returns={returns.data} />
      )}
    </>
  );
}
