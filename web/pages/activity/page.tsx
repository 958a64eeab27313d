import { useList } from '../../data/index.ts';
import { Empty, Failure, SkeletonRows } from '../../parts/index.ts';
import { PageHead } from '../../shell/index.ts';
import { LedgerTable } from './ledger-table.tsx';

/** The ledger, the newest first. */
export default function ActivityPage() {
  const ledger = useList('listTransactions', {});
  return (
    <>
      <PageHead title="Activity" />
      {ledger.error ? (
        <Failure error={ledger.error} onRetry={() => void ledger.refetch()} />
      ) : ledger.items === undefined ? (
        <SkeletonRows />
      ) : ledger.items.length === 0 ? (
        <Empty icon="activity" title="Nothing has happened yet">
          Deposits, trades, dividends and everything else that is recorded or imported stands here.
        </Empty>
      ) : (
        <LedgerTable transactions={ledger.items} onEnd={ledger.readOn} />
      )}
    </>
  );
}
