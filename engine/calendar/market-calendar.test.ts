import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, day, formatDay, parseDay, weekday } from './day.ts';
import { clock, closure, earlyClose } from './holiday-rules.ts';
import { formatInstant } from './instant.ts';
import { CALENDAR_NAMES, isCalendarName, type MarketCalendar, marketCalendar } from './market-calendar.ts';

const d = (text: string): Day => parseDay(text) as Day;
const anyName = constantFrom(...CALENDAR_NAMES);
const anyDay = integer({ min: d('1998-01-01'), max: d('2060-12-31') }).map(day);
const times = (calendar: MarketCalendar, date: string): string[] | null => {
  const session = calendar.session(d(date));
  return session && [session.openUtc, session.closeUtc].map(formatInstant);
};

describe('sessions', () => {
  test('their neighbours are inverse, and nothing lies between', () => {
    assert(
      property(anyName, anyDay, (name, from) => {
        const calendar = marketCalendar(name);
        const next = calendar.nextSession(from);
        const previous = calendar.previousSession(from);
        expect(calendar.sessionDays(previous, next)).toEqual(
          calendar.isSession(from) ? [previous, from, next] : [previous, next],
        );
        if (!calendar.isSession(from)) return;
        expect(calendar.previousSession(next)).toBe(from);
        expect(calendar.nextSession(previous)).toBe(from);
      }),
    );
  });

  test('an exchange has none on a Saturday or Sunday, and the open market has one every day', () => {
    assert(
      property(anyName, anyDay, (name, each) => {
        const calendar = marketCalendar(name);
        if (name === '24x7') expect(calendar.isSession(each)).toBe(true);
        else if (weekday(each) > 5) expect(calendar.isSession(each)).toBe(false);
      }),
    );
  });

  test('a weekday without one has a name, and only that', () => {
    assert(
      property(anyName, anyDay, (name, each) => {
        const calendar = marketCalendar(name);
        const named = calendar.holidayName(each) !== null;
        expect(named).toBe(weekday(each) <= 5 && !calendar.isSession(each));
      }),
    );
  });

  test('close after they open, and an early close is before the regular one and has a name', () => {
    const regular = { XNYS: 960, XTSE: 960, XLON: 990, XETR: 1050, XPAR: 1050, '24x7': 1440 };
    assert(
      property(anyName, anyDay, (name, each) => {
        const calendar = marketCalendar(name);
        const close = calendar.closeLocal(each);
        expect(close !== null).toBe(calendar.isSession(each));
        const early = close !== null && close < regular[name];
        expect(calendar.earlyCloseName(each) !== null).toBe(early);
        if (close === null) return;
        expect(close).toBeGreaterThan(calendar.openLocal);
        expect(close).toBeLessThanOrEqual(regular[name]);
      }),
    );
  });

  test('their instants do not overlap and follow each other', () => {
    for (const name of CALENDAR_NAMES) {
      const sessions = marketCalendar(name).sessions(d('2006-01-01'), d('2008-12-31'));
      let end = Number.NEGATIVE_INFINITY;
      for (const { openUtc, closeUtc } of sessions) {
        expect(openUtc).toBeGreaterThanOrEqual(end);
        expect(closeUtc).toBeGreaterThan(openUtc);
        end = closeUtc;
      }
    }
  });

  test('of no days are none', () => {
    expect(marketCalendar('XNYS').sessions(d('2024-01-06'), d('2024-01-07'))).toEqual([]);
    expect(marketCalendar('XNYS').sessionDays(d('2024-01-09'), d('2024-01-08'))).toEqual([]);
  });

  test('of the open market run from midnight to midnight UTC', () => {
    expect(times(marketCalendar('24x7'), '2024-02-29')).toEqual([
      '2024-02-29T00:00:00Z',
      '2024-03-01T00:00:00Z',
    ]);
    expect(marketCalendar('24x7').sessionDays(d('2024-01-01'), d('2024-12-31')).length).toBe(366);
  });
});

