import { CALENDAR_NAMES, formatDay, formatInstant, marketCalendar } from '@tidemark/engine';
import type { Command } from '../command.ts';
import { DONE } from '../exit-codes.ts';
import { JSON_FLAG } from '../flags.ts';
import type { Given } from '../given.ts';
import { printJson } from '../json-output.ts';
import { printTiming, Stopwatch, TIMING_FLAG, timingOf } from '../stopwatch.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MANUAL } from './sessions.manual.ts';

export const sessions: Command = {
  name: 'sessions',
  manual: MANUAL,
  flags: [
    { name: 'calendar', kind: 'one', value: CALENDAR_NAMES.join('|'), help: 'The market.' },
    { name: 'from', kind: 'one', value: 'DATE', help: 'First day.' },
    { name: 'to', kind: 'one', value: 'DATE', help: 'Last day, included.' },
    JSON_FLAG,
    TIMING_FLAG,
  ],
  operands: [],
  run,
};

function run(given: Given, terminal: Terminal): number {
  const calendarName = given.required('calendar', 'XNYS');
  const from = given.required('from', '2024-01-01');
  const to = given.required('to', '2024-12-31');
  const name = calendarName === '' ? null : given.choice('calendar', CALENDAR_NAMES);
  const first = from === '' ? null : given.day('from');
  const last = to === '' ? null : given.day('to');
  if (first !== null && last !== null && last < first) given.refuse('to', '--to is before --from');
  given.check();
  if (name === null || first === null || last === null) return DONE;
  const watch = new Stopwatch(terminal);
  const calendar = marketCalendar(name);
  const rows = calendar.sessions(first, last).map(({ day, openUtc, closeUtc }) => ({
    session: formatDay(day),
    open_utc: formatInstant(openUtc),
    close_utc: formatInstant(closeUtc),
  }));
  const timing = watch.timing();
  if (given.has('json')) printJson({ sessions: rows, ...timingOf(given, timing) }, terminal);
  else {
    terminal.out(
      ['session,open_utc,close_utc', ...rows.map((row) => Object.values(row).join(',')), ''].join('\n'),
    );
    printTiming(given, timing, terminal);
  }
  const { compared } = calendar;
  if (compared !== null && (first < compared.from || last > compared.to)) {
    const known = `${formatDay(compared.from)} to ${formatDay(compared.to)}`;
    terminal.err(
      `note: sessions outside ${known} are projected by the exchange's rules; one-off closures are not known.\n`,
    );
  }
  return DONE;
}
