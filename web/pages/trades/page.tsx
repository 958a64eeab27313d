import { useNavigate } from '@tanstack/react-router';
import { useList, usePortfolio } from '../../data/index.ts';
import { Button, Empty, Failure, SkeletonRows } from '../../parts/index.ts';
import { PageHead } from '../../shell/index.ts';
import { TradesTable } from './trades-table.tsx';

/** The journal: round trips with their risk at entry. */
export default function TradesPage() {
  const trades = useList('trades', { params: { id: usePortfolio() } });
  return (
    <>
      <PageHead title="Trades" />
      {trades.error ? (
        <Failure error={trades.error} onRetry={() => void trades.refetch()} />
      ) : trades.items === undefined || trades.first === undefined ? (
        <SkeletonRows />
      ) : trades.items.length === 0 ? (
        <NoTrades />
      ) : (
        <TradesTable trades={trades.items} base={trades.first.base_currency} onEnd={trades.readOn} />
      )}
    </>
  );
}

function NoTrades() {
  const navigate = useNavigate();
  const bring = (
    <Button kind="main" onClick={() => void navigate({ to: '/import' })}>
      Bring a broker's file
    </Button>
  );
  return (
    <Empty icon="trades" title="No trades yet" actions={bring}>
      Buys and sells of the ledger are grouped into round trips here, each with its risk at entry.
    </Empty>
  );
}
