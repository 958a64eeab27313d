import type { Account } from '@tidemark/contract';
import { type Column, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

export function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const text = useText();
  return <Table label="Accounts" columns={columnsFor(text)} rows={accounts} keyOf={({ id }) => id} />;
}

function columnsFor(text: Text): Column<Account>[] {
  return [
    { id: 'name', header: 'Name', cell: ({ name }) => <span className="font-medium">{name}</span> },
    { id: 'currency', header: 'Currency', cell: ({ currency }) => currency },
    { id: 'lots', header: 'Lots', cell: ({ lot_method: method }) => method },
    {
      id: 'since',
      header: 'First event',
      from: 'sm',
      cell: ({ first_event: day }) => (day === null ? 'none yet' : text.date(day)),
    },
  ];
}
