import { useList, usePortfolio, useRead } from '../../data/index.ts';
import { Card, Failure, SkeletonRows } from '../../parts/index.ts';
import { PageHead } from '../../shell/index.ts';
import { CoverageCounts } from './coverage-counts.tsx';
import { JobTable } from './job-table.tsx';

/** What the figures rest on, and what the program does by itself. */
export default function DataHealthPage() {
  const coverage = useRead('coverage', { params: { id: usePortfolio() } });
  const jobs = useList('listJobs', {});
  return (
    <>
      <PageHead title="Data health" />
      <div className="space-y-5">
        <Card title="Days by what their value is">
          {coverage.error ? (
            <Failure error={coverage.error} onRetry={() => void coverage.refetch()} />
          ) : coverage.data === undefined ? (
            <SkeletonRows rows={2} />
          ) : (
            <CoverageCounts counts={coverage.data.counts} />
          )}
        </Card>
        <Card title="Jobs">
          {jobs.error ? (
            <Failure error={jobs.error} onRetry={() => void jobs.refetch()} />
          ) : jobs.items === undefined ? (
            <SkeletonRows rows={4} />
          ) : (
            <JobTable jobs={jobs.items} onEnd={jobs.readOn} />
          )}
        </Card>
      </div>
    </>
  );
}
