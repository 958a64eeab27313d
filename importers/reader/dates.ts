import { type Day, dayOf } from '@tidemark/engine';

/** What stands first in dates of numbers alone, besides dates that begin with the year. */
export type DateOrder = 'dmy' | 'mdy';

/** A date, and a time where there is one. */
export interface Moment {
  readonly day: Day;
  /** Seconds after midnight; null for a date alone. */
  readonly seconds: number | null;
  /** Of that clock, in minutes from UTC; null where the file does not say. */
  readonly offsetMinutes: number | null;
}

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,;]\s*(.+))?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T ,;]?\s*(.+))?$/;
const NUMBERS = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\.?(?:[T ,;]+(.+))?$/;
const DAY_FIRST = /^(\d{1,2})[-. /]\s?([\p{L}]{3,})\.?[-., /]\s?(\d{4}|\d{2})(?:[ ,T;]+(.+))?$/u;
const MONTH_FIRST = /^([\p{L}]{3,})\.? (\d{1,2}),? (\d{4})(?:[ ,T;]+(.+))?$/u;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([AaPp])\.?[Mm]\.?)?\s*(.*)$/;
const COMPACT_TIME = /^(\d{2})(\d{2})(\d{2})(?:\.\d+)?\s*(.*)$/;

/** What a date of two numbers shows of the file's order; null where it can be read both ways, or is no such date. */
export function orderShown(text: string): DateOrder | null {
  const match = NUMBERS.exec(text.trim());
  if (match === null) return null;
  if (Number(match[1]) > 12) return 'dmy';
  return Number(match[2]) > 12 ? 'mdy' : null;
}

/** Whether the date means the same in both orders, or is not written in numbers alone. */
export function isOrderFree(text: string): boolean {
  const match = NUMBERS.exec(text.trim());
  return match === null || match[1].padStart(2, '0') === match[2].padStart(2, '0');
}

/** Reads a date with or without a time. Null for what is none, or no real day. */
export function readMoment(text: string, order: DateOrder): Moment | null {
  const trimmed = text.trim().replace(/ as of /i, ' as of ');
  const asOf = trimmed.indexOf(' as of ');
  const stated = asOf < 0 ? trimmed : trimmed.slice(asOf + 7).trim();
  const date = dateIn(stated, order);
  if (date === null || date.day === null) return null;
  if (date.rest === undefined || date.rest.trim() === '')
    return { day: date.day, seconds: null, offsetMinutes: null };
  const time = readTime(date.rest.trim());
  return time === null ? null : { day: date.day, ...time };
}

function dateIn(text: string, order: DateOrder): { day: Day | null; rest: string | undefined } | null {
  const iso = ISO.exec(text) ?? COMPACT.exec(text);
  if (iso !== null) return { day: dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])), rest: iso[4] };
  const numbers = NUMBERS.exec(text);
  if (numbers !== null) {
    const [first, second] = [Number(numbers[1]), Number(numbers[2])];
    const [month, dayOfMonth] = order === 'dmy' ? [second, first] : [first, second];
    return { day: dayOf(fullYear(numbers[3]), month, dayOfMonth), rest: numbers[4] };
  }
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) return named(dayFirst[1], dayFirst[2], dayFirst[3], dayFirst[4]);
  const monthFirst = MONTH_FIRST.exec(text);
  return monthFirst === null ? null : named(monthFirst[2], monthFirst[1], monthFirst[3], monthFirst[4]);
}

function named(
  dayOfMonth: string,
  month: string,
  year: string,
  rest: string | undefined,
): { day: Day | null; rest: string | undefined } {
  return { day: dayOf(fullYear(year), monthNamed(month), Number(dayOfMonth)), rest };
}

/** Two digits are of 1970…2069. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/** Beginnings of the months' names in English, German, Dutch, French, Spanish, Italian, Portuguese, Swedish. */
const MONTHS = [
  'jan|gen|ene|jän',
  'feb|fév|fev',
  'mar|mär|mrt|maa|mrz',
  'apr|avr|abr',
  'may|mai|mei|mag|maj',
  'jun|juin|giu',
  'jul|juil|lug',
  'aug|aoû|aou|ago',
  'sep|set',
  'oct|okt|out|ott',
  'nov',
  'dec|dez|déc|dic|dez',
].map((names) => names.split('|'));

/** 1…12; 0 for what is no month. */
function monthNamed(text: string): number {
  const name = text.toLowerCase();
  return MONTHS.findIndex((names) => names.some((beginning) => name.startsWith(beginning))) + 1;
}

function readTime(text: string): { seconds: number; offsetMinutes: number | null } | null {
  const compact = COMPACT_TIME.exec(text);
  const match = TIME.exec(
    compact === null ? text : `${compact[1]}:${compact[2]}:${compact[3]} ${compact[4]}`,
  );
  if (match === null) return null;
  const half = match[4]?.toLowerCase();
  const stated = Number(match[1]);
  if (half !== undefined && (stated < 1 || stated > 12)) return null;
  const hours = half === undefined ? stated : (stated % 12) + (half === 'p' ? 12 : 0);
  const [minutes, seconds] = [Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const offsetMinutes = readOffset(match[5].trim());
  return offsetMinutes === undefined
    ? null
    : { seconds: hours * 3600 + minutes * 60 + seconds, offsetMinutes };
}

/** Names of zones that name one offset. What names two (BST, CST, IST) is not read. */
const OFFSETS: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

/** Minutes from UTC; null where none is stated, undefined for what is no zone. */
function readOffset(text: string): number | null | undefined {
  if (text === '') return null;
  const named = OFFSETS[text.replace(/[()]/g, '').toUpperCase()];
  if (named !== undefined) return named;
  const match = /^(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > 840 ? undefined : match[1] === '-' ? -minutes : minutes;
}
