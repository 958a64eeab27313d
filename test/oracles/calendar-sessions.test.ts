/**
 * Every session of five exchanges from 2000 to 2027 with its opening and closing, and every holiday and
 * early close from 1998, against lists computed by exchange_calendars (Apache-2.0). The lists lie beside
 * the repository, not in it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type CalendarName,
  type Day,
  formatDay,
  formatInstant,
  type MarketCalendar,
  marketCalendar,
  parseDay,
} from '../../engine/calendar/index.ts';

const FOLDER = new URL('../../../shared/data/calendar/', import.meta.url);
const ABSENT = existsSync(FOLDER) ? '' : ' (skipped: ../shared/data/calendar is not beside this repository)';
const d = (text: string): Day => parseDay(text) as Day;
const linesOf = (path: string): string[] =>
  readFileSync(new URL(path, FOLDER), 'utf8').trim().split(/\r?\n/).slice(1);

describe.skipIf(ABSENT !== '')(`published sessions${ABSENT}`, () => {
  describe.each<CalendarName>(['XNYS', 'XLON', 'XETR', 'XTSE', 'XPAR'])('%s', (name) => {
    const calendar = marketCalendar(name);

    test('has exactly these sessions, open and closed at these instants', () => {
      const ours = calendar
        .sessions(d('2000-01-01'), d('2027-12-31'))
        .map((s) => `${formatDay(s.day)},${formatInstant(s.openUtc)},${formatInstant(s.closeUtc)}`);
      expect(ours).toEqual(linesOf(`sessions/${name}.csv`));
    });

    test('has exactly these holidays and early closes', () => {
      const listed = linesOf(`${name}.csv`).map((line) => line.split(',').slice(0, 3).join(','));
      expect(specialDays(calendar)).toEqual(listed);
    });
  });
});

function specialDays(calendar: MarketCalendar): string[] {
  const rows: string[] = [];
  for (let n: number = d('1998-01-01'); n <= d('2027-12-31'); n++) {
    const each = n as Day;
    if (calendar.holidayName(each) !== null) rows.push(`${formatDay(each)},holiday,`);
    if (calendar.earlyCloseName(each) === null) continue;
    rows.push(`${formatDay(each)},early_close,${clockText(calendar.closeLocal(each) ?? 0)}`);
  }
  return rows;
}

function clockText(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
