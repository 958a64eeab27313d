import type { Terminal } from './terminal/terminal.ts';

/** Characters that are gathered before they go out. */
const PIECE = 1 << 16;

/**
 * Prints the one JSON document of a call: a line for each name, lists of plain values and the rows of other lists on one
 * line each. A list may be any iterable, which is never held whole.
 */
export function printJson(document: object, terminal: Terminal): void {
  const printer = new JsonPrinter(terminal);
  printer.value(document, '');
  printer.put('\n');
  printer.flush();
}

class JsonPrinter {
  private readonly terminal: Terminal;
  private piece = '';

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  put(text: string): void {
    this.piece += text;
    if (this.piece.length >= PIECE) this.flush();
  }

  flush(): void {
    this.terminal.out(this.piece);
    this.piece = '';
  }

  value(value: unknown, indent: string): void {
    if (value === null || typeof value !== 'object') this.put(JSON.stringify(value));
    else if (Array.isArray(value) && (typeof value[0] !== 'object' || value[0] === null))
      this.put(JSON.stringify(value));
    else if (Symbol.iterator in value) this.rows(value as Iterable<unknown>, indent);
    else this.members(Object.entries(value), indent);
  }

  private members(entries: [string, unknown][], indent: string): void {
    const inner = `${indent}  `;
    let before = '{\n';
    for (const [name, of] of entries) {
      if (of === undefined) continue;
      this.put(`${before}${inner}${JSON.stringify(name)}: `);
      this.value(of, inner);
      before = ',\n';
    }
    this.put(before === '{\n' ? '{}' : `\n${indent}}`);
  }

  private rows(rows: Iterable<unknown>, indent: string): void {
    let before = '[\n';
    for (const row of rows) {
      this.put(`${before}${indent}  ${JSON.stringify(row)}`);
      before = ',\n';
    }
    this.put(before === '[\n' ? '[]' : `\n${indent}]`);
  }
}
