/** What a spreadsheet takes for a formula: text that begins so, with any marks before it. */
const FORMULA = /^'*[=+\-@\t\r]/;
const MARKED = /^'+[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A text as a cell of CSV that no spreadsheet takes for a formula: marked by an apostrophe, as they mark text
 * themselves. Numbers are left alone. `withoutGuard` undoes it, of every text.
 */
export function guarded(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** A cell as it was before it was guarded. */
export function withoutGuard(cell: string): string {
  return MARKED.test(cell) && !NUMBER.test(cell.slice(1)) ? cell.slice(1) : cell;
}
