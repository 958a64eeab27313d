import type { Attribution } from '@tidemark/contract';
import { useMemo } from 'react';
import { DivergingBar } from '../../charts/index.ts';
import { Card, ChangeMark, type Column, SaveButton, Segments, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

export const GROUPINGS = ['symbol', 'sector', 'account', 'currency'] as const;
export type Grouping = (typeof GROUPINGS)[number];

type Part = Attribution['items'][number];

/** What each part brought: they sum to the result exactly. */
export function AttributionCard({
  attribution,
  accountNames,
  by,
  onBy,
  onSave,
}: {
  readonly attribution: Attribution;
  readonly accountNames: ReadonlyMap<string, string>;
  readonly by: Grouping;
  readonly onBy: (by: Grouping) => void;
  readonly onSave: () => Promise<void>;
}) {
  const text = useText();
  const { items, total_pnl: total, base_currency: base } = attribution;
  const parts = useMemo(
    () => items.filter(({ pnl }) => pnl !== 0).toSorted((a, b) => b.pnl - a.pnl),
    [items],
  );
  const columns = useMemo(
    () => columnsFor(text, attribution, (name) => accountNames.get(name) ?? name),
    [text, attribution, accountNames],
  );
  return (
    <Card title="What brought it" aside={<SaveButton label={`result by ${by}`} onSave={onSave} />}>
      <div className="mb-3 max-w-md">
        <Segments
          label="Taken apart by"
          names={GROUPINGS}
          chosen={by}
          onChoose={onBy}
          textOf={(name) => name.charAt(0).toUpperCase() + name.slice(1)}
        />
      </div>
      <Table
        label={`Result by ${by}`}
        columns={columns}
        rows={parts}
        keyOf={({ name }) => name}
        height="max-h-[32rem]"
      />
      <p className="mt-3 flex justify-between gap-4 px-2 font-medium sm:px-3">
        <span>Together</span>
        <ChangeMark figure={total}>{text.change(total, base)}</ChangeMark>
      </p>
    </Card>
  );
}

function columnsFor(
  text: Text,
  { items, capital, base_currency: base }: Attribution,
  nameOf: (name: string) => string,
): Column<Part>[] {
  const most = Math.max(...items.map(({ pnl }) => Math.abs(pnl)), 0);
  const contribution: Column<Part> = {
    id: 'contribution',
    header: 'Contribution',
    align: 'end',
    from: 'sm',
    cell: ({ contribution: one }) => text.ratio(one, { signed: true }),
    sortBy: ({ contribution: one }) => one,
  };
  return [
    {
      id: 'name',
      header: 'Part',
      cell: ({ name }) => <span className="font-medium">{nameOf(name)}</span>,
      sortBy: ({ name }) => nameOf(name),
    },
    {
      id: 'bar',
      header: '',
      from: 'md',
      cell: ({ pnl }) => <DivergingBar value={pnl} most={most} />,
    },
    {
      id: 'share',
      header: 'Of the result',
      align: 'end',
      from: 'md',
      cell: ({ percent_of_total: percent }) => text.percent(percent, { digits: 1 }),
    },
    // Where the period starts the history there is no capital before it that a contribution is measured on.
    ...(capital === null ? [] : [contribution]),
    {
      id: 'pnl',
      header: 'Result',
      align: 'end',
      cell: ({ pnl }) => <ChangeMark figure={pnl}>{text.change(pnl, base)}</ChangeMark>,
      sortBy: ({ pnl }) => pnl,
    },
  ];
}
