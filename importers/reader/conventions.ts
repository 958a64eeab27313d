import {
  DAY_SECONDS,
  formatDay,
  formatTime,
  instant,
  isZoneName,
  localToUtc,
  utcToLocal,
  type ZoneName,
} from '@tidemark/engine';
import { type DateOrder, type Moment, readMoment } from './dates.ts';
import type { DecidedNumbers } from './evidence.ts';
import type { TableWords } from './format.ts';
import type { NumberLocale } from './numbers.ts';

/** Moments kept by their text; a file of days has few. */
const KEPT_MAX = 4096;

/** How one file writes numbers and dates, decided from the whole of it. */
export class Conventions {
  readonly numbers: NumberLocale;
  /** Whether no number of the file shows another locale: then none is asked of a row. */
  readonly isUniform: boolean;
  private readonly order: DateOrder;
  private readonly zone: ZoneName | null;
  private readonly kept = new Map<string, { date: string; time: string | null } | null>();

  constructor({ locale, isUniform }: DecidedNumbers, order: DateOrder, timeZone: string) {
    this.numbers = locale;
    this.isUniform = isUniform;
    this.order = order;
    this.zone = isZoneName(timeZone) ? timeZone : null;
  }

  /** A date as written; null for what is none. */
  read(text: string, words: TableWords): Moment | null {
    return readMoment(text, words.dates ?? this.order);
  }

  /** Day and time in the account's zone. A date without a time stays the day that it is. */
  moment(text: string, words: TableWords): { date: string; time: string | null } | null {
    const known = this.kept.get(text);
    if (known !== undefined) return known;
    const read = this.read(text, words);
    const found = read === null ? null : this.local(read, words.zone);
    if (this.kept.size >= KEPT_MAX) this.kept.clear();
    this.kept.set(text, found);
    return found;
  }

  private local(read: Moment, written: ZoneName | undefined): { date: string; time: string | null } {
    const { day, seconds, offsetMinutes } = read;
    if (seconds === null) return { date: formatDay(day), time: null };
    const stays = { date: formatDay(day), time: formatTime(seconds) };
    if (this.zone === null || (offsetMinutes === null && (written === undefined || written === this.zone)))
      return stays;
    const at =
      offsetMinutes === null
        ? instant(localToUtc(written as ZoneName, day, Math.floor(seconds / 60)) + (seconds % 60))
        : instant(day * DAY_SECONDS + seconds - offsetMinutes * 60);
    const local = utcToLocal(this.zone, at);
    return { date: formatDay(local.day), time: formatTime(local.minutes * 60 + local.seconds) };
  }
}
