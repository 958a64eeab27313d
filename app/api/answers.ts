/** Bytes of answers that are kept; the one sent longest ago goes first. */
const BYTES_MAX = 64 * 1024 * 1024;

/**
 * Answers to reads by their ETags. An ETag is made of everything that an answer follows from, so one that is found is
 * right, whoever has written what in the meantime.
 */
export class Answers {
  private readonly kept = new Map<string, Buffer>();
  private readonly bytesMax: number;
  private bytes = 0;

  constructor(bytesMax = BYTES_MAX) {
    this.bytesMax = bytesMax;
  }

  find(etag: string): Buffer | null {
    const found = this.kept.get(etag);
    if (found === undefined) return null;
    this.kept.delete(etag);
    this.kept.set(etag, found);
    return found;
  }

  keep(etag: string, body: Buffer): void {
    if (body.length > this.bytesMax / 4 || this.kept.has(etag)) return;
    this.kept.set(etag, body);
    this.bytes += body.length;
    for (const [oldest, { length }] of this.kept) {
      if (this.bytes <= this.bytesMax) break;
      this.kept.delete(oldest);
      this.bytes -= length;
    }
  }

  /** Bytes that are kept. */
  get size(): number {
    return this.bytes;
  }
}
