/**
 * Tables in columns that line up, narrowed to the terminal by leaving out what matters least. Where even the rest is too
 * wide, each row becomes a block of its own, a line for each figure.
 */
import type { Meaning, Paint } from './style.ts';
import { padEnd, padStart, textWidth, truncate } from './text-width.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Columns of the highest number are left out first when the table is too wide; 0 always stays. */
  readonly rank?: number;
  /** How narrow its text may become; without it no cell is shortened. Never of numbers and dates. */
  readonly narrowTo?: number;
}

/** A cell's text, and what it means where that has a colour. */
export type Cell = string | { readonly text: string; readonly meaning: Meaning | null };

const GAP = 2;

/** Lines of the table, header first; a `null` row is a rule. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Cell[] | null)[],
  width: number,
  paint: Paint,
): string[] {
  const natural = columns.map((column, i) =>
    Math.max(textWidth(column.title), ...rows.map((row) => (row === null ? 0 : textWidth(textOf(row[i]))))),
  );
  const shown = fitting(columns, natural, width);
  const widths = narrowed(columns, natural, shown, width);
  if (totalWidth(widths, shown) > width) return stacked(columns, rows, shown, width, paint);
  const line = (cells: readonly Cell[], heading: boolean): string =>
    shown
      .map((i) => drawn(cells[i], widths[i], columns[i].align, heading, paint))
      .join(' '.repeat(GAP))
      .trimEnd();
  const rule = paint('faint', '─'.repeat(totalWidth(widths, shown)));
  const titles = columns.map((column) => column.title);
  return [line(titles, true), rule, ...rows.map((row) => (row === null ? rule : line(row, false)))];
}

function fitting(columns: readonly Column[], widths: readonly number[], width: number): number[] {
  let shown = columns.map((_, i) => i);
  while (totalWidth(widths, shown) > width) {
    const worst = Math.max(...shown.map((i) => columns[i].rank ?? 0));
    if (worst === 0) break;
    shown = shown.filter((i) => i !== shown.findLast((j) => (columns[j].rank ?? 0) === worst));
  }
  return shown;
}

/** Where even the columns that stay are too wide, the widest that may be narrowed gives way. */
function narrowed(
  columns: readonly Column[],
  natural: readonly number[],
  shown: readonly number[],
  width: number,
): number[] {
  const widths = [...natural];
  const excess = totalWidth(widths, shown) - width;
  const yielding = shown.filter((i) => columns[i].narrowTo !== undefined);
  if (excess <= 0 || yielding.length === 0) return widths;
  const widest = yielding.reduce((a, b) => (widths[b] > widths[a] ? b : a));
  widths[widest] = Math.max(Math.min(widths[widest], columns[widest].narrowTo ?? 0), widths[widest] - excess);
  return widths;
}

/** The first cell of a row above lines of title and figure; cells without text are left out. */
function stacked(
  columns: readonly Column[],
  rows: readonly (readonly Cell[] | null)[],
  shown: readonly number[],
  width: number,
  paint: Paint,
): string[] {
  const [head, ...figures] = shown;
  const title = Math.max(0, ...figures.map((i) => textWidth(columns[i].title)));
  const cells = rows.flatMap((row) => (row === null ? [] : [row]));
  const widest = Math.max(0, ...cells.flatMap((row) => figures.map((i) => textWidth(textOf(row[i])))));
  const room = Math.min(widest, Math.max(1, width - 2 * GAP - title));
  return cells.flatMap((row) => [
    paint('strong', truncate(textOf(row[head]), width)),
    ...figures
      .filter((i) => textOf(row[i]) !== '')
      .map((i) => {
        const isText = columns[i].align === 'left';
        const cell = drawn(
          row[i],
          isText ? room : Math.max(room, textWidth(textOf(row[i]))),
          columns[i].align,
          false,
          paint,
        );
        return `${' '.repeat(GAP)}${padEnd(columns[i].title, title)}${' '.repeat(GAP)}${cell}`.trimEnd();
      }),
  ]);
}

function totalWidth(widths: readonly number[], shown: readonly number[]): number {
  return shown.reduce((sum, i) => sum + widths[i], 0) + GAP * Math.max(0, shown.length - 1);
}

function drawn(cell: Cell, width: number, align: Column['align'], heading: boolean, paint: Paint): string {
  const text = truncate(textOf(cell), width);
  const padded = align === 'right' ? padStart(text, width) : padEnd(text, width);
  if (heading) return paint('strong', padded);
  return typeof cell === 'string' || cell.meaning === null ? padded : paint(cell.meaning, padded);
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}
