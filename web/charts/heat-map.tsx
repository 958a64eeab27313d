import { tint } from './tint.ts';

export interface HeatCell {
  /** Null: not known, or not there. */
  readonly value: number | null;
  /** The value as text with its sign, by `useText`; it stands in the cell, so that colour never says it alone. */
  readonly shown: string;
  /** Looks at what the cell is of; where absent it is no button. */
  readonly onChoose?: () => void;
}

export interface HeatMapProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly HeatCell[] }[];
  /** The value, by size, at which a cell has the full colour. */
  readonly full: number;
}

/** A table whose cells are tinted by their values: gains one way, losses the other. */
export function HeatMap({ label, columns, rows, full }: HeatMapProps) {
  return (
    <table aria-label={label} className="w-full border-separate border-spacing-1 text-right text-sm">
      <thead>
        <tr>
          <td className="sticky left-0 bg-surface" />
          {columns.map((name) => (
            <th key={name} scope="col" className="px-1 font-medium text-faint">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells }) => (
          <tr key={name}>
            <th scope="row" className="sticky left-0 bg-surface pr-2 text-left font-medium text-faint">
              {name}
            </th>
            {cells.map((cell, at) => (
              <td
                key={columns[at]}
                className="rounded-md px-1.5 py-1.5 whitespace-nowrap"
                style={{ background: tint(cell.value, full) }}
              >
                {cell.onChoose === undefined ? (
                  cell.shown
                ) : (
                  <button
                    type="button"
                    onClick={cell.onChoose}
                    className="min-h-6 w-full text-right hover:underline"
                  >
                    {cell.shown}
                  </button>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
