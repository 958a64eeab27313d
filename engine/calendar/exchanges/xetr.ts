/**
 * Xetra, the electronic market of the Frankfurt exchange. Holidays on a weekend are not made up for.
 * Source: Deutsche Börse, "Trading calendar and trading hours", published every year; the short last
 * day is decided anew each December.
 */
import { COMPARED, type Exchange } from '../exchange.ts';
import { clock, closure, easter, fixed, previousFriday } from '../holiday-rules.ts';

export const XETR: Exchange = {
  name: 'XETR',
  zone: 'Europe/Berlin',
  open: clock(9, 0),
  close: clock(17, 30),
  weekend: [6, 7],
  holidays: [
    { name: "New Year's Day", on: fixed(1, 1) },
    { name: 'Good Friday', on: easter(-2) },
    { name: 'Easter Monday', on: easter(1) },
    { name: 'Labour Day', on: fixed(5, 1) },
    { name: 'Whit Monday', on: easter(50), since: 2015, until: 2021 },
    { name: 'Day of German Unity', on: fixed(10, 3), since: 2014, until: 2021 },
    { name: 'Christmas Eve', on: fixed(12, 24) },
    { name: 'Christmas Day', on: fixed(12, 25) },
    { name: 'Boxing Day', on: fixed(12, 26) },
    { name: "New Year's Eve", on: fixed(12, 31) },
  ],
  earlyCloses: [
    {
      name: 'Last trading day of the year',
      on: fixed(12, 30),
      observed: previousFriday,
      close: clock(14, 0),
      since: 2010,
    },
  ],
  exceptions: [
    closure('2007-05-28', 'Whit Monday'),
    closure('2017-10-31', 'Reformation Day, 500 years of the Reformation'),
  ],
  compared: COMPARED,
};
