import type { Account, Transaction } from '@tidemark/contract';
import { useMemo } from 'react';
import { type Column, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';
import { EVENT_KINDS } from './event-kinds.ts';

/** The ledger, as far as it was read. */
export function LedgerTable({
  transactions,
  accounts,
  isOldestFirst,
  onTurn,
  onOpen,
  onEnd,
}: {
  readonly transactions: readonly Transaction[];
  readonly accounts: readonly Account[];
  readonly isOldestFirst: boolean;
  readonly onTurn: () => void;
  readonly onOpen: (transaction: Transaction) => void;
  readonly onEnd: () => void;
}) {
  const text = useText();
  const columns = useMemo(() => columnsFor(text, accounts), [text, accounts]);
  return (
    <Table
      label="Ledger"
      columns={columns}
      rows={transactions}
      keyOf={({ id }) => id}
      sorting={{ id: 'date', direction: isOldestFirst ? 1 : -1 }}
      onSort={onTurn}
      onOpen={onOpen}
      onEnd={onEnd}
      height="max-h-[72dvh]"
    />
  );
}

function columnsFor(text: Text, accounts: readonly Account[]): Column<Transaction>[] {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return [
    {
      id: 'date',
      header: 'Date',
      cell: ({ date }) => <span className="text-faint">{text.date(date)}</span>,
      sortBy: ({ date }) => date,
    },
    {
      id: 'what',
      header: 'What',
      cell: (event) => <What event={event} text={text} />,
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
      // What is paid is no loss: the sign says enough.
      cell: ({ amount, amount_exact: exact, settle_currency: currency }) =>
        amount === null ? '' : text.change(exact ?? amount, currency),
    },
    ...(accounts.length > 1
      ? [
          {
            id: 'account',
            header: 'Account',
            from: 'lg',
            cell: ({ account_id: id }: Transaction) => names.get(id) ?? id,
          } as const,
        ]
      : []),
    {
      id: 'source',
      header: 'Source',
      from: 'lg',
      cell: ({ source }) => <span className="text-faint">{source}</span>,
    },
  ];
}

/** `Buy ACME`, `Split ACME 4 : 1`, `Spin-off ACME → BOLT`. */
function What({ event, text }: { readonly event: Transaction; readonly text: Text }) {
  const { type, symbol, to_symbol: becomes, ratio, note } = event;
  return (
    <span className="flex min-w-0 max-w-[22rem] items-baseline gap-1.5">
      <span className="shrink-0">{EVENT_KINDS[type].name}</span>
      {symbol !== null && <span className="truncate font-medium">{symbol}</span>}
      {becomes !== null && <span className="truncate font-medium">→ {becomes}</span>}
      {ratio !== null && <span className="text-faint">{text.quantity(event.ratio_exact ?? ratio)} : 1</span>}
      {note !== null && <span className="truncate text-sm text-faint max-md:hidden">{note}</span>}
    </span>
  );
}
