import {
  type CalendarName,
  type Day,
  formatDay,
  marketCalendar,
  parseDay,
  type Session,
} from '../../engine/index.ts';
import { type Draw, text } from './draw.ts';

/** Sessions before a run of which prices are known: what a user remembers late may be of then. */
export const SESSIONS_BEFORE = 20;
/** Calendar days that a session is asked for in advance: more than any run of sessions takes. */
const DAYS_A_SESSION = 1.6;

export interface PlannedSplit {
  readonly day: Day;
  readonly newUnits: number;
  readonly oldUnits: number;
}

export interface PlannedInstrument {
  readonly symbol: string;
  /** In cents, as they were paid; a session that is absent had no trade. */
  readonly closes: ReadonlyMap<Day, number>;
  readonly splits: readonly PlannedSplit[];
}

/** The truth about the market, of which providers tell what they have. */
export interface PlannedMarket {
  /** Those before the run first. */
  readonly sessions: readonly Session[];
  readonly instruments: readonly PlannedInstrument[];
  /** Ten-thousandths of a dollar for a euro, by day; none at weekends. */
  readonly dollarsForEuro: ReadonlyMap<Day, number>;
}

/** The sessions of New York from a day on, with those before it. */
export function sessionsFrom(start: Day, count: number): Session[] {
  const calendar = marketCalendar('XNYS');
  const before = Math.ceil(SESSIONS_BEFORE * DAYS_A_SESSION) + 5;
  const after = Math.ceil(count * DAYS_A_SESSION) + 10;
  const all = calendar.sessions((start - before) as Day, (start + after) as Day);
  const first = all.findIndex(({ day }) => day >= start);
  return all.slice(first - SESSIONS_BEFORE, first + count);
}

/** The sessions of a calendar from the first day of a market to its last. */
export function sessionsOf({ sessions }: PlannedMarket, calendar: CalendarName): readonly Session[] {
  if (calendar === 'XNYS') return sessions;
  return marketCalendar(calendar).sessions(sessions[0].day, sessions[sessions.length - 1].day);
}

export function plannedMarket(draw: Draw, sessions: readonly Session[], symbols: number): PlannedMarket {
  const instruments = Array.from({ length: symbols }, (_, n) => {
    const splits = draw.isOnce(20) ? [splitIn(draw, sessions)] : [];
    return { symbol: symbolOf(n), splits, closes: walk(draw, sessions, splits) };
  });
  return { sessions, instruments, dollarsForEuro: euroWalk(draw, sessions) };
}

/** S00, S01, …: twenty names that no real market has. */
const symbolOf = (n: number): string => `S${String(n).padStart(2, '0')}`;

/** Within the run, and not in its first sessions: then nobody holds anything. */
function splitIn(draw: Draw, sessions: readonly Session[]): PlannedSplit {
  const { day } = sessions[draw.between(SESSIONS_BEFORE + 5, sessions.length - 1)];
  const [newUnits, oldUnits] = draw.oneOf([
    [2, 1],
    [3, 1],
    [4, 1],
    [20, 1],
    [3, 2],
    [1, 5],
  ] as const);
  return { day, newUnits, oldUnits };
}

/** Up to two per cent a session either way; now and then a session without a trade, but not on the day of a split. */
function walk(draw: Draw, sessions: readonly Session[], splits: readonly PlannedSplit[]): Map<Day, number> {
  const closes = new Map<Day, number>();
  let cents = draw.between(4_000, 30_000);
  for (const { day } of sessions) {
    const split = splits.find((one) => one.day === day);
    if (split !== undefined) cents = Math.round((cents * split.oldUnits) / split.newUnits);
    cents = Math.max(50, Math.round((cents * draw.between(980, 1_020)) / 1_000));
    const isQuiet = split === undefined && draw.below(500) === 0;
    if (!isQuiet || day === sessions[0].day) closes.set(day, cents);
  }
  return closes;
}

function euroWalk(draw: Draw, sessions: readonly Session[]): Map<Day, number> {
  const rates = new Map<Day, number>();
  let rate = draw.between(10_200, 11_800);
  for (let day = sessions[0].day; day <= sessions[sessions.length - 1].day; day++) {
    // 1 January 1970 was a Thursday: 2 and 3 are the weekend.
    if ([2, 3].includes(day % 7)) continue;
    rate = Math.max(9_500, rate + draw.between(-60, 60));
    rates.set(day as Day, rate);
  }
  return rates;
}

export const dollars = (cents: number): string => text(cents);
export const dateOf = (day: Day): string => formatDay(day);
export const dayOf = (date: string): Day => parseDay(date) as Day;
