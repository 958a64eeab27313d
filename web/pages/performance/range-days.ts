/** The ranges of the page; any other stretch is `custom`, by its days in the address. */
export const RANGES = ['1M', '3M', 'YTD', '1Y', '3Y', '5Y', 'ALL'] as const;
export type Range = (typeof RANGES)[number];

/** A period as the API is asked for it; what is absent is the first event, or today. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

const MONTHS_BACK = { '1M': 1, '3M': 3, '1Y': 12, '3Y': 36, '5Y': 60 } as const;
const DAY_MS = 86_400_000;

/**
 * The first day of a range that ends `today`: the day after the same calendar date back, whose end is what it is
 * measured from, so that a return of 1Y is the one that the chart of 1Y shows.
 */
export function periodOf(range: Range, today: string): Period {
  if (range === 'ALL') return {};
  if (range === 'YTD') return { from: `${today.slice(0, 4)}-01-01` };
  return { from: nextDay(monthsBack(today, MONTHS_BACK[range])) };
}

/** The days of a month, 1 to 12. */
export function monthPeriod(year: number, month: number): Period {
  const [from, to] = [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 0)];
  return { from: isoOf(from), to: isoOf(to) };
}

/** The same date of an earlier month; its last day where it has no such date. */
function monthsBack(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = year * 12 + (month - 1) - months;
  const last = new Date(Date.UTC(Math.floor(at / 12), (at % 12) + 1, 0)).getUTCDate();
  return isoOf(Date.UTC(Math.floor(at / 12), at % 12, Math.min(date, last)));
}

const nextDay = (day: string) => isoOf(Date.parse(`${day}T00:00:00Z`) + DAY_MS);
const isoOf = (at: number) => new Date(at).toISOString().slice(0, 10);
