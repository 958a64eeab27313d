import { type Problem, problem } from '@tidemark/engine';
import { DOCUMENTS, FORMATS } from './formats/index.ts';
import { formatOfMapping, type Mapping, proposeMapping } from './mapping.ts';
import { confirmed } from './reader/confirmed.ts';
import { type DocumentFormat, tableOf } from './reader/document.ts';
import { decodeText } from './reader/encoding.ts';
import type { Format } from './reader/format.ts';
import { Questions } from './reader/questions.ts';
import type { Reading, ReadingTerms } from './reader/reading.ts';
import { recognise } from './reader/recognise.ts';
import { TableReader } from './reader/table-reader.ts';
import { findTables } from './reader/tables.ts';

/** Stands for recognising the format of a file. */
export const AUTO = 'auto';
/** Stands for a column mapping: the one given, kept or proposed. */
export const MAPPED = 'mapping';

/**
 * Reads a file of a broker or another program. `format` is the name of one, or `auto`. Every row that is not blank
 * becomes a draft, is known to be no event, or is refused with its line; what the file does not prove is asked. A
 * file that is not understood gives no draft and an error.
 */
export function readFile(bytes: Uint8Array, terms: ReadingTerms, format = AUTO): Reading {
  const { file } = terms;
  if (bytes.length === 0) return unread(problem('file_empty', { file }, `${file} is empty`));
  const decoded = decodeText(bytes);
  if (decoded === null) return unread(problem('file_binary', { file }, `${file} is no text`));
  const text = decoded.text.replace(/^\ufeff/, '');
  if (text.trim() === '') return unread(problem('file_empty', { file }, `${file} is empty`));
  const reading = readText(text, terms, format);
  if (reading === null)
    return unread(problem('format_unknown', { file }, `${file} is of no layout that is known`));
  const isSilent =
    reading.drafts.length === 0 && !reading.problems.some(({ severity }) => severity === 'error');
  if (!isSilent) return reading;
  const nothing = problem('file_empty', { file }, `${file} has no row that is an event`);
  return { ...reading, problems: [...reading.problems, nothing] };
}

/** Reads a text by one format, known or not: how a new one is tried. */
export function readAs(format: Format, text: string, terms: ReadingTerms): Reading {
  const questions = new Questions(terms.answers);
  const known = recognise(text, [format]);
  const { file } = terms;
  if (known === null)
    return unread(problem('format_unknown', { file }, `${file} has no header of ${format.title}`));
  const reader = new TableReader(format, terms, questions, text);
  return confirmed(format, questions, () => reader.read(findTables(text, known.delimiter, format)));
}

function readText(text: string, terms: ReadingTerms, format: string): Reading | null {
  const questions = new Questions(terms.answers);
  if (terms.mapping !== undefined) return readMapped(terms.mapping, text, terms, questions);
  const isAsked = ({ name }: { name: string }): boolean => format === AUTO || name === format;
  const document = DOCUMENTS.filter(isAsked).find((one) => one.recognises(text));
  if (document !== undefined) return readDocument(document, text, terms, questions);
  const kept: readonly Format[] = (terms.mappings ?? []).map(formatOfMapping);
  const known = recognise(text, format === AUTO ? [...FORMATS, ...kept] : FORMATS.filter(isAsked));
  if (known === null)
    return format === AUTO || format === MAPPED ? readProposed(text, terms, questions) : null;
  const reader = new TableReader(known.format, terms, questions, text);
  const reading = confirmed(known.format, questions, () =>
    reader.read(findTables(text, known.delimiter, known.format)),
  );
  return { ...reading, mapping: terms.mappings?.[kept.indexOf(known.format)] ?? null };
}

/** Reads by a mapping that was given, or kept. */
function readMapped(
  mapping: Mapping,
  text: string,
  terms: ReadingTerms,
  questions: Questions,
): Reading | null {
  const known = recognise(text, [formatOfMapping(mapping)]);
  if (known === null) return null;
  const reader = new TableReader(known.format, terms, questions, text);
  return { ...reader.read(findTables(text, known.delimiter, known.format)), mapping };
}

/** Reads by the mapping that the names of columns propose, and asks whether it is right. */
function readProposed(text: string, terms: ReadingTerms, questions: Questions): Reading | null {
  const mapping = proposeMapping(text);
  if (mapping === null) return null;
  questions.ask({
    id: 'mapping',
    text: 'Are the columns of this file what the mapping says?',
    why: 'No known broker or program writes such a file; the mapping was made from the names of its columns.',
    choices: [{ value: 'yes', label: 'yes, read it by this mapping' }],
    proposed: null,
  });
  return readMapped(mapping, text, terms, questions);
}

function readDocument(
  document: DocumentFormat,
  text: string,
  terms: ReadingTerms,
  questions: Questions,
): Reading | null {
  const tabulated = document.tabulate(text, questions);
  if (tabulated === null) return null;
  const reader = new TableReader(document, terms, questions, text);
  return confirmed(document, questions, () => reader.read(tableOf(document, tabulated)));
}

function unread(found: Problem): Reading {
  return {
    format: 'unknown',
    title: 'unknown',
    drafts: [],
    noEvents: [],
    problems: [found],
    questions: [],
    balances: [],
    instruments: [],
    mapping: null,
  };
}
