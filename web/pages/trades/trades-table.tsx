import type { Trade } from '@tidemark/contract';
import { useMemo } from 'react';
import { ChangeMark, type Column, type Sorting, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

/** The journal: a row for each round trip, with its risk at entry. */
export function TradesTable({
  trades,
  base,
  onOpen,
  onEnd,
  sorting,
  onSort,
  label = 'Trades',
}: {
  readonly trades: readonly Trade[];
  /** Base currency. */
  readonly base: string;
  readonly onOpen: (trade: Trade) => void;
  readonly onEnd?: () => void;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  readonly label?: string;
}) {
  const text = useText();
  const columns = useMemo(() => columnsFor(text, base), [text, base]);
  return (
    <Table
      label={label}
      columns={columns}
      rows={trades}
      keyOf={({ id }) => id}
      onOpen={onOpen}
      {...(onEnd && { onEnd })}
      {...(onSort && { onSort, sorting: sorting ?? null })}
    />
  );
}

/** The ids of columns that can be sorted are the names that the API sorts by. */
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
      cell: ({ closed_at: at }) =>
        at === null ? <span className="text-faint">open</span> : text.date(at.slice(0, 10)),
      sortBy: ({ closed_at: at }) => at,
    },
    {
      id: 'strategy',
      header: 'Strategy',
      from: 'lg',
      cell: ({ strategy, tags }) => (
        <span className="flex max-w-52 items-center gap-1.5 overflow-hidden">
          {strategy}
          {tags.map((tag) => (
            <span key={tag} className="rounded bg-well px-1.5 text-xs text-faint">
              {tag}
            </span>
          ))}
        </span>
      ),
    },
    {
      id: 'holding_days',
      header: 'Days',
      align: 'end',
      from: 'lg',
      cell: ({ holding_days: days }) => text.count(days),
      sortBy: ({ holding_days: days }) => days,
    },
    {
      id: 'value',
      header: 'Value at entry',
      align: 'end',
      from: 'lg',
      cell: ({ account_value_at_entry: value }) => text.money(value, base),
    },
    {
      id: 'position_size_percent',
      header: 'Size',
      align: 'end',
      from: 'md',
      cell: ({ position_size_percent: percent }) => text.percent(percent, { digits: 1 }),
      sortBy: ({ position_size_percent: percent }) => percent,
    },
    {
      id: 'risk_percent',
      header: 'Risk',
      align: 'end',
      cell: ({ risk_percent: percent }) => <span data-figure="risk">{text.percent(percent)}</span>,
      sortBy: ({ risk_percent: percent }) => percent,
    },
    {
      id: 'r_multiple',
      header: 'R',
      align: 'end',
      cell: ({ r_multiple: r }) => text.plain(r),
      sortBy: ({ r_multiple: r }) => r,
    },
    {
      id: 'net_pnl',
      header: 'Net result',
      align: 'end',
      cell: ({ net_pnl_base: net }) => <ChangeMark figure={net}>{text.change(net, base)}</ChangeMark>,
      sortBy: ({ net_pnl_base: net }) => net,
    },
  ];
}
