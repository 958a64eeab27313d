/** Above this, a number of X-RateLimit-Reset is an instant in seconds since 1970, not a time to wait. */
const SECONDS_OF_AN_INSTANT = 1_000_000_000;

/**
 * When a provider says it may be asked again, in milliseconds since 1970 by our clock; null where it does not say.
 * `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), else `X-RateLimit-Reset` in seconds to wait or since
 * 1970. A date counts from the answer's own `Date`, so that two clocks that differ do no harm.
 */
export function retryAt(headers: Headers, now: number): number | null {
  const after = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,7}$/.test(after)) return now + Number(after) * 1000;
  const theirs = Date.parse(headers.get('date') ?? '');
  const theirNow = Number.isNaN(theirs) ? now : theirs;
  const date = Date.parse(after);
  if (after !== '' && !Number.isNaN(date)) return now + Math.max(0, date - theirNow);
  const reset = headers.get('x-ratelimit-reset')?.trim() ?? '';
  if (!/^\d{1,10}(?:\.\d+)?$/.test(reset)) return null;
  const seconds = Number(reset);
  if (seconds < SECONDS_OF_AN_INSTANT) return now + seconds * 1000;
  return now + Math.max(0, seconds * 1000 - theirNow);
}
