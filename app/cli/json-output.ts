import type { Terminal } from './terminal/terminal.ts';

/** Prints the one JSON document of a call. */
export function printJson(document: object, terminal: Terminal): void {
  terminal.out(`${formatJson(document, '')}\n`);
}

/** JSON with a line for each name; lists of plain values, and the rows of lists of objects, on one line each. */
function formatJson(value: unknown, indent: string): string {
  if (Array.isArray(value)) return formatArray(value, indent);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}  `;
  const lines = Object.entries(value)
    .filter(([, of]) => of !== undefined)
    .map(([name, of]) => `${inner}${JSON.stringify(name)}: ${formatJson(of, inner)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function formatArray(values: readonly unknown[], indent: string): string {
  if (values.length === 0) return '[]';
  if (typeof values[0] !== 'object' || values[0] === null) return JSON.stringify(values);
  const inner = `${indent}  `;
  return `[\n${values.map((of) => inner + JSON.stringify(of)).join(',\n')}\n${indent}]`;
}
