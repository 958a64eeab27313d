/** So many answers are kept at one time. */
const KEPT_MAX = 10_000;

/**
 * What was read from the database, for as long as nobody has written anything into it: neither this process nor
 * another. Where the database cannot tell that for less than a query (`mark` answers null), nothing is kept.
 */
export class UntilWritten<Value extends object> {
  private readonly mark: () => number | null;
  private readonly kept = new Map<string, Value>();
  private keptAt: number | null = null;

  /** `mark`: another number after every write, as `Store.writeMark` gives. */
  constructor(mark: () => number | null) {
    this.mark = mark;
  }

  /** What `read` answers, or has answered to the same key; null is not kept. */
  async get<Found extends Value | null>(key: string, read: () => Promise<Found>): Promise<Found | Value> {
    // Taken before the look: what is written while it lasts moves the mark that is found next.
    const mark = this.mark();
    if (mark === null) return read();
    if (mark !== this.keptAt) this.kept.clear();
    this.keptAt = mark;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const found = await read();
    if (found !== null && this.keptAt === mark && this.kept.size < KEPT_MAX) this.kept.set(key, found);
    return found;
  }
}
