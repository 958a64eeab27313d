/** Which days the exchanges were open, as they themselves published it. */
import { describe, expect, test } from 'vitest';
import {
  type CalendarName,
  type Day,
  formatDay,
  marketCalendar,
  parseDay,
} from '../../engine/calendar/index.ts';

const d = (text: string): Day => parseDay(text) as Day;

/** The weekdays of a year without a session. */
function closures(name: CalendarName, year: number): string[] {
  const calendar = marketCalendar(name);
  const days: string[] = [];
  for (let n: number = d(`${year}-01-01`); n <= d(`${year}-12-31`); n++) {
    if (calendar.holidayName(n as Day) !== null) days.push(formatDay(n as Day).slice(5));
  }
  return days;
}

/** The sessions of a year that end early. */
function earlyCloses(name: CalendarName, year: number): string[] {
  const calendar = marketCalendar(name);
  return calendar
    .sessionDays(d(`${year}-01-01`), d(`${year}-12-31`))
    .filter((each) => calendar.earlyCloseName(each) !== null)
    .map(formatDay);
}

describe('calendar-special-days: days that no rule foretold', () => {
  // XNYS: NYSE notices; the price files of QuantConnect Lean (Apache-2.0) have or lack the same days.
  // XLON: gov.uk, "UK bank holidays"; exchange_calendars (Apache-2.0) agrees.
  test.each<[CalendarName, string, boolean, string]>([
    ['XNYS', '2001-09-11', false, 'September 11 attacks'],
    ['XNYS', '2001-09-14', false, 'September 11 attacks'],
    ['XNYS', '2001-09-17', true, 'reopening'],
    ['XNYS', '2004-06-11', false, 'mourning for President Reagan'],
    ['XNYS', '2007-01-02', false, 'mourning for President Ford'],
    ['XNYS', '2012-10-29', false, 'Hurricane Sandy'],
    ['XNYS', '2012-10-30', false, 'Hurricane Sandy'],
    ['XNYS', '2012-10-31', true, 'reopening'],
    ['XNYS', '2018-12-05', false, 'mourning for President Bush'],
    ['XNYS', '2021-06-18', true, 'Juneteenth was not yet kept'],
    ['XNYS', '2022-06-20', false, 'Juneteenth, observed'],
    ['XNYS', '2025-01-09', false, 'mourning for President Carter'],
    ['XNYS', '2021-12-31', true, "a Saturday's New Year's Day is not made up for"],
    ['XNYS', '2022-12-26', false, 'Christmas, observed'],
    ['XLON', '2020-05-08', false, 'VE Day'],
    ['XLON', '2022-06-02', false, 'Platinum Jubilee, spring bank holiday moved'],
    ['XLON', '2022-09-19', false, 'state funeral'],
    ['XLON', '2023-05-08', false, 'coronation'],
    ['XLON', '2022-05-30', true, 'spring bank holiday moved away'],
  ])('%s on %s: session %s (%s)', (name, date, isSession) => {
    expect(marketCalendar(name).isSession(d(date))).toBe(isSession);
  });
});

// Counted from the dates of QuantConnect Lean's daily price files (Apache-2.0) up to 2021-03, from the
// NYSE's published holidays after.
test('calendar-sessions-xnys-2009-2027: the NYSE had this many sessions in each year from 2009 to 2027', () => {
  const published = [
    252, 252, 252, 250, 252, 252, 252, 252, 251, 251, 252, 253, 252, 251, 250, 252, 250, 251, 251,
  ];
  const ours = published.map(
    (_, i) => marketCalendar('XNYS').sessions(d(`${2009 + i}-01-01`), d(`${2009 + i}-12-31`)).length,
  );
  expect(ours).toEqual(published);
});

