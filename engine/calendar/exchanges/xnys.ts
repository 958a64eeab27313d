/**
 * New York Stock Exchange; Nasdaq and the other US stock exchanges keep the same days.
 * Sources: NYSE Rule 7.2 (holidays) and the yearly "Holidays & Trading Hours" notices; for what
 * happened once, NYSE notices and the exchange's list of special closings since 1885.
 */
import { COMPARED, type Exchange } from '../exchange.ts';
import {
  clock,
  closure,
  earlyClose,
  easter,
  fixed,
  last,
  nearestWeekday,
  nth,
  sundayToMonday,
} from '../holiday-rules.ts';
import { FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY } from '../weekdays.ts';

const ONE_O_CLOCK = clock(13, 0);

export const XNYS: Exchange = {
  name: 'XNYS',
  zone: 'America/New_York',
  open: clock(9, 30),
  close: clock(16, 0),
  weekend: [6, 7],
  holidays: [
    { name: "New Year's Day", on: fixed(1, 1), observed: sundayToMonday },
    { name: 'Martin Luther King Jr. Day', on: nth(3, MONDAY, 1), since: 1998 },
    { name: "Washington's Birthday", on: nth(3, MONDAY, 2) },
    { name: 'Good Friday', on: easter(-2) },
    { name: 'Memorial Day', on: last(MONDAY, 5) },
    { name: 'Juneteenth National Independence Day', on: fixed(6, 19), observed: nearestWeekday, since: 2022 },
    { name: 'Independence Day', on: fixed(7, 4), observed: nearestWeekday },
    { name: 'Labor Day', on: nth(1, MONDAY, 9) },
    { name: 'Thanksgiving Day', on: nth(4, THURSDAY, 11) },
    { name: 'Christmas Day', on: fixed(12, 25), observed: nearestWeekday },
  ],
  earlyCloses: [
    // Until 2012, when Independence Day was a Thursday, the Friday after it was the short day.
    {
      name: 'Day before Independence Day',
      on: fixed(7, 3),
      close: ONE_O_CLOCK,
      weekdays: [MONDAY, TUESDAY, THURSDAY],
    },
    {
      name: 'Day before Independence Day',
      on: fixed(7, 3),
      close: ONE_O_CLOCK,
      weekdays: [WEDNESDAY],
      since: 2013,
    },
    {
      name: 'Day after Independence Day',
      on: fixed(7, 5),
      close: ONE_O_CLOCK,
      weekdays: [FRIDAY],
      until: 2012,
    },
    { name: 'Day after Thanksgiving', on: nth(4, THURSDAY, 11, 1), close: ONE_O_CLOCK, since: 1992 },
    { name: 'Christmas Eve', on: fixed(12, 24), close: ONE_O_CLOCK },
  ],
  exceptions: [
    closure('1985-09-27', 'Hurricane Gloria'),
    closure('1994-04-27', 'Funeral of President Nixon'),
    earlyClose('1999-12-31', ONE_O_CLOCK, "New Year's Eve 1999"),
    closure('2001-09-11', 'September 11 attacks'),
    closure('2001-09-12', 'September 11 attacks'),
    closure('2001-09-13', 'September 11 attacks'),
    closure('2001-09-14', 'September 11 attacks'),
    earlyClose('2003-12-26', ONE_O_CLOCK, 'Day after Christmas 2003'),
    closure('2004-06-11', 'Day of mourning for President Reagan'),
    closure('2007-01-02', 'Day of mourning for President Ford'),
    closure('2012-10-29', 'Hurricane Sandy'),
    closure('2012-10-30', 'Hurricane Sandy'),
    closure('2018-12-05', 'Day of mourning for President George H. W. Bush'),
    closure('2025-01-09', 'Day of mourning for President Carter'),
  ],
  compared: COMPARED,
};
