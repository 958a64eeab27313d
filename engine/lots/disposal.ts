import type { Int } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';

/** A part of a lot that was closed: the raw facts, in the group's scales; figures in base are made on demand. */
export interface ClosedLot {
  readonly account: number;
  readonly symbol: number;
  readonly opened: Day;
  readonly closed: Day;
  /** Signed like the position that was closed. */
  readonly quantity: Int;
  /** Signed like the position: what was paid to open a long; minus what was received for a short. */
  readonly cost: Int;
  readonly costBase: Int;
  /** What closing brought in cash, before costs unless capitalized; negative when a short is bought back. */
  readonly received: Int;
  readonly row: number;
  readonly lotRow: number;
  /** The rate into base that the broker booked, where the trade settled in another currency. */
  readonly booked: Rate | null;
}

/** Base per one unit of a currency, as an exact fraction. */
export interface Rate {
  readonly numerator: Int;
  readonly denominator: Int;
}
