import { type Reader, UNKNOWN } from './figures.ts';

type Style = Intl.DateTimeFormatOptions;

const DAY: Style = { year: 'numeric', month: 'short', day: 'numeric' };
const TIME: Style = { hour: 'numeric', minute: '2-digit' };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, style: Style): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(style);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, style);
  formats.set(key, known);
  return known;
}

/** A day has no time zone: it is the same day wherever it is read. */
function ofDay(day: string, locale: string, style: Style): string {
  return formatOf(locale, { ...style, timeZone: 'UTC' }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** A day, `2024-03-02`: `Mar 2, 2024`. */
export function date(day: string | null | undefined, { locale }: Reader): string {
  return day === null || day === undefined ? UNKNOWN : ofDay(day, locale, DAY);
}

/** The month of a day: `Mar 2024`. */
export function month(day: string, { locale }: Reader): string {
  return ofDay(day, locale, { year: 'numeric', month: 'short' });
}

/** The name of a month, 1 to 12: `Mar`. */
export function monthName(number: number, { locale }: Reader): string {
  return ofDay(`2024-${String(number).padStart(2, '0')}-01`, locale, { month: 'short' });
}

/** The month of a day in full: `March 2024`. */
export function longMonth(day: string, { locale }: Reader): string {
  return ofDay(day, locale, { year: 'numeric', month: 'long' });
}

/** The day of the month alone, of a day: `2`. */
export function dayOfMonth(day: string, { locale }: Reader): string {
  return ofDay(day, locale, { day: 'numeric' });
}

/** The name of a day of the week, 1 (Monday) to 7: `Mon`. */
export function weekdayName(number: number, { locale }: Reader): string {
  return ofDay(`2024-01-0${number}`, locale, { weekday: 'short' });
}

interface WeekInfo {
  readonly firstDay: number;
}

/** The day that weeks begin with where the reader lives, 1 (Monday) to 7; Monday where the browser does not know. */
export function firstWeekday({ locale }: Reader): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    readonly getWeekInfo?: () => WeekInfo;
    readonly weekInfo?: WeekInfo;
  };
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
}

/** An instant, in the reader's time zone: `Mar 2, 2024, 4:00 PM`. */
export function instant(at: string | null | undefined, { locale, timeZone }: Reader): string {
  if (at === null || at === undefined) return UNKNOWN;
  return formatOf(locale, { ...DAY, ...TIME, timeZone }).format(new Date(at));
}

/** The time of an instant: `4:00 PM`. */
export function time(at: string, { locale, timeZone }: Reader): string {
  return formatOf(locale, { ...TIME, timeZone }).format(new Date(at));
}

/** A day or an instant, by which of the two it is. */
export function dateOrInstant(at: string | null | undefined, reader: Reader): string {
  return at?.includes('T') ? instant(at, reader) : date(at, reader);
}

const STEPS = [
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
  ['month', 2_629_800],
  ['year', 31_557_600],
] as const;

/** How long ago an instant was: `3 minutes ago`. `now` in milliseconds since 1970. */
export function age(at: string | null | undefined, now: number, { locale }: Reader): string {
  if (at === null || at === undefined) return UNKNOWN;
  const seconds = (Date.parse(at) - now) / 1000;
  const [unit, length] = STEPS.findLast(([, one]) => Math.abs(seconds) >= one) ?? STEPS[0];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / length), unit);
}
