import { useMemo, useSyncExternalStore } from 'react';
import * as dates from './dates.ts';
import type { Figure, Reader } from './figures.ts';
import { keptChoice } from './kept-choice.ts';
import * as numbers from './numbers.ts';

/** Whether amounts and quantities are masked. Read before the first paint, so that nothing flashes. */
export const valuesHidden = keptChoice('hidden-values', ['shown', 'hidden']);

export function toggleHiddenValues(): void {
  valuesHidden.set(valuesHidden.get() === 'hidden' ? 'shown' : 'hidden');
}

/** The way from figures and dates to text, for this reader. */
export function textFor(reader: Reader) {
  return {
    reader,
    money: (figure: Figure, currency: string) => numbers.money(figure, currency, reader),
    change: (figure: Figure, currency: string) => numbers.change(figure, currency, reader),
    shortMoney: (figure: Figure, currency: string) => numbers.shortMoney(figure, currency, reader),
    shortChange: (figure: Figure, currency: string) => numbers.shortChange(figure, currency, reader),
    multiple: (figure: Figure) => numbers.multiple(figure, reader),
    price: (figure: Figure, currency: string) => numbers.price(figure, currency, reader),
    quantity: (figure: Figure) => numbers.quantity(figure, reader),
    plain: (figure: Figure, digits = 2) => numbers.plain(figure, digits, reader),
    count: (figure: Figure) => numbers.count(figure, reader),
    percent: (figure: number | null | undefined, options?: numbers.PercentOptions) =>
      numbers.percent(figure, reader, options),
    ratio: (figure: number | null | undefined, options?: numbers.PercentOptions) =>
      numbers.ratio(figure, reader, options),
    date: (day: string | null | undefined) => dates.date(day, reader),
    month: (day: string) => dates.month(day, reader),
    longMonth: (day: string) => dates.longMonth(day, reader),
    dayOfMonth: (day: string) => dates.dayOfMonth(day, reader),
    weekdayName: (number: number) => dates.weekdayName(number, reader),
    firstWeekday: dates.firstWeekday(reader),
    monthName: (number: number) => dates.monthName(number, reader),
    instant: (at: string | null | undefined) => dates.instant(at, reader),
    time: (at: string) => dates.time(at, reader),
    dateOrInstant: (at: string | null | undefined) => dates.dateOrInstant(at, reader),
    age: (at: string | null | undefined, now: number) => dates.age(at, now, reader),
  };
}

export type Text = ReturnType<typeof textFor>;

/** Whether values are hidden, followed. */
export function useHiddenValues(): boolean {
  return useSyncExternalStore(valuesHidden.subscribe, valuesHidden.get) === 'hidden';
}

/** Those that are language tags: some systems name theirs otherwise, such as `en-US@posix`. */
export function languagesOf(names: readonly string[]): string[] {
  return names.filter((name) => {
    try {
      return Intl.getCanonicalLocales(name).length > 0;
    } catch {
      return false;
    }
  });
}

/** What a component writes figures and dates with; it is another one when values are hidden or shown. */
export function useText(): Text {
  const isHidden = useHiddenValues();
  return useMemo(() => {
    const { locale, timeZone } = Intl.DateTimeFormat(languagesOf(navigator.languages)).resolvedOptions();
    return textFor({ locale, timeZone, isHidden });
  }, [isHidden]);
}
