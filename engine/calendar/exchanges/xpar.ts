/**
 * Euronext Paris. Holidays on a weekend are not made up for; since 2002 the French public holidays
 * other than these are trading days.
 * Source: Euronext, "Trading hours and holidays", published every year.
 */
import { COMPARED, type Exchange } from '../exchange.ts';
import { clock, easter, fixed } from '../holiday-rules.ts';

const HALF_DAY = clock(14, 5);

export const XPAR: Exchange = {
  name: 'XPAR',
  zone: 'Europe/Paris',
  open: clock(9, 0),
  close: clock(17, 30),
  weekend: [6, 7],
  holidays: [
    { name: "New Year's Day", on: fixed(1, 1) },
    { name: 'Good Friday', on: easter(-2) },
    { name: 'Easter Monday', on: easter(1) },
    { name: 'Labour Day', on: fixed(5, 1) },
    { name: 'Whit Monday', on: easter(50), until: 2001 },
    { name: 'Bastille Day', on: fixed(7, 14), until: 2001 },
    { name: 'Christmas Day', on: fixed(12, 25) },
    { name: 'Boxing Day', on: fixed(12, 26) },
    { name: "New Year's Eve", on: fixed(12, 31), until: 2001 },
  ],
  earlyCloses: [
    { name: 'Christmas Eve', on: fixed(12, 24), close: HALF_DAY },
    { name: "New Year's Eve", on: fixed(12, 31), close: HALF_DAY, since: 2002 },
  ],
  exceptions: [],
  compared: COMPARED,
};
