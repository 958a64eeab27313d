import type { Current } from '@tidemark/contract';
import { Card, ChangeMark, type Column, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

type Held = Current['positions'][number];

/** What is held now. */
export function Holdings({ current }: { readonly current: Current }) {
  const text = useText();
  if (current.positions.length === 0) return null;
  return (
    <Card title="Holdings">
      <Table
        label="Holdings"
        columns={columnsFor(text, current)}
        rows={current.positions}
        keyOf={({ ticker }) => ticker}
        height="max-h-[32rem]"
      />
    </Card>
  );
}

function columnsFor(text: Text, { base_currency: base, total_value: total }: Current): Column<Held>[] {
  const weight = ({ current_value: value }: Held) => (value === null || !total ? null : value / total);
  return [
    {
      id: 'symbol',
      header: 'Symbol',
      cell: ({ ticker }) => <span className="font-medium">{ticker}</span>,
      sortBy: ({ ticker }) => ticker,
    },
    {
      id: 'quantity',
      header: 'Quantity',
      align: 'end',
      from: 'md',
      cell: ({ shares, shares_exact: exact }) => text.quantity(exact ?? shares),
      sortBy: ({ shares }) => shares,
    },
    {
      id: 'price',
      header: 'Price',
      align: 'end',
      from: 'sm',
      cell: (held) => text.price(held.price_per_share_exact ?? held.price_per_share, held.currency),
    },
    {
      id: 'value',
      header: 'Value',
      align: 'end',
      cell: ({ current_value: value }) => text.money(value, base),
      sortBy: ({ current_value: value }) => value,
    },
    {
      id: 'weight',
      header: 'Weight',
      align: 'end',
      from: 'sm',
      cell: (held) => text.ratio(weight(held), { digits: 1 }),
      sortBy: weight,
    },
    {
      id: 'gain',
      header: 'Open gain',
      align: 'end',
      cell: ({ unrealized_gain_loss: gain, unrealized_gain_loss_percent: percent }) => (
        <ChangeMark figure={gain}>
          <span className="max-sm:hidden">{text.change(gain, base)} · </span>
          {text.percent(percent, { signed: true })}
        </ChangeMark>
      ),
      sortBy: ({ unrealized_gain_loss: gain }) => gain,
    },
  ];
}
