/** The sources' own ids, by account, and the row that each of them stands for. */
export class KnownIds {
  private readonly rows: (Map<string, number> | undefined)[] = [];

  private readonly earlier = new Map<number, number>();

  /** -1 where the id is not known. */
  rowOf(account: number, id: string): number {
    return this.rows[account]?.get(id) ?? -1;
  }

  set(account: number, id: string, row: number): void {
    let ofAccount = this.rows[account];
    if (ofAccount === undefined) {
      ofAccount = new Map();
      this.rows[account] = ofAccount;
    }
    ofAccount.set(id, row);
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
    this.rows[account]?.delete(id);
  }
}
