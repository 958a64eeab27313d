/** Of bytes that are not among the names. */
export const NEW_NAME = -1;

/**
 * Values by the bytes of their names, so that a name that was seen before costs no string. Open addressing over
 * a copy of the bytes.
 */
export class ByteNames {
  private slots = new Int32Array(256).fill(NEW_NAME);
  private starts = new Int32Array(128);
  private hashes = new Int32Array(128);
  private pool = new Uint8Array(1024);
  private values = new Int32Array(128);
  private count = 0;

  /** The value of the name bytes[from…to), NEW_NAME where there is none. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const n = this.slots[slot];
      if (n === NEW_NAME) return NEW_NAME;
      if (this.hashes[n] === hash && this.equals(n, bytes, from, to)) return this.values[n];
    }
  }

  /** Gives a name that `find` does not know a value of zero or more. */
  add(bytes: Uint8Array, from: number, to: number, value: number): void {
    const n = this.count++;
    if (n + 1 >= this.starts.length) this.grow();
    const start = this.starts[n];
    const end = start + to - from;
    if (end > this.pool.length) this.growPool(end);
    this.pool.set(bytes.subarray(from, to), start);
    this.starts[n + 1] = end;
    this.values[n] = value;
    this.hashes[n] = hashOf(bytes, from, to);
    this.place(n);
  }

  private equals(n: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.starts[n];
    if (this.starts[n + 1] - start !== to - from) return false;
    for (let k = from, p = start; k < to; k++, p++) if (bytes[k] !== this.pool[p]) return false;
    return true;
  }

  private place(n: number): void {
    const mask = this.slots.length - 1;
    let slot = this.hashes[n] & mask;
    while (this.slots[slot] !== NEW_NAME) slot = (slot + 1) & mask;
    this.slots[slot] = n;
  }

  private grow(): void {
    const length = this.starts.length * 2;
    this.starts = enlarged(this.starts, length);
    this.hashes = enlarged(this.hashes, length);
    this.values = enlarged(this.values, length);
    this.slots = new Int32Array(length * 2).fill(NEW_NAME);
    for (let n = 0; n < this.count - 1; n++) this.place(n);
  }

  private growPool(length: number): void {
    const pool = new Uint8Array(Math.max(length, this.pool.length * 2));
    pool.set(this.pool);
    this.pool = pool;
  }
}

function enlarged(values: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(values);
  return larger;
}

/** FNV-1a with 32 bits. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let k = from; k < to; k++) hash = Math.imul(hash ^ bytes[k], 0x01000193);
  return hash ^ (hash >>> 15);
}
