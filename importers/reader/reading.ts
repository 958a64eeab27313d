import type { EventInput, Instrument, Problem } from '@tidemark/engine';
import type { Mapping } from '../mapping.ts';
import type { Question } from './questions.ts';

/** What a file is read by, besides its bytes. */
export interface ReadingTerms {
  /** For problems: the name of the file. */
  readonly file: string;
  /** ISO 4217; proposed, never assumed, where the file names no currency. */
  readonly accountCurrency: string;
  /** IANA name; instants of the file are written as days and times of this zone. */
  readonly timeZone: string;
  /** What was answered to questions, by their ids. */
  readonly answers: Readonly<Record<string, string>>;
  /** Mappings that were kept: a file that has the columns of one is read by it. */
  readonly mappings?: readonly Mapping[];
  /** The mapping to read by, whatever else the file may be. */
  readonly mapping?: Mapping;
}

/** An event that one or several rows of the file state. */
export interface Draft {
  /** The row that it is shown beside; the first line of a file is 1. */
  readonly line: number;
  /** Further rows that went into it. */
  readonly others: readonly number[];
  readonly event: EventInput;
  /** What the source itself calls it; null where it has no id. Unique within the file. */
  readonly sourceId: string | null;
}

/** A row that is known to be no event, and why. */
export interface NoEvent {
  readonly line: number;
  readonly reason: string;
}

/** Cash or units that the file itself states at the end of a day. */
export interface StatedBalance {
  readonly line: number;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly currency: string;
  /** Plain decimal. */
  readonly amount: string;
}

/** What the file says of an instrument; null where it says nothing. */
export type FoundInstrument = Pick<Instrument, 'symbol'> & {
  readonly name: string | null;
  readonly isin: string | null;
  readonly kind: Instrument['kind'] | null;
  readonly multiplier: string | null;
};

/**
 * What a file says: every row is in `drafts`, in `noEvents` or named by an error of `problems`. Where a question is
 * open, the drafts are as proposed and may not be recorded.
 */
export interface Reading {
  /** Name of the format, as `schwab`. */
  readonly format: string;
  readonly title: string;
  readonly drafts: readonly Draft[];
  readonly noEvents: readonly NoEvent[];
  readonly problems: readonly Problem[];
  readonly questions: readonly Question[];
  readonly balances: readonly StatedBalance[];
  readonly instruments: readonly FoundInstrument[];
  /** By which the file was read; null where it was read by a format. */
  readonly mapping: Mapping | null;
}
