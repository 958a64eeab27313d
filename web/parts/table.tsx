import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { classes } from './class-names.ts';
import { Icon } from './icon.tsx';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the end. */
  readonly align?: 'start' | 'end';
  /** What the column is sorted by; where absent it is not sortable. An unknown one comes last. */
  readonly sortBy?: (row: Row) => number | string | null;
  /** Not shown below this width of the screen. */
  readonly from?: 'sm' | 'md' | 'lg';
}

export interface Sorting {
  /** Of the column. */
  readonly id: string;
  readonly direction: 1 | -1;
}

export interface TableProps<Row> {
  /** What it lists, for assistive technology. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Rows then can be chosen, by pointer and by Enter. */
  readonly onOpen?: (row: Row) => void;
  /** Called when the last rows come near: read on. */
  readonly onEnd?: () => void;
  /** Called with the places of the first and last row in sight, for rows that are brought when they are looked at. */
  readonly onSight?: (first: number, last: number) => void;
  /** Rows then come sorted: the table says by what, and asks for another order. Columns with `sortBy` can be asked for. */
  readonly sorting?: Sorting | null;
  readonly onSort?: (sorting: Sorting) => void;
  /** Of the part that scrolls, as class names. */
  readonly height?: string;
}

const ROW_PX = 44;
/** So many rows before the end the next are read, that nobody waits for them. */
const READ_ON_ROWS = 200;
const FROM = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden' } as const;

/** A table of any length: only the rows in sight are in the page. Sorts what it has been given, unless `onSort` does. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, keyOf, onOpen, onEnd, onSight, height = 'max-h-[70dvh]' } = props;
  const { sorting: given = null, onSort } = props;
  const [own, setOwn] = useState<Sorting | null>(null);
  const [sorting, setSorting] = onSort === undefined ? [own, setOwn] : [given, onSort];
  const isSorted = onSort !== undefined;
  const sorted = useMemo(
    () => (isSorted ? rows : sort(rows, columns, sorting)),
    [isSorted, rows, columns, sorting],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const end = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (end >= sorted.length - READ_ON_ROWS) onEnd?.();
  }, [end, sorted.length, onEnd]);
  useEffect(() => onSight?.(first, end), [first, end, onSight]);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className={classes('overflow-auto rounded-xl bg-surface', height)}
    >
      <table aria-rowcount={sorted.length + 1} className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {columns.map((column) => (
              <Header key={column.id} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} />
          {items.map(({ index, key }) => {
            const row = sorted[index] as Row;
            return (
              <tr
                key={key}
                data-key={keyOf(row)}
                aria-rowindex={index + 2}
                {...(onOpen && opening(() => onOpen(row)))}
                className={classes('h-11', onOpen && 'cursor-pointer hover:bg-well focus-visible:bg-well')}
              >
                {columns.map((column) => (
                  <td key={column.id} className={cellClass(column)}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </section>
  );
}

function Header<Row>({
  column,
  sorting,
  onSort,
}: {
  readonly column: Column<Row>;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting) => void;
}) {
  const { id, header, sortBy } = column;
  const direction = sorting?.id === id ? sorting.direction : null;
  return (
    <th
      scope="col"
      aria-sort={direction === null ? 'none' : direction === 1 ? 'ascending' : 'descending'}
      className={classes('sticky top-0 z-10 bg-surface text-sm font-medium text-faint', cellClass(column))}
    >
      {sortBy === undefined ? (
        header
      ) : (
        <button
          type="button"
          onClick={() => onSort({ id, direction: direction === -1 ? 1 : -1 })}
          className="inline-flex min-h-9 items-center gap-1 hover:text-ink"
        >
          {header}
          {direction !== null && <Icon name={direction === 1 ? 'up' : 'down'} size={14} />}
        </button>
      )}
    </th>
  );
}

const cellClass = <Row,>({ align, from }: Column<Row>) =>
  classes(
    'border-b border-line px-2 py-1.5 whitespace-nowrap sm:px-3',
    align === 'end' ? 'text-right' : 'text-left',
    from !== undefined && FROM[from],
  );

const opening = (open: () => void) => ({
  tabIndex: 0,
  onClick: open,
  onKeyDown: (event: { readonly key: string }) => {
    if (event.key === 'Enter') open();
  },
});

/** The rows that are out of sight, as room. */
function Spacer({ height }: { readonly height: number }) {
  return height > 0 ? (
    <tr>
      <td style={{ height }} />
    </tr>
  ) : null;
}

function sort<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const sortBy = columns.find(({ id }) => id === sorting?.id)?.sortBy;
  if (sorting === null || sortBy === undefined) return rows;
  return rows.toSorted((a, b) => compare(sortBy(a), sortBy(b), sorting.direction));
}

function compare(a: number | string | null, b: number | string | null, direction: 1 | -1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'string' && typeof b === 'string') return direction * a.localeCompare(b);
  return direction * (Number(a) - Number(b));
}
