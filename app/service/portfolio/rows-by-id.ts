import type { EventTable } from '@tidemark/engine';

/** The row in force of each event, by the event's id. They are gone through when the first is asked for. */
export class RowsById {
  private readonly table: EventTable;
  private known: Map<string, number> | null = null;

  /** Of a table in which all rows are in force. */
  constructor(table: EventTable) {
    this.table = table;
  }

  get(id: string): number | undefined {
    return this.rows.get(id);
  }

  set(id: string, row: number): void {
    this.rows.set(id, row);
  }

  delete(id: string): void {
    this.rows.delete(id);
  }

  get size(): number {
    return this.rows.size;
  }

  [Symbol.iterator](): Iterator<[id: string, row: number]> {
    return this.rows[Symbol.iterator]();
  }

  private get rows(): Map<string, number> {
    this.known ??= new Map(Array.from(this.table.rare.id, ([row, id]) => [id, row]));
    return this.known;
  }
}
