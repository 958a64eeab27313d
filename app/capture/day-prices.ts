import { civil, type Day, decimal } from '@tidemark/engine';
import { SHARED_OWNER } from '../service/index.ts';
import type { CaptureWorld } from './capture-world.ts';
import type { DayPrices } from './seal-round.ts';

type Found = Map<string, DayPrices extends ReadonlyMap<string, infer Price> ? Price : never>;

/** The latest prices that were paid on a day. */
export async function latestOf({ portfolios }: CaptureWorld, day: number): Promise<DayPrices> {
  await portfolios.latest.look();
  const found: Found = new Map();
  for (const [symbol, { price, currency, day: paidOn }] of portfolios.latest.now.bySymbol)
    if (paidOn === day) found.set(symbol, { price, currency });
  return found;
}

/** The closes of a day, and for what has none the last price that was paid on it. */
export async function closesOf(
  world: CaptureWorld,
  symbols: readonly string[],
  day: number,
): Promise<DayPrices> {
  const found: Found = new Map(await latestOf(world, day));
  const { year } = civil(day as Day);
  const { prices } = world.store.of(SHARED_OWNER);
  const segments = await prices.segments({ names: symbols, fromYear: year, toYear: year, of: 'shared' });
  for (const { name, days, units, scales, currency } of segments) {
    const at = days.lastIndexOf(day);
    if (at >= 0) found.set(name, { price: decimal(units[at], scales[at]), currency });
  }
  return found;
}
