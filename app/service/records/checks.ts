import {
  CALENDAR_NAMES,
  type Day,
  type Decimal,
  isCalendarName,
  isCurrencyCode,
  isZoneName,
  type Problem,
  type ProblemCode,
  parseDay,
  parseDecimal,
  problem,
  quotedCurrency,
} from '@tidemark/engine';
import { Refusal } from '../refusal.ts';

/** The longest text that names anything. */
const NAME_LENGTH_MAX = 200;

/** What is wrong with a statement, collected over all of it: `end` refuses it with every field that is wrong. */
export class Checks {
  private readonly problems: Problem[] = [];

  refuse(
    code: ProblemCode,
    field: string,
    message: string,
    more?: { remedy?: string; symbol?: string },
  ): void {
    this.problems.push(problem(code, { field }, message, more));
  }

  /** Throws Refusal `invalid` where anything was refused. */
  end(): void {
    if (this.problems.length > 0) throw new Refusal('invalid', this.problems);
  }

  /** The currency of a code, in capitals; that of pence is pounds. */
  currency(field: string, code: string): string {
    if (!isCurrencyCode(code))
      this.refuse('currency_invalid', field, `${JSON.stringify(code)} is not a currency code`);
    return quotedCurrency(code).currency;
  }

  zone(field: string, zone: string): string {
    if (!isZoneName(zone))
      this.refuse('setting_invalid', field, `${JSON.stringify(zone)} is not a time zone that is known`);
    return zone;
  }

  calendar(field: string, calendar: string): string {
    const known = CALENDAR_NAMES.join(', ');
    if (!isCalendarName(calendar))
      this.refuse('setting_invalid', field, `${JSON.stringify(calendar)} is not one of ${known}`);
    return calendar;
  }

  /** A name that texts of the ledger can have. */
  symbol(field: string, text: string): string {
    const symbol = text.trim();
    if (symbol === '') this.refuse('field_required', field, `${field} is empty`);
    if (symbol.length > NAME_LENGTH_MAX)
      this.refuse('field_too_long', field, `the field has ${symbol.length} characters`);
    return symbol;
  }

  day(field: string, text: string): Day {
    const day = parseDay(text);
    if (day === null) this.refuse('date_invalid', field, `${JSON.stringify(text)} is not a day YYYY-MM-DD`);
    return day ?? (0 as Day);
  }

  /** Null, and refused, where it is no plain decimal. */
  decimal(field: string, given: string | number, code: ProblemCode = 'number_invalid'): Decimal | null {
    const value = parseDecimal(decimalText(given));
    if (value === null) this.refuse(code, field, `${JSON.stringify(given)} is not a plain decimal`);
    return value;
  }

  /** The same, above zero. */
  positive(field: string, given: string | number, code: ProblemCode = 'number_invalid'): Decimal | null {
    const value = this.decimal(field, given, code);
    if (value === null || value.units > 0) return value;
    this.refuse(code, field, `${JSON.stringify(given)} is not above zero`);
    return null;
  }
}

/** A decimal of a request as text; a number without an exponent: 1e-7 as 0.0000001. */
export function decimalText(given: string | number): string {
  const text = String(given).trim();
  const match = typeof given === 'number' ? /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) : null;
  if (match === null) return text;
  const [, sign, whole, fraction = '', exponent] = match;
  const point = 1 + Number(exponent);
  const digits = whole + fraction;
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${digits}` : `${sign}${digits.padEnd(point, '0')}`;
}

/** Something else has it already. */
export function taken(what: string, field: string, message: string): Refusal {
  return new Refusal('conflict', [
    problem('setting_invalid', { field }, message, { remedy: `Take another ${what}.` }),
  ]);
}

/** It is not done, by a rule of the program. */
export function notDone(field: string, message: string, remedy: string): Refusal {
  return new Refusal('conflict', [problem('setting_invalid', { field }, message, { remedy })]);
}
