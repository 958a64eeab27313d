import {
  DAY_SECONDS,
  type Day,
  formatDay,
  type Instant,
  instant,
  isCalendarName,
  isZoneName,
  localToUtc,
  marketCalendar,
  utcOffset,
} from '../calendar/index.ts';
import type { AccountLookup, EventTable } from '../ledger/index.ts';

/** Of accounts that nothing is stated of: those of the account `main`. */
const DEFAULT_ZONE = 'America/New_York';
const DEFAULT_CALENDAR = 'XNYS';

/** When the rows of a ledger took effect, by the clocks of their accounts. A zone that is not known is read as UTC. */
export class RowClock {
  private readonly table: EventTable;
  private readonly accounts: AccountLookup;

  constructor(table: EventTable, accounts: AccountLookup) {
    this.table = table;
    this.accounts = accounts;
  }

  isTimed(row: number): boolean {
    return this.table.time.values[row] >= 0;
  }

  /** The instant of a row that has a time. */
  instantOf(row: number): Instant {
    const { day, time } = this.table;
    const seconds = time.values[row];
    const zone = this.accountOf(row)?.timeZone ?? DEFAULT_ZONE;
    if (!isZoneName(zone)) return instant(day.values[row] * DAY_SECONDS + seconds);
    return instant(localToUtc(zone, day.values[row] as Day, Math.floor(seconds / 60)) + (seconds % 60));
  }

  /** Whether the closing prices of a row's own day were known at its time: its account's market had closed. */
  isAfterClose(row: number): boolean {
    if (!this.isTimed(row)) return false;
    const name = this.accountOf(row)?.calendar ?? DEFAULT_CALENDAR;
    const session = isCalendarName(name)
      ? marketCalendar(name).session(this.table.day.values[row] as Day)
      : null;
    return session !== null && session.closeUtc < this.instantOf(row);
  }

  /** `2024-01-02T10:00:00-05:00`, or the date alone of a row that has no time. */
  format(row: number): string {
    const date = formatDay(this.table.day.values[row] as Day);
    const seconds = this.table.time.values[row];
    if (seconds < 0) return date;
    const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
      .map(twoDigits)
      .join(':');
    const zone = this.accountOf(row)?.timeZone ?? DEFAULT_ZONE;
    return `${date}T${clock}${isZoneName(zone) ? offsetText(utcOffset(zone, this.instantOf(row))) : 'Z'}`;
  }

  private accountOf(row: number) {
    return this.accounts(this.table.accounts.texts[this.table.account.values[row]]);
  }
}

function offsetText(offset: number): string {
  if (offset === 0) return 'Z';
  const minutes = Math.abs(offset) / 60;
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}
