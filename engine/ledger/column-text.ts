import { type Decimal, isCurrencyCode, MAX_DIGITS, parseDecimal, quotedCurrency } from '../amounts/index.ts';
import { type Day, parseDay } from '../calendar/day.ts';
import { EVENT_TYPES } from './event.ts';
import { type Column, TEXT_LENGTH_MAX } from './fields.ts';
import type { Report } from './report.ts';

/**
 * Reads the text of one column, without white space around it. Each function answers null, and reports why, for
 * what is not a value; none is called for an empty field.
 */

const TAGS_LENGTH_MAX = 2_000;
const NOTE_LENGTH_MAX = 10_000;

export function readDay(text: string, report: Report): Day | null {
  const day = parseDay(text);
  if (day === null) report('date_invalid', 'date', `${shown(text)} is not a day in the form YYYY-MM-DD`);
  return day;
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** Seconds after midnight. */
export function readTime(text: string, report: Report): number | null {
  const match = TIME.exec(text);
  if (match !== null) return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  report('time_invalid', 'time', `${shown(text)} is not a time in the form HH:MM or HH:MM:SS`);
  return null;
}

const TYPE_NUMBERS = new Map<string, number>(EVENT_TYPES.map((type, n) => [type, n]));

const TYPES_THERE_ARE = { remedy: `Use one of ${EVENT_TYPES.join(', ')}.` };

/** The place in EVENT_TYPES; letters may be of any case. */
export function readType(text: string, report: Report): number | null {
  const type = TYPE_NUMBERS.get(text.toLowerCase());
  if (type !== undefined) return type;
  report('type_unknown', 'type', `${shown(text)} is not an event type`, TYPES_THERE_ARE);
  return null;
}

export function readDecimal(text: string, column: Column, report: Report): Decimal | null {
  const value = parseDecimal(text);
  if (value === null) {
    const why =
      text.length > MAX_DIGITS + 2 ? `has more than ${MAX_DIGITS} digits` : 'is not a plain decimal number';
    report('number_invalid', column, `${shown(text)} ${why}`);
  }
  return value;
}

export interface CurrencyCode {
  /** In capitals. */
  readonly code: string;
  /** Decimals by which figures in the code as written shift to be in `code`: 2 for pence, else 0. */
  readonly shift: 0 | 2;
}

export function readCurrency(text: string, column: Column, report: Report): CurrencyCode | null {
  if (!isCurrencyCode(text)) {
    report('currency_invalid', column, `${shown(text)} is not a currency code`);
    return null;
  }
  const { currency, shift } = quotedCurrency(text);
  return { code: currency, shift };
}

/** A name, an id or free text, within the length of its column. */
export function readText(text: string, column: Column, report: Report): string | null {
  const longest = column === 'note' ? NOTE_LENGTH_MAX : column === 'tags' ? TAGS_LENGTH_MAX : TEXT_LENGTH_MAX;
  if (text.length <= longest) return text;
  report('field_too_long', column, `${column} has ${text.length} characters; the longest has ${longest}`);
  return null;
}

const SHOWN_LENGTH_MAX = 40;

/** Text of a file inside a message: quoted, and shortened where it is long. */
export function shown(text: string): string {
  return JSON.stringify(text.length <= SHOWN_LENGTH_MAX ? text : `${text.slice(0, SHOWN_LENGTH_MAX)}…`);
}
