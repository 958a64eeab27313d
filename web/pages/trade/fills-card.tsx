import { Link } from '@tanstack/react-router';
import type { TradeDetail } from '@tidemark/contract';
import { useMemo } from 'react';
import { Card, ChangeMark, type Column, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

type Fill = TradeDetail['fills'][number];

const ROLES = { entry: 'Entry', exit: 'Exit', adjustment: 'Adjustment' } as const;

/** The rows of the ledger that it is made of. */
export function FillsCard({ trade }: { readonly trade: TradeDetail }) {
  const text = useText();
  const columns = useMemo(() => columnsFor(text, trade.currency), [text, trade.currency]);
  return (
    <Card title="Fills">
      <Table
        label="Fills"
        columns={columns}
        rows={trade.fills}
        keyOf={({ transaction_id: id, role }) => `${id} ${role}`}
      />
    </Card>
  );
}

function columnsFor(text: Text, currency: string): Column<Fill>[] {
  return [
    {
      id: 'date',
      header: 'Date',
      cell: ({ date, time, transaction_id: id }) => (
        <Link to="/activity" search={{ event: id }} className="underline decoration-line underline-offset-4">
          {text.date(date)}
          {time !== null && <span className="text-faint max-sm:hidden"> {time}</span>}
        </Link>
      ),
    },
    { id: 'role', header: 'Role', cell: ({ role }) => ROLES[role] },
    {
      id: 'quantity',
      header: 'Quantity',
      align: 'end',
      cell: ({ quantity, quantity_exact: exact }) => text.quantity(exact ?? quantity),
    },
    {
      id: 'price',
      header: 'Price',
      align: 'end',
      cell: ({ price, price_exact: exact }) => text.price(exact ?? price, currency),
    },
    {
      id: 'costs',
      header: 'Fee and tax',
      align: 'end',
      from: 'md',
      cell: ({ fee, tax }) => text.money(fee + tax, currency),
    },
    {
      id: 'realized',
      header: 'Realized',
      align: 'end',
      from: 'sm',
      cell: ({ realized_pnl: gain }) =>
        gain === null ? null : <ChangeMark figure={gain}>{text.change(gain, currency)}</ChangeMark>,
    },
  ];
}
