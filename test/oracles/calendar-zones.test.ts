/** Every time zone against the IANA database that comes with the runtime, 1996 to 2037. */
import { describe, expect, test } from 'vitest';
import { instant, utcOffset, ZONE_NAMES, type ZoneName } from '../../engine/calendar/index.ts';

const FROM = 820454400; // 1996-01-01T00:00:00Z
const TO = 2145916800; // 2038-01-01T00:00:00Z
const WEEK = 7 * 86400;

/** Seconds east of UTC, read from the runtime's `GMT-05:00`. */
function databaseOffset(format: Intl.DateTimeFormat, seconds: number): number {
  const name = format.formatToParts(seconds * 1000).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name);
  if (match === null) throw new Error(`unreadable offset ${name}`);
  const [, sign, hours, minutes] = match;
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** The first second in (low, high] at which our offset is that of `high`. */
function changeWithin(zone: ZoneName, low: number, high: number): number {
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (utcOffset(zone, instant(middle)) === utcOffset(zone, instant(high))) after = middle;
    else before = middle;
  }
  return after;
}

describe.each(ZONE_NAMES)('%s', (zone) => {
  test('has the database’s offset every week, and on both sides of every change to the second', () => {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const differing: string[] = [];
    const compare = (seconds: number): void => {
      const [ours, theirs] = [utcOffset(zone, instant(seconds)), databaseOffset(format, seconds)];
      if (ours !== theirs) differing.push(`${seconds}: ${ours}, database ${theirs}`);
    };
    for (let week = FROM; week < TO; week += WEEK) {
      compare(week);
      if (utcOffset(zone, instant(week)) === utcOffset(zone, instant(week + WEEK))) continue;
      const change = changeWithin(zone, week, week + WEEK);
      compare(change - 1);
      compare(change);
    }
    expect(differing).toEqual([]);
  });
});
