import type { ImportResult } from '@tidemark/contract';
import { useMemo } from 'react';
import { type Column, Icon, type IconName, Skeleton, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

type Row = ImportResult['transactions'][number];
type Finding = ImportResult['problems'][number];

/** What each row becomes. Rows are brought when they come into sight; until then their place is kept. */
export function PreviewRows({
  count,
  rowAt,
  problems,
  onSight,
}: {
  readonly count: number;
  /** By place; undefined for one that is on its way. */
  readonly rowAt: (at: number) => Row | undefined;
  readonly problems: readonly Finding[];
  readonly onSight: (first: number, last: number) => void;
}) {
  const text = useText();
  const places = useMemo(() => Array.from({ length: count }, (_, at) => at), [count]);
  const byLine = useMemo(() => Map.groupBy(problems, ({ line }) => line), [problems]);
  const columns = columnsFor(text, rowAt, byLine);
  return (
    <Table
      label="Rows of the file"
      columns={columns}
      rows={places}
      keyOf={String}
      onSight={onSight}
      height="max-h-[60dvh]"
    />
  );
}

const OUTCOMES: Readonly<Record<Row['outcome'], { icon: IconName; word: string; look: string }>> = {
  new: { icon: 'plus', word: 'new', look: 'text-gain' },
  known: { icon: 'check', word: 'known', look: 'text-faint' },
  refused: { icon: 'warning', word: 'refused', look: 'text-loss' },
  no_event: { icon: 'more', word: 'no event', look: 'text-faint' },
};

function columnsFor(
  text: Text,
  rowAt: (at: number) => Row | undefined,
  byLine: ReadonlyMap<number | null, readonly Finding[]>,
): Column<number>[] {
  const cell = (draw: (row: Row) => React.ReactNode) => (at: number) => {
    const row = rowAt(at);
    return row === undefined ? <Skeleton className="h-5 w-16" /> : draw(row);
  };
  const figure = (name: 'quantity' | 'price' | 'amount') => (row: Row) => row.transaction?.[name] ?? null;
  const currency = (row: Row) => row.transaction?.settle_currency ?? row.transaction?.currency ?? '';
  return [
    { id: 'line', header: 'Line', align: 'end', cell: cell(({ line }) => text.count(line)) },
    {
      id: 'outcome',
      header: 'Outcome',
      cell: cell(({ outcome }) => {
        const { icon, word, look } = OUTCOMES[outcome];
        return (
          <span className={`inline-flex items-center gap-1.5 ${look}`}>
            <Icon name={icon} size={16} />
            {word}
          </span>
        );
      }),
    },
    {
      id: 'what',
      header: 'What it becomes',
      cell: cell((row) => <What row={row} text={text} problems={byLine.get(row.line) ?? []} />),
    },
    {
      id: 'quantity',
      header: 'Quantity',
      align: 'end',
      from: 'md',
      cell: cell((row) => (figure('quantity')(row) === null ? '' : text.quantity(figure('quantity')(row)))),
    },
    {
      id: 'amount',
      header: 'Cash',
      align: 'end',
      from: 'sm',
      cell: cell((row) => {
        const amount = figure('amount')(row);
        return amount === null ? '' : text.change(amount, currency(row));
      }),
    },
  ];
}

function What({
  row: { transaction, reason },
  text,
  problems,
}: {
  readonly row: Row;
  readonly text: Text;
  readonly problems: readonly Finding[];
}) {
  if (transaction === null) {
    const said = problems.map(({ message, remedy }) => `${message} ${remedy}`).join(' ');
    return (
      <span className="block max-w-[26rem] truncate text-faint sm:max-w-[34rem]" title={said || undefined}>
        {said || reason}
      </span>
    );
  }
  const { type, symbol, date } = transaction;
  return (
    <span className="flex items-baseline gap-2">
      <span className="text-faint">{text.date(date)}</span>
      <span>{type.replaceAll('_', ' ')}</span>
      <span className="font-medium">{symbol}</span>
      {problems.length > 0 && (
        <span className="text-warn" title={problems.map(({ message }) => message).join(' ')}>
          <Icon name="warning" size={16} />
        </span>
      )}
    </span>
  );
}
