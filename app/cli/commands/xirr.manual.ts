import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'the money-weighted return of dated payments',
  usage: ['xirr FILE [--json]'],
  about: [
    'FILE has the columns date and amount: negative what was paid in, positive what was received or is there at the end. ' +
      'The rate is a yearly one by act/365, as in the XIRR of spreadsheets. Where several rates solve the equation, the ' +
      'one nearest 10 % is given and the others are named; where none does, that is said.',
  ],
  examples: [{ does: 'The example of the LibreOffice manual', call: 'tidemark xirr examples/flows.csv' }],
};
