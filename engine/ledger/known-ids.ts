import type { EventTable } from './table.ts';

/** The sources' own ids, by account, and the row that each of them stands for. */
export class KnownIds {
  private readonly rows: (Map<string, number> | undefined)[] = [];
  private readonly earlier = new Map<number, number>();
  /** Whose ids are to be looked at yet. */
  private unread: EventTable | null;

  /** The ids of a table's rows; they are looked at when the first is asked for. */
  constructor(table: EventTable | null = null) {
    this.unread = table;
  }

  /** -1 where the id is not known. */
  rowOf(account: number, id: string): number {
    this.read();
    return this.rows[account]?.get(id) ?? -1;
  }

  set(account: number, id: string, row: number): void {
    this.read();
    let ofAccount = this.rows[account];
    if (ofAccount === undefined) {
      ofAccount = new Map();
      this.rows[account] = ofAccount;
    }
    ofAccount.set(id, row);
  }

  /** Of a row that counts in the table already: where its ids are to be looked at yet, this one will be, too. */
  note(account: number, id: string, row: number): void {
    if (this.unread === null) this.set(account, id, row);
  }

  /** Notes that a row was corrected by another. */
  supersede(row: number, by: number): void {
    this.earlier.set(by, row);
  }

  /** The row that this one corrected, -1 where it is the first. */
  supersededBy(row: number): number {
    return this.earlier.get(row) ?? -1;
  }

  delete(account: number, id: string): void {
    this.read();
    this.rows[account]?.delete(id);
  }

  private read(): void {
    const { unread } = this;
    if (unread === null) return;
    this.unread = null;
    // A row that is being written has its id already, and does not count yet.
    for (const [row, id] of unread.rare.id)
      if (row < unread.count) this.set(unread.account.values[row], id, row);
  }
}
