import type { ItemOf } from '../../data/index.ts';
import { type Column, Empty, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

type Job = ItemOf<'listJobs'>;

/** What was done without being asked, and what was. */
export function JobTable({ jobs, onEnd }: { readonly jobs: readonly Job[]; readonly onEnd: () => void }) {
  const text = useText();
  if (jobs.length === 0)
    return (
      <Empty icon="health" title="No job has run yet">
        Snapshots, backfills and syncs stand here, each with its outcome.
      </Empty>
    );
  return <Table label="Jobs" columns={columnsFor(text)} rows={jobs} keyOf={({ id }) => id} onEnd={onEnd} />;
}

function columnsFor(text: Text): Column<Job>[] {
  return [
    { id: 'kind', header: 'Job', cell: ({ kind }) => kind.replaceAll('_', ' ') },
    { id: 'status', header: 'Outcome', cell: ({ status }) => status },
    { id: 'started', header: 'Started', from: 'sm', cell: ({ started_at: at }) => text.instant(at) },
  ];
}
