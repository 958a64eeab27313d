/** Files of brokers and other programs, read into drafts of ledger events. Where to start: `readFile`. */

export { DOCUMENTS, FORMATS } from './formats/index.ts';
export { formatOfMapping, type Mapping, proposeMapping } from './mapping.ts';
export { parseMapping } from './mapping-text.ts';
export { AUTO, MAPPED, readAs, readFile } from './read-file.ts';
export type { Behind, Field, Format, Kind, TableWords } from './reader/format.ts';
export type { Choice, Question } from './reader/questions.ts';
export type {
  Draft,
  FoundInstrument,
  NoEvent,
  Reading,
  ReadingTerms,
  StatedBalance,
} from './reader/reading.ts';
export { type Sample, sampleOf } from './sample.ts';
