/**
 * One row, valid until its handler returns. Field k is bytes[starts[k]…ends[k]), where k is the column's place in
 * the layout, whatever the order in the file; a column that the file lacks is an empty field. White space around
 * a field and the quotes of a quoted one are outside; doubled quotes are undone by `text` alone.
 */
export interface CsvRow {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Physical line where the row begins; the header is line 1. */
  readonly line: number;
  text(column: number): string;
  isEmpty(column: number): boolean;
}

/**
 * A quicker reader of rows that need no CSV rules. `take` reads whole rows from bytes[from…to), of one line each,
 * as long as they are plain, answers where it stopped (the start of a row, or `to`), and leaves their number in
 * `rows`. The byte before `to` is a line feed. Rows that begin within `margin` bytes of the end of a piece it may
 * leave; they come again with the next piece.
 */
export interface PlainRows {
  readonly margin?: number;
  rows: number;
  take(bytes: Uint8Array, from: number, to: number, line: number): number;
}

export interface CsvHandler {
  row(row: CsvRow): void;
  /** May answer a quicker reader for files of this header: the layout's place of each field, -1 if ignored. */
  plainRows?(header: readonly number[]): PlainRows | null;
}
