import { StorageError } from '../../service/ports/index.ts';

/** Writes whole numbers in as few bytes as they take: seven bits a byte, the sign in the first one. */
export class PackedWriter {
  private bytes = new Uint8Array(256);
  private length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = value;
  }

  /** An integer within ±2^53. */
  integer(value: number): void {
    if (!Number.isSafeInteger(value)) throw outOfRange(value);
    const isNegative = value < 0;
    let rest = isNegative ? -value : value;
    const first = (rest % 64) + (isNegative ? 64 : 0);
    rest = Math.floor(rest / 64);
    this.byte(rest > 0 ? first + 128 : first);
    while (rest > 0) {
      const low = rest % 128;
      rest = Math.floor(rest / 128);
      this.byte(rest > 0 ? low + 128 : low);
    }
  }

  /** Bytes with their length in front. */
  block(block: Uint8Array): void {
    this.integer(block.length);
    this.raw(block);
  }

  raw(block: Uint8Array): void {
    if (this.length + block.length > this.bytes.length) this.grow(block.length);
    this.bytes.set(block, this.length);
    this.length += block.length;
  }

  /** What was written, as an array of its own. */
  end(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private grow(more: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Reads what a PackedWriter wrote. StorageError `corrupt` where it ends too early. */
export class PackedReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw damaged();
    return this.bytes[this.at++];
  }

  integer(): number {
    let byte = this.byte();
    const isNegative = (byte & 64) !== 0;
    let value = byte & 63;
    for (let unit = 64; byte >= 128; unit *= 128) {
      byte = this.byte();
      value += (byte & 127) * unit;
    }
    return isNegative ? -value : value;
  }

  block(): Uint8Array {
    return this.raw(this.integer());
  }

  raw(length: number): Uint8Array {
    if (length < 0 || this.at + length > this.bytes.length) throw damaged();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

function outOfRange(value: number): StorageError {
  return new StorageError('out_of_range', `${value} is no whole number below 2^53`, 'Use a smaller amount.');
}

export function damaged(): StorageError {
  const remedy = 'Restore the last backup; what was sealed is derived again where it is missing.';
  return new StorageError('corrupt', 'a packed record is damaged', remedy);
}
