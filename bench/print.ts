/** Tables and figures as text. */

/** Lines of a table; figures are right-aligned, the first column and one without a title are text. */
export function tableLines(titles: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = titles.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)),
  );
  const isText = (i: number): boolean => i === 0 || titles[i] === '';
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (isText(i) ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd();
  const rule = titles.map((title, i) => '─'.repeat(title === '' ? 0 : widths[i])).join('──');
  return [line(titles), rule, ...rows.map(line)];
}

let stream: NodeJS.WritableStream = process.stdout;

/** Where a document is on stdout, tables go to stderr. */
export function printTo(other: NodeJS.WritableStream): void {
  stream = other;
}

export function print(...lines: readonly string[]): void {
  stream.write(`${lines.join('\n')}\n`);
}

/** Three significant digits: more is not known of a duration. */
export function ms(value: number): string {
  if (value >= 9995) return `${(value / 1000).toFixed(1)} s`;
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toFixed(3)} ms`;
}

export function times(ratio: number): string {
  return `${ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2)} ×`;
}

export function mb(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(Math.abs(value) < 10 ? 2 : 0)} MB`;
}
