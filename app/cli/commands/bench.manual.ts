import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'how fast this machine does fixed workloads',
  usage: [
    'bench [--quick] [--size LIST] [--only LIST] [--runs N] [--all]',
    'bench --json > measurements.json',
  ],
  about: [
    'Runs the workloads of the folder bench in a checkout of the project and prints what each took beside its budget. ' +
      'A whole run takes many minutes; nothing else should be at work then.',
    'The data are made once and kept in the system’s folder for temporary files.',
  ],
  examples: [{ does: 'Whether everything works, in a minute', call: 'tidemark bench --quick' }],
  exits: ['1  a budget is exceeded'],
};
