import type { Clock } from '../service/index.ts';
import type { Reading } from './metrics.ts';

/** What is known of captures and incidents, as of the last look. */
export interface AlertStanding {
  readonly open: number;
  /** Milliseconds since 1970; null where no close was ever captured. */
  readonly lastCaptureAt: number | null;
}

/** For whoever watches this program from outside: one that captures nothing can tell nobody. */
export const alertReadings = (standing: AlertStanding, clock: Clock): Reading[] => [
  {
    name: 'tidemark_open_incidents',
    help: 'What is wrong now, as of the last look.',
    type: 'gauge',
    read: () => standing.open,
  },
  {
    name: 'tidemark_last_capture_age_seconds',
    help: 'Since the close of a session was captured last; NaN where none was.',
    type: 'gauge',
    read: () =>
      standing.lastCaptureAt === null
        ? Number.NaN
        : Math.max(0, (clock.now() - standing.lastCaptureAt) / 1000),
  },
];
