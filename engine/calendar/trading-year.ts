/** One year of an exchange, worked out from its rules and exceptions. */
import { addDays, type Day, formatDay, isLeapYear, weekday } from './day.ts';
import type { Exchange } from './exchange.ts';
import {
  type CalendarException,
  type EarlyCloseRule,
  type HolidayRule,
  occurrence,
} from './holiday-rules.ts';
import { existingDay } from './weekdays.ts';

export type TradingYear = {
  /** 1 January: where `closes` begins. */
  readonly first: Day;
  /** For each day of the year, the close in minutes after local midnight; 0 where there is no session. */
  readonly closes: Int16Array;
  /** Names of the closed days that are not weekends. */
  readonly closures: Map<Day, string>;
  /** Names of the sessions that close early. */
  readonly earlyCloses: Map<Day, string>;
};

/** Weekends, then early closes, then holidays, then what happened once; what comes later prevails. */
export function tradingYear(exchange: Exchange, year: number): TradingYear {
  const made = regularYear(exchange, year);
  for (const rule of exchange.earlyCloses) addEarlyClose(made, rule, year);
  for (const rule of exchange.holidays) addHoliday(made, rule, year);
  for (const exception of exchange.exceptions) {
    if (holds(made, exception.day)) addException(made, exception, exchange.close);
  }
  return made;
}

function regularYear(exchange: Exchange, year: number): TradingYear {
  const first = existingDay(year, 1, 1);
  const closes = new Int16Array(isLeapYear(year) ? 366 : 365);
  for (let i = 0; i < closes.length; i++) {
    closes[i] = exchange.weekend.includes(weekday(addDays(first, i))) ? 0 : exchange.close;
  }
  return { first, closes, closures: new Map(), earlyCloses: new Map() };
}

function addEarlyClose(made: TradingYear, rule: EarlyCloseRule, year: number): void {
  const d = dayOfRule(made, rule, year);
  if (d === null || rule.weekdays?.includes(weekday(d)) === false) return;
  if (made.closes[d - made.first] !== 0) shorten(made, d, rule.close, rule.name);
}

function addHoliday(made: TradingYear, rule: HolidayRule, year: number): void {
  const d = dayOfRule(made, rule, year);
  if (d !== null) close(made, d, rule.name);
}

function addException(year: TradingYear, exception: CalendarException, regularClose: number): void {
  const d = exception.day;
  if (exception.kind === 'closure') close(year, d, exception.name);
  else if (exception.kind === 'early_close') shorten(year, d, exception.close, exception.name);
  else openInFull(year, d, regularClose);
}

function openInFull(year: TradingYear, d: Day, regularClose: number): void {
  year.closes[d - year.first] = regularClose;
  year.closures.delete(d);
  year.earlyCloses.delete(d);
}

/** A weekend is closed without a name, also when a holiday falls on it. */
function close(year: TradingYear, d: Day, name: string): void {
  if (year.closes[d - year.first] === 0 && !year.closures.has(d)) return;
  year.closes[d - year.first] = 0;
  year.closures.set(d, name);
  year.earlyCloses.delete(d);
}

function shorten(year: TradingYear, d: Day, closeAt: number, name: string): void {
  year.closes[d - year.first] = closeAt;
  year.closures.delete(d);
  year.earlyCloses.set(d, name);
}

/** Years are worked out one by one, so no rule may move its day into another one. */
function dayOfRule(made: TradingYear, rule: HolidayRule, year: number): Day | null {
  const d = occurrence(rule, year);
  if (d !== null && !holds(made, d)) {
    throw new RangeError(`the rule for ${rule.name} in ${year} gives ${formatDay(d)}, outside that year`);
  }
  return d;
}

function holds(year: TradingYear, d: Day): boolean {
  return d >= year.first && d < year.first + year.closes.length;
}
