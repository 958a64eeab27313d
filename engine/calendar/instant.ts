/** Points in time, in whole seconds since 1970-01-01T00:00:00Z. Leap seconds do not count. */
import { type Day, day, formatDay } from './day.ts';

export type Instant = number & { readonly __brand: 'Instant' };

/** Seconds in a day. */
export const DAY_SECONDS = 86400;

/**
 * Takes integer seconds since 1970-01-01T00:00:00Z as an instant.
 * @throws RangeError when `seconds` is not a safe integer.
 */
export function instant(seconds: number): Instant {
  if (!Number.isSafeInteger(seconds)) {
    throw new RangeError(`an instant is an integer of seconds since 1970, not ${seconds}`);
  }
  return (seconds === 0 ? 0 : seconds) as Instant;
}

/** The day of an instant in UTC. */
export function utcDay(at: Instant): Day {
  return day(Math.floor(at / DAY_SECONDS));
}

/** Writes an instant in UTC as RFC 3339: `2000-01-03T14:30:00Z`. */
export function formatInstant(at: Instant): string {
  const d = utcDay(at);
  return `${formatDay(d)}T${formatTime(at - d * DAY_SECONDS)}Z`;
}

/** Writes seconds after midnight as HH:MM:SS. */
export function formatTime(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => (part < 10 ? `0${part}` : `${part}`))
    .join(':');
}
