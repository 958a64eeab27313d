import { useNavigate } from '@tanstack/react-router';
import { Button, Empty } from '../../parts/index.ts';

export function NoTrades() {
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

export function NoneOfThese({ onClear }: { readonly onClear: () => void }) {
  return (
    <Empty
      icon="search"
      title="No trade is like that"
      actions={<Button onClick={onClear}>Show all trades</Button>}
    >
      The filters let none through.
    </Empty>
  );
}