// NYSE Group, "NYSE Group Announces 2026, 2027 and 2028 Holiday and Early Closings Calendar", 23 December 2025.
describe('the NYSE announced for 2026 to 2028', () => {
  test.each<[number, string[]]>([
    [2026, ['01-01', '01-19', '02-16', '04-03', '05-25', '06-19', '07-03', '09-07', '11-26', '12-25']],
    [2027, ['01-01', '01-18', '02-15', '03-26', '05-31', '06-18', '07-05', '09-06', '11-25', '12-24']],
    [2028, ['01-17', '02-21', '04-14', '05-29', '06-19', '07-04', '09-04', '11-23', '12-25']],
  ])('closed in %i on %j', (year, days) => {
    expect(closures('XNYS', year)).toEqual(days);
  });

  test('1 p.m. closes on 27 November and 24 December 2026, 26 November 2027, 3 July and 24 November 2028', () => {
    const early = [2026, 2027, 2028].flatMap((year) => earlyCloses('XNYS', year));
    expect(early).toEqual(['2026-11-27', '2026-12-24', '2027-11-26', '2028-07-03', '2028-11-24']);
  });
});

// Deutsche Börse Cash Market, "Trading calendar" (deutsche-boerse-cash-market.com), 2024 to 2029; days that
// fall on a weekend left out.
test.each<[number, string[]]>([
  [2024, ['01-01', '03-29', '04-01', '05-01', '12-24', '12-25', '12-26', '12-31']],
  [2025, ['01-01', '04-18', '04-21', '05-01', '12-24', '12-25', '12-26', '12-31']],
  [2026, ['01-01', '04-03', '04-06', '05-01', '12-24', '12-25', '12-31']],
  [2027, ['01-01', '03-26', '03-29', '12-24', '12-31']],
  [2028, ['04-14', '04-17', '05-01', '12-25', '12-26']],
  [2029, ['01-01', '03-30', '04-02', '05-01', '12-24', '12-25', '12-26', '12-31']],
])('Xetra announced for %i no trading on %j', (year, days) => {
  expect(closures('XETR', year)).toEqual(days);
});

// NYSE notices. Independence Day was a Thursday in both years; from 2013 the short day comes before it.
test.each<[number, string[]]>([
  [2002, ['2002-07-05', '2002-11-29', '2002-12-24']],
  [2013, ['2013-07-03', '2013-11-29', '2013-12-24']],
])('the NYSE closed early in %i on %j', (year, days) => {
  expect(earlyCloses('XNYS', year)).toEqual(days);
});

// gov.uk, "UK bank holidays", England and Wales.
test.each<[number, string[]]>([
  [2018, ['01-01', '03-30', '04-02', '05-07', '05-28', '08-27', '12-25', '12-26']],
  [2020, ['01-01', '04-10', '04-13', '05-08', '05-25', '08-31', '12-25', '12-28']],
  [2021, ['01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28']],
  [2022, ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27']],
])('London kept the bank holidays of %i: %j', (year, days) => {
  expect(closures('XLON', year)).toEqual(days);
});

// London Stock Exchange, "Business days", 2018: closing begins at 12:30.
test('London announced two half days for 2018', () => {
  expect(earlyCloses('XLON', 2018)).toEqual(['2018-12-24', '2018-12-31']);
  expect(marketCalendar('XLON').closeLocal(d('2018-12-24'))).toBe(12 * 60 + 30);
});

// TMX Group, "Trading calendar", 2022: New Year's Day, Christmas Day and Boxing Day observed.
test('Toronto announced ten holidays and no half day for 2022', () => {
  const days = ['01-03', '02-21', '04-15', '05-23', '07-01', '08-01', '09-05', '10-10', '12-26', '12-27'];
  expect(closures('XTSE', 2022)).toEqual(days);
  expect(earlyCloses('XTSE', 2022)).toEqual([]);
});

// Euronext, "Trading hours and holidays", 2024.
test('Paris announced six holidays and two half days for 2024', () => {
  expect(closures('XPAR', 2024)).toEqual(['01-01', '03-29', '04-01', '05-01', '12-25', '12-26']);
  expect(earlyCloses('XPAR', 2024)).toEqual(['2024-12-24', '2024-12-31']);
});