describe('names', () => {
  test('of closed days say why', () => {
    const xnys = marketCalendar('XNYS');
    expect(xnys.holidayName(d('2001-09-12'))).toBe('September 11 attacks');
    expect(xnys.holidayName(d('2021-07-05'))).toBe('Independence Day');
    expect(xnys.holidayName(d('2021-07-04'))).toBeNull(); // a Sunday
    expect(xnys.holidayName(d('2021-07-06'))).toBeNull(); // a session
    expect(marketCalendar('XLON').holidayName(d('2022-09-19'))).toBe('State funeral of Elizabeth II');
  });

  test('of early closes say why', () => {
    expect(marketCalendar('XNYS').earlyCloseName(d('2024-11-29'))).toBe('Day after Thanksgiving');
    expect(marketCalendar('XNYS').earlyCloseName(d('2024-11-27'))).toBeNull();
    expect(marketCalendar('XNYS').closeLocal(d('2024-11-29'))).toBe(clock(13, 0));
    // Christmas Eve 2021, a Friday, was Christmas Day observed: closed, not short.
    expect(marketCalendar('XNYS').earlyCloseName(d('2021-12-24'))).toBeNull();
  });

  test('of calendars are recognised', () => {
    expect(['XNYS', '24x7', 'xnys', 'XTKS', 'toString'].map(isCalendarName)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(marketCalendar('XNYS')).toBe(marketCalendar('XNYS'));
  });
});

describe('exceptions', () => {
  const xnys = marketCalendar('XNYS');

  test('close a day, with their name, in the new calendar alone', () => {
    const changed = xnys.withExceptions([closure('2031-05-06', 'Day of mourning')]);
    expect(changed.isSession(d('2031-05-06'))).toBe(false);
    expect(changed.holidayName(d('2031-05-06'))).toBe('Day of mourning');
    expect(formatDay(changed.nextSession(d('2031-05-05')))).toBe('2031-05-07');
    expect(xnys.isSession(d('2031-05-06'))).toBe(true);
  });

  test('close a day early', () => {
    const changed = xnys.withExceptions([earlyClose('2031-05-06', clock(14, 15), 'Storm')]);
    expect(times(changed, '2031-05-06')).toEqual(['2031-05-06T13:30:00Z', '2031-05-06T18:15:00Z']);
    expect(changed.earlyCloseName(d('2031-05-06'))).toBe('Storm');
  });

  test('open a day that the rules close, a holiday, an early close or a weekend', () => {
    const open = (date: string) => ({ kind: 'session', day: d(date) }) as const;
    const changed = xnys.withExceptions([open('2024-12-25'), open('2024-12-24'), open('2024-12-28')]);
    for (const date of ['2024-12-25', '2024-12-24', '2024-12-28']) {
      expect(times(changed, date)).toEqual([`${date}T14:30:00Z`, `${date}T21:00:00Z`]);
      expect([changed.holidayName(d(date)), changed.earlyCloseName(d(date))]).toEqual([null, null]);
    }
  });

  test('a later one for the same day replaces the earlier', () => {
    const changed = xnys
      .withExceptions([closure('2031-05-06', 'Storm expected')])
      .withExceptions([earlyClose('2031-05-06', clock(12, 0), 'Storm')]);
    expect(changed.closeLocal(d('2031-05-06'))).toBe(clock(12, 0));
    expect(changed.holidayName(d('2031-05-06'))).toBeNull();
  });

  test('a closed weekend stays a weekend, without a name', () => {
    expect(xnys.withExceptions([closure('2031-05-10', 'Saturday')]).holidayName(d('2031-05-10'))).toBeNull();
  });

  test('are refused when the close is not between opening and regular closing, or the date is none', () => {
    for (const close of [clock(9, 30), clock(16, 0), 800.5]) {
      expect(() => xnys.withExceptions([earlyClose('2031-05-06', close, 'Storm')])).toThrow(/early close/);
    }
    expect(() => closure('2031-02-29', 'Storm')).toThrow(/2031-02-29/);
  });
});
