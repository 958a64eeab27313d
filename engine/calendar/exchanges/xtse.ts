/**
 * Toronto Stock Exchange.
 * Source: TMX Group, "Trading calendar and holidays", published every year.
 */
import { COMPARED, type Exchange } from '../exchange.ts';
import {
  clock,
  closure,
  easter,
  fixed,
  nextMonday,
  nth,
  onOrBefore,
  twoDaysLater,
} from '../holiday-rules.ts';
import { MONDAY } from '../weekdays.ts';

export const XTSE: Exchange = {
  name: 'XTSE',
  zone: 'America/Toronto',
  open: clock(9, 30),
  close: clock(16, 0),
  weekend: [6, 7],
  holidays: [
    { name: "New Year's Day", on: fixed(1, 1), observed: nextMonday },
    { name: 'Family Day', on: nth(3, MONDAY, 2), since: 2008 },
    { name: 'Good Friday', on: easter(-2) },
    { name: 'Victoria Day', on: onOrBefore(MONDAY, 5, 24) },
    { name: 'Canada Day', on: fixed(7, 1), observed: nextMonday },
    { name: 'Civic Holiday', on: nth(1, MONDAY, 8) },
    { name: 'Labour Day', on: nth(1, MONDAY, 9) },
    { name: 'Thanksgiving Day', on: nth(2, MONDAY, 10) },
    { name: 'Christmas Day', on: fixed(12, 25), observed: twoDaysLater },
    { name: 'Boxing Day', on: fixed(12, 26), observed: twoDaysLater },
  ],
  earlyCloses: [{ name: 'Christmas Eve', on: fixed(12, 24), close: clock(13, 0), since: 2010 }],
  exceptions: [closure('2001-09-11', 'September 11 attacks'), closure('2001-09-12', 'September 11 attacks')],
  compared: COMPARED,
};
