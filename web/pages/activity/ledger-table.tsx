import type { Transaction } from '@tidemark/contract';
import { useMemo } from 'react';
import { type Column, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

export function LedgerTable({
  transactions,
  onEnd,
}: {
  readonly transactions: readonly Transaction[];
  readonly onEnd: () => void;
}) {
  const text = useText();
  const columns = useMemo(() => columnsFor(text), [text]);
  return <Table label="Ledger" columns={columns} rows={transactions} keyOf={({ id }) => id} onEnd={onEnd} />;
}

function columnsFor(text: Text): Column<Transaction>[] {
  return [
    { id: 'date', header: 'Date', cell: ({ date }) => text.date(date), sortBy: ({ date }) => date },
    {
      id: 'type',
      header: 'Type',
      cell: ({ type }) => type.replaceAll('_', ' '),
      sortBy: ({ type }) => type,
    },
    {
      id: 'symbol',
      header: 'Symbol',
      cell: ({ symbol }) => <span className="font-medium">{symbol}</span>,
      sortBy: ({ symbol }) => symbol,
    },
    {
      id: 'quantity',
      header: 'Quantity',
      align: 'end',
      from: 'sm',
      // An event without units is no unknown.
      cell: ({ quantity, quantity_exact: exact }) =>
        quantity === null ? '' : text.quantity(exact ?? quantity),
    },
    {
      id: 'price',
      header: 'Price',
      align: 'end',
      from: 'md',
      cell: ({ price, price_exact: exact, currency }) =>
        price === null ? '' : text.price(exact ?? price, currency),
    },
    {
      id: 'amount',
      header: 'Cash',
      align: 'end',
      cell: ({ amount, amount_exact: exact, settle_currency: currency }) =>
        amount === null ? '' : text.change(exact ?? amount, currency),
      sortBy: ({ amount }) => amount,
    },
    { id: 'source', header: 'Source', from: 'lg', cell: ({ source }) => source },
  ];
}
