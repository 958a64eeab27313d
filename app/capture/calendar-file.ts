import {
  type CalendarException,
  type CalendarName,
  closure,
  earlyClose,
  isCalendarName,
  parseDay,
} from '@tidemark/engine';

/** One-off closures by calendar, or what is wrong with the text, line by line. */
export interface ReadCalendarFile {
  readonly exceptions: ReadonlyMap<CalendarName, readonly CalendarException[]>;
  readonly wrong: readonly string[];
}

const HEADER = 'calendar,date,close,name';

/**
 * Reads `calendar,date,close,name`: a day on which an exchange is shut though its rules say otherwise, or (with
 * `close`, as 13:00) shuts early. Dates and times are the exchange's.
 */
export function readCalendarFile(text: string): ReadCalendarFile {
  const [head = '', ...lines] = text.split(/\r?\n/);
  const exceptions = new Map<CalendarName, CalendarException[]>();
  if (head.trim() !== HEADER) return { exceptions, wrong: [`line 1: the header is ${HEADER}`] };
  const wrong: string[] = [];
  lines.forEach((line, n) => {
    if (line.trim() === '') return;
    const [calendar = '', date = '', close = '', ...name] = line.split(',').map((cell) => cell.trim());
    const exception = exceptionOf(date, close, name.join(', '));
    if (isCalendarName(calendar) && exception !== null)
      exceptions.set(calendar, [...(exceptions.get(calendar) ?? []), exception]);
    else wrong.push(`line ${n + 2}: write it as XNYS,2025-01-09,,National Day of Mourning`);
  });
  return { exceptions, wrong };
}

function exceptionOf(date: string, close: string, name: string): CalendarException | null {
  if (parseDay(date) === null) return null;
  if (close === '') return closure(date, name);
  const time = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(close);
  return time === null ? null : earlyClose(date, Number(time[1]) * 60 + Number(time[2]), name);
}
