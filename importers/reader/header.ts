import type { ColumnNames, Field, TableWords } from './format.ts';

/** A table whose header was found: which cell says what. */
export interface BoundTable {
  readonly words: TableWords;
  readonly header: readonly string[];
  /** The cells of each field. */
  readonly places: Readonly<Partial<Record<Field, readonly number[]>>>;
  /** The text that a star in a column's name stood for, by cell. */
  readonly stars: ReadonlyMap<number, string>;
  /** Cells that nothing reads, though the header names them. */
  readonly unread: readonly number[];
}

/** The names that one text stands for, as they are compared; kept, as the same few hundred come again for each record. */
const ALTERNATIVES_MAX = 10_000;
const alternatives = new Map<ColumnNames, readonly string[]>();

function alternativesOf(wanted: ColumnNames): readonly string[] {
  const known = alternatives.get(wanted) ?? wanted.split('|').map(normalized);
  if (alternatives.size < ALTERNATIVES_MAX) alternatives.set(wanted, known);
  return known;
}

/** A name as it is compared: letter case, blanks around and doubled blanks do not count. */
export function normalized(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Binds a record to a table as its header; null where a mark is missing. */
export function bindHeader(
  words: TableWords,
  cells: readonly string[],
  names: readonly string[] = cells.map(normalized),
): BoundTable | null {
  if (!words.marks.every((mark) => findColumn(names, mark) !== null)) return null;
  const stars = new Map<number, string>();
  const places: Partial<Record<Field, number[]>> = {};
  const used = new Set<number>();
  for (const [field, wanted] of Object.entries(words.columns)) {
    const found = [wanted].flat().flatMap((one) => findColumn(names, one) ?? []);
    for (const { at, star } of found)
      if (star !== '') keepCurrency(stars, at, cells[at].slice(...star).trim());
    if (found.length > 0) places[field as Field] = found.map(({ at }) => at);
    for (const { at } of found) used.add(at);
  }
  const known = [...words.marks, ...(words.unread ?? [])];
  for (const one of known) for (const at of findAll(names, one)) used.add(at);
  const unread = names.flatMap((name, at) => (name === '' || used.has(at) ? [] : [at]));
  return { words, header: cells, places, stars, unread };
}

function keepCurrency(stars: Map<number, string>, at: number, text: string): void {
  if (/^[A-Z]{3}$/.test(text)) stars.set(at, text);
}

interface Found {
  readonly at: number;
  /** From where to where the star stands in the header's cell; empty without one. */
  readonly star: '' | [from: number, to: number];
}

/** The column of the first of several names that the header has. */
function findColumn(names: readonly string[], wanted: ColumnNames): Found | null {
  for (const one of alternativesOf(wanted)) {
    const found = findName(names, one);
    if (found !== null) return found;
  }
  return null;
}

function findAll(names: readonly string[], wanted: ColumnNames): number[] {
  return alternativesOf(wanted).flatMap((one) => {
    const places: number[] = [];
    for (let at = 0; at < names.length; at++) if (findName([names[at]], one) !== null) places.push(at);
    return places;
  });
}

function findName(names: readonly string[], one: string): Found | null {
  if (one.endsWith('>')) {
    const left = names.indexOf(one.slice(0, -1));
    return left < 0 || left + 1 >= names.length ? null : { at: left + 1, star: '' };
  }
  const star = one.indexOf('*');
  if (star < 0) {
    const at = names.indexOf(one);
    return at < 0 ? null : { at, star: '' };
  }
  const [before, after] = [one.slice(0, star), one.slice(star + 1)];
  const at = names.findIndex(
    (text) => text.length >= one.length && text.startsWith(before) && text.endsWith(after),
  );
  return at < 0 ? null : { at, star: [before.length, names[at].length - after.length] };
}
