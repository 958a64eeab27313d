/**
 * London Stock Exchange. Its holidays are the bank holidays of England and Wales.
 * Sources: Banking and Financial Dealings Act 1971 and the royal proclamations under it (gov.uk,
 * "UK bank holidays"); London Stock Exchange, "Business days" (half days).
 */
import { COMPARED, type Exchange } from '../exchange.ts';
import {
  clock,
  closure,
  easter,
  fixed,
  last,
  nextMonday,
  nth,
  previousFriday,
  twoDaysLater,
} from '../holiday-rules.ts';
import { MONDAY } from '../weekdays.ts';

const HALF_DAY = clock(12, 30);

export const XLON: Exchange = {
  name: 'XLON',
  zone: 'Europe/London',
  open: clock(8, 0),
  close: clock(16, 30),
  weekend: [6, 7],
  holidays: [
    { name: "New Year's Day", on: fixed(1, 1), observed: nextMonday },
    { name: 'Good Friday', on: easter(-2) },
    { name: 'Easter Monday', on: easter(1) },
    { name: 'Early May bank holiday', on: nth(1, MONDAY, 5), not: [1995, 2020] },
    { name: 'Spring bank holiday', on: last(MONDAY, 5), not: [2002, 2012, 2022] },
    { name: 'Summer bank holiday', on: last(MONDAY, 8) },
    { name: 'Christmas Day', on: fixed(12, 25), observed: twoDaysLater },
    { name: 'Boxing Day', on: fixed(12, 26), observed: twoDaysLater },
  ],
  earlyCloses: [
    { name: 'Christmas Eve', on: fixed(12, 24), observed: previousFriday, close: HALF_DAY },
    { name: "New Year's Eve", on: fixed(12, 31), observed: previousFriday, close: HALF_DAY },
  ],
  exceptions: [
    closure('1995-05-08', 'Early May bank holiday, 50 years of VE Day'),
    closure('1999-12-31', 'Millennium bank holiday'),
    closure('2002-06-03', 'Golden Jubilee of Elizabeth II'),
    closure('2002-06-04', 'Spring bank holiday'),
    closure('2011-04-29', 'Wedding of Prince William and Catherine Middleton'),
    closure('2012-06-04', 'Spring bank holiday'),
    closure('2012-06-05', 'Diamond Jubilee of Elizabeth II'),
    closure('2020-05-08', 'Early May bank holiday, 75 years of VE Day'),
    closure('2022-06-02', 'Spring bank holiday'),
    closure('2022-06-03', 'Platinum Jubilee of Elizabeth II'),
    closure('2022-09-19', 'State funeral of Elizabeth II'),
    closure('2023-05-08', 'Coronation of Charles III'),
  ],
  compared: COMPARED,
};
