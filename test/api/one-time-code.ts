import { createHmac } from 'node:crypto';

/** The code of a secret at an instant, by RFC 6238 with SHA-1, 6 digits and 30 seconds. */
export function oneTimeCode(secret: Buffer, now: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = hash[19] & 0x0f;
  const number = hash.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The secret of an otpauth:// address, which is in base 32 (RFC 4648). */
export function secretOfAddress(address: string): Buffer {
  const text = new URL(address).searchParams.get('secret') ?? '';
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const whole = bits.slice(0, bits.length - (bits.length % 8));
  return Buffer.from((whole.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
