import type { FlowTiming } from '@tidemark/engine';
import type { Flag } from './command.ts';

export const FLOW_TIMINGS = [
  'in-start-out-end',
  'start',
  'end',
  'mid',
] as const satisfies readonly FlowTiming[];

/** The flag that every command which answers with figures has. */
export const JSON_FLAG: Flag = { name: 'json', kind: 'switch', help: 'One JSON document on stdout.' };

export const FLOWS_FLAG: Flag = {
  name: 'flows',
  kind: 'one',
  value: FLOW_TIMINGS.join('|'),
  help:
    'When a flow counts within its day. Default in-start-out-end: money in from the start of its day, money out to ' +
    'its end.',
};

export const RISK_FREE_FLAG: Flag = {
  name: 'risk-free',
  kind: 'one',
  value: 'R',
  help: 'What money without risk earns in a year, as a fraction (0.03 is 3 %). Default 0.',
};
