import {
  type CalendarException,
  type CalendarName,
  type Day,
  isCalendarName,
  type MarketCalendar,
  marketCalendar,
  type Session,
} from '@tidemark/engine';

/** A session whose value is taken at its close for so long is taken at its close, not later. */
export const AT_CLOSE_MS = 12 * 3_600_000;

/** The calendars of exchanges, with closures that became known after this program was made. */
export class MarketCalendars {
  private readonly exceptions: ReadonlyMap<CalendarName, readonly CalendarException[]>;
  private readonly made = new Map<CalendarName, MarketCalendar>();

  constructor(exceptions: ReadonlyMap<CalendarName, readonly CalendarException[]> = new Map()) {
    this.exceptions = exceptions;
  }

  /** Of an account's calendar by its name; one that nobody knows is open always. */
  of(text: string): MarketCalendar {
    const name = isCalendarName(text) ? text : '24x7';
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const calendar = marketCalendar(name).withExceptions(this.exceptions.get(name) ?? []);
    this.made.set(name, calendar);
    return calendar;
  }

  /** The session that goes on at an instant (ms since 1970); null between sessions. */
  openAt(name: string, now: number): Session | null {
    const around = this.around(name, now);
    return around.find(({ openUtc, closeUtc }) => openUtc * 1000 <= now && now < closeUtc * 1000) ?? null;
  }

  /** The last session that closed at least `delayMs` before an instant. */
  lastClosed(name: string, now: number, delayMs: number): Session {
    const calendar = this.of(name);
    const closed = this.around(name, now).findLast(({ closeUtc }) => closeUtc * 1000 + delayMs <= now);
    if (closed !== undefined) return closed;
    let day = dayOf(now);
    for (;;) {
      day = calendar.previousSession(day);
      const session = calendar.session(day) as Session;
      if (session.closeUtc * 1000 + delayMs <= now) return session;
    }
  }

  /** Sessions from…to that closed at least `delayMs` before an instant. */
  closedSessions(name: string, from: Day, to: Day, now: number, delayMs: number): Session[] {
    return this.of(name)
      .sessions(from, to)
      .filter(({ closeUtc }) => closeUtc * 1000 + delayMs <= now);
  }

  private around(name: string, now: number): Session[] {
    const today = dayOf(now);
    return this.of(name).sessions((today - 2) as Day, (today + 1) as Day);
  }
}

const dayOf = (ms: number): Day => Math.floor(ms / 86_400_000) as Day;
