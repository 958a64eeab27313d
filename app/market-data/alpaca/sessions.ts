import { type Day, formatDay, localToUtc } from '@tidemark/engine';
import { z } from 'zod';
import { wireDay, wireInstant } from '../../providers/index.ts';
import type { MarketClock, MarketSession } from '../../service/ports/index.ts';
import type { AlpacaConnection } from './connection.ts';

/** Wall time in New York, as minutes after midnight. */
const wallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):?[0-5]\d$/, { error: 'expected a time as 09:30' })
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(-2)));

const CALENDAR = z.array(z.object({ date: wireDay, open: wallTime, close: wallTime }));
const CLOCK = z.object({
  timestamp: wireInstant,
  is_open: z.boolean(),
  next_open: wireInstant,
  next_close: wireInstant,
});

export async function calendar(
  { trading }: AlpacaConnection,
  from: Day,
  to: Day,
): Promise<readonly MarketSession[]> {
  const days = await trading.json('/v2/calendar', { start: formatDay(from), end: formatDay(to) }, CALENDAR);
  const at = (day: Day, minutes: number) => localToUtc('America/New_York', day, minutes) * 1000;
  return days
    .filter(({ date }) => date >= from && date <= to)
    .map(({ date, open, close }) => ({ day: date, open: at(date, open), close: at(date, close) }));
}

export async function clock({ trading }: AlpacaConnection): Promise<MarketClock> {
  const said = await trading.json('/v2/clock', {}, CLOCK);
  return { at: said.timestamp, isOpen: said.is_open, nextOpen: said.next_open, nextClose: said.next_close };
}
