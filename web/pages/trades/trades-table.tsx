import type { Trade } from '@tidemark/contract';
import { useMemo } from 'react';
import { ChangeMark, type Column, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

export function TradesTable({
  trades,
  base,
  onEnd,
}: {
  readonly trades: readonly Trade[];
  /** Base currency. */
  readonly base: string;
  readonly onEnd: () => void;
}) {
  const text = useText();
  const columns = useMemo(() => columnsFor(text, base), [text, base]);
  return <Table label="Trades" columns={columns} rows={trades} keyOf={({ id }) => id} onEnd={onEnd} />;
}

function columnsFor(text: Text, base: string): Column<Trade>[] {
  return [
    {
      id: 'symbol',
      header: 'Symbol',
      cell: ({ symbol, side }) => (
        <>
          <span className="font-medium">{symbol}</span> <span className="text-faint">{side}</span>
        </>
      ),
      sortBy: ({ symbol }) => symbol,
    },
    {
      id: 'opened',
      header: 'Opened',
      from: 'sm',
      cell: ({ opened_at: at }) => text.date(at.slice(0, 10)),
      sortBy: ({ opened_at: at }) => at,
    },
    {
      id: 'closed',
      header: 'Closed',
      from: 'md',
      cell: ({ closed_at: at }) => (at === null ? 'open' : text.date(at.slice(0, 10))),
      sortBy: ({ closed_at: at }) => at,
    },
    {
      id: 'quantity',
      header: 'Quantity',
      align: 'end',
      from: 'md',
      cell: ({ quantity, quantity_exact: exact }) => text.quantity(exact ?? quantity),
    },
    {
      id: 'risk',
      header: 'Risk at entry',
      align: 'end',
      from: 'sm',
      cell: ({ risk_percent: percent }) => text.percent(percent),
      sortBy: ({ risk_percent: percent }) => percent,
    },
    {
      id: 'r',
      header: 'R',
      align: 'end',
      cell: ({ r_multiple: r }) => text.plain(r),
      sortBy: ({ r_multiple: r }) => r,
    },
    {
      id: 'net',
      header: 'Net result',
      align: 'end',
      cell: ({ net_pnl_base: net }) => <ChangeMark figure={net}>{text.change(net, base)}</ChangeMark>,
      sortBy: ({ net_pnl_base: net }) => net,
    },
  ];
}
