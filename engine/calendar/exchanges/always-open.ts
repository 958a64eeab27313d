/** A market that never closes (crypto currencies): a session is a day in UTC. */
import type { Exchange } from '../exchange.ts';
import { clock } from '../holiday-rules.ts';

export const ALWAYS_OPEN: Exchange = {
  name: '24x7',
  zone: 'UTC',
  open: 0,
  close: clock(24, 0),
  weekend: [],
  holidays: [],
  earlyCloses: [],
  exceptions: [],
  compared: null,
};
