import { damaged, PackedReader, PackedWriter } from './packed-bytes.ts';

/*
 * The prices of a symbol on a day: a byte for the format, then for each its minute of the day, its digits after the
 * point and its units, as differences from the one before.
 */
const FORMAT = 1;
const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;

export interface MinutePrice {
  /** Of the day, in UTC. */
  readonly minute: number;
  readonly units: number;
  readonly scale: number;
}

export function packPrices(prices: readonly MinutePrice[]): Uint8Array {
  const writer = new PackedWriter();
  writer.byte(FORMAT);
  let [minute, units, scale] = [0, 0, 0];
  for (const price of prices) {
    writer.integer(price.minute - minute);
    writer.integer(price.scale - scale);
    writer.integer(price.units - units);
    ({ minute, units, scale } = price);
  }
  return writer.end();
}

export function unpackPrices(data: Uint8Array): MinutePrice[] {
  const reader = new PackedReader(data);
  if (reader.byte() !== FORMAT) throw damaged();
  const prices: MinutePrice[] = [];
  let [minute, units, scale] = [0, 0, 0];
  while (!reader.isAtEnd) {
    minute += reader.integer();
    scale += reader.integer();
    units += reader.integer();
    prices.push({ minute, units, scale });
  }
  return prices;
}

export const dayOf = (at: number): number => Math.floor(at / (MINUTES_A_DAY * MINUTE_MS));
export const minuteOf = (at: number): number => Math.floor(at / MINUTE_MS) % MINUTES_A_DAY;
export const instantOf = (day: number, minute: number): number => (day * MINUTES_A_DAY + minute) * MINUTE_MS;
