import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'the time-weighted return of a series of values and flows',
  usage: ['twr FILE [--flows in-start-out-end|start|end|mid] [--json]'],
  about: [
    'FILE has the columns date, value (at the end of the day) and flow (money that came in during the day, negative ' +
      'where it went out; may be left out). Between two rows nothing is assumed to flow.',
    'Where the first row has no flow, its value is the start of the measurement, at the end of its day: a year later ' +
      'is one year. Where it has one, that flow is the first money, and the row and its day have a return of their own. ' +
      'Less than a year is not annualized.',
  ],
  examples: [
    { does: 'A year in which most of the money came late', call: 'tidemark twr examples/values.csv' },
  ],
};
