import type { Behind } from './format.ts';
import type { Questions } from './questions.ts';
import type { Reading, ReadingTerms } from './reading.ts';

/** A format that is no table: XML, JSON, OFX, QIF, a journal of plain text accounting. */
export interface DocumentFormat {
  readonly name: string;
  readonly title: string;
  readonly behind: Behind;
  /** Whether a text is such a document, by its beginning. */
  readonly recognises: (text: string) => boolean;
  readonly read: (text: string, terms: ReadingTerms, questions: Questions) => Reading;
}
