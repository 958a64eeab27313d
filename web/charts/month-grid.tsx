import type { ReactNode } from 'react';
import { tint } from './tint.ts';

export interface DayCell {
  /** `2024-03-02`. */
  readonly day: string;
  /** What the cell is tinted by. */
  readonly value: number;
  readonly content: ReactNode;
}

export interface MonthGridProps {
  readonly label: string;
  /** Any day of the month. */
  readonly month: string;
  readonly days: readonly DayCell[];
  /** The day that weeks begin with, 1 (Monday) to 7, and the names of 1 to 7. */
  readonly firstWeekday: number;
  readonly weekdayNames: readonly string[];
  readonly dayText: (day: string) => string;
  readonly monthText: (day: string) => string;
  /** The value, by size, at which a cell has the full colour. */
  readonly full: number;
  readonly chosen?: string | null;
  readonly onChoose: (day: string) => void;
}

/** A month as a calendar: weeks as rows, the days that have something to say as buttons, tinted by their values. */
export function MonthGrid(props: MonthGridProps) {
  const { label, month, days, firstWeekday, weekdayNames, dayText, monthText, full, chosen, onChoose } =
    props;
  const known = new Map(days.map((cell) => [cell.day, cell]));
  const names = Array.from({ length: 7 }, (_, at) => weekdayNames[(firstWeekday - 1 + at) % 7] ?? '');
  return (
    <table aria-label={label} className="w-full table-fixed border-separate border-spacing-1">
      <thead>
        <tr>
          {names.map((name) => (
            <th key={name} scope="col" className="pb-1 text-xs font-medium text-faint">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month, firstWeekday).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, at) => {
              const cell = day === null ? undefined : known.get(day);
              return (
                <td key={day ?? names[at]} className="h-16 p-0 align-top sm:h-20">
                  {day === null ? null : cell === undefined ? (
                    <div className="h-full rounded-lg bg-well/60 p-1.5 text-xs text-faint sm:p-2">
                      {dayText(day)}
                    </div>
                  ) : (
                    <button
                      type="button"
                      aria-pressed={day === chosen}
                      onClick={() => onChoose(day)}
                      style={{ background: tint(cell.value, full) }}
                      className="flex h-full w-full flex-col items-start rounded-lg px-0.5 py-1.5 text-left aria-pressed:outline-2 aria-pressed:outline-tide sm:p-2"
                    >
                      <span className="px-1 text-xs sm:px-0">
                        {dayText(day)} <span className="sr-only">{monthText(day)}: </span>
                      </span>
                      {cell.content}
                    </button>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const DAY_MS = 86_400_000;

/** The days of a month in weeks; null beside them. */
export function weeksOf(month: string, firstWeekday: number): (string | null)[][] {
  const first = Date.parse(`${month.slice(0, 7)}-01T00:00:00Z`);
  const weekday = (new Date(first).getUTCDay() + 6) % 7; // 0 is Monday
  const lead = (weekday - (firstWeekday - 1) + 7) % 7;
  const weeks: (string | null)[][] = [];
  for (let at = -lead; ; at += 7) {
    const week = Array.from({ length: 7 }, (_, day) => {
      const text = new Date(first + (at + day) * DAY_MS).toISOString().slice(0, 10);
      return text.slice(0, 7) === month.slice(0, 7) ? text : null;
    });
    if (week.every((day) => day === null)) return weeks;
    weeks.push(week);
  }
}
