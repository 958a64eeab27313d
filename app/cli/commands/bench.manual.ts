import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'how fast this machine does fixed workloads',
  usage: ['bench [flags of bench/run.ts]'],
  about: [
    'Runs the workloads of the folder bench in a checkout of the project and prints what each took beside its budget.',
  ],
  examples: [{ does: 'All workloads', call: 'tidemark bench' }],
  exits: ['1  a budget is exceeded'],
};
