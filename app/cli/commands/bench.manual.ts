import type { Manual } from '../command.ts';

export const MANUAL: Manual = {
  summary: 'how fast this machine does fixed workloads',
  usage: ['bench [--quick] [--size S,M,L] [--runs N] [--only PARTS] [--all] [--json FILE]'],
  about: [
    'Runs the workloads of the folder bench in a checkout of the project and prints what each took beside its budget.',
  ],
  examples: [{ does: 'Whether everything works, in a minute', call: 'tidemark bench --quick' }],
  exits: ['1  a budget is exceeded'],
};
