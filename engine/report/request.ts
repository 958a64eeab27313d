import type { CalendarName, Day, Period } from '../calendar/index.ts';
import type { FlowTiming } from '../returns/index.ts';

/** The sessions of an exchange, or of several; `auto` takes the days with a price or an event. */
export type ReportCalendar = CalendarName | readonly CalendarName[] | 'auto';

/** Closing levels of something to compare with: ascending days, one level a day. */
export interface Benchmark {
  readonly days: readonly Day[];
  readonly levels: readonly number[];
}

/** What a value report is asked for. Nothing here has a default: the caller states every convention. */
export interface ReportRequest {
  /** Null: the first event of what is selected. */
  readonly from: Day | null;
  /** Null: the last day of the history. */
  readonly to: Day | null;
  /** How far the rows of the series lie apart. */
  readonly every: Period;
  /** Null: the whole portfolio. */
  readonly account: string | null;
  /** Whether positions are summed over accounts. */
  readonly positionsBy: 'symbol' | 'account';
  readonly flows: FlowTiming;
  /** Which days the series and the risk figures have. */
  readonly calendar: ReportCalendar;
  /** Yearly, a plain fraction. */
  readonly riskFree: number;
  readonly volatilityOf: 'simple' | 'logarithmic';
  readonly benchmark: Benchmark | null;
}
