import { type ProblemList, shown } from './problem-list.ts';

/** Which columns a file may and must have. */
export interface CsvLayout {
  /** Names in lower case; a row's fields are asked for by their place in this list. */
  readonly columns: readonly string[];
  readonly required: readonly string[];
  /** Other names of columns; the column's own name wins where a file has both. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Columns whose name begins with x_ are ignored in any case. */
  readonly unknownColumns: 'refuse' | 'ignore';
}

/** Of a field whose column is ignored. */
export const IGNORED = -1;

/**
 * The place in `layout.columns` of each field of the header, IGNORED for columns that are not read; null, with
 * the problems noted, if the file cannot be read by this header.
 */
export function readHeader(
  names: readonly string[],
  layout: CsvLayout,
  problems: ProblemList,
): number[] | null {
  const cleaned = names.map((name) => name.trim().toLowerCase());
  const places = cleaned.map((name) => layout.columns.indexOf(name));
  for (const [other, column] of Object.entries(layout.aliases ?? {})) {
    const place = layout.columns.indexOf(column);
    if (places.includes(place)) continue;
    for (let k = 0; k < places.length; k++) if (cleaned[k] === other) places[k] = place;
  }
  const unreadable = [
    ...refuseUnknown(names, cleaned, places, layout, problems),
    ...refuseRepeated(names, places, problems),
    ...refuseMissing(places, layout, problems),
  ];
  return unreadable.length === 0 ? places : null;
}

function refuseUnknown(
  names: readonly string[],
  cleaned: readonly string[],
  places: readonly number[],
  layout: CsvLayout,
  problems: ProblemList,
): string[] {
  if (layout.unknownColumns === 'ignore') return [];
  return names.filter((name, k) => {
    if (places[k] !== IGNORED || cleaned[k].startsWith('x_') || cleaned[k] in (layout.aliases ?? {}))
      return false;
    const message =
      cleaned[k] === ''
        ? `column ${k + 1} has no name`
        : `${shown(name.trim())} is not a column of this file`;
    problems.add('header_unknown_column', 1, name.trim(), message);
    return true;
  });
}

function refuseRepeated(
  names: readonly string[],
  places: readonly number[],
  problems: ProblemList,
): string[] {
  return names.filter((name, k) => {
    if (places[k] === IGNORED || places.indexOf(places[k]) === k) return false;
    problems.add(
      'header_duplicate_column',
      1,
      name.trim(),
      `${shown(name.trim())} appears twice in the header`,
    );
    return true;
  });
}

function refuseMissing(places: readonly number[], layout: CsvLayout, problems: ProblemList): string[] {
  return layout.required.filter((column) => {
    if (places.includes(layout.columns.indexOf(column))) return false;
    const others = Object.entries(layout.aliases ?? {}).filter(([, of]) => of === column);
    const named = [column, ...others.map(([other]) => other)].join(' or ');
    problems.add('header_missing_column', 1, column, `the header has no column ${named}`);
    return true;
  });
}

/** The fields of a header row, quotes undone. */
export function splitHeader(text: string): string[] {
  return Array.from(text.matchAll(/(?:^|,)(?:[ \t]*"((?:[^"]|"")*)"[ \t]*(?=,|$)|([^,]*))/g), (match) =>
    match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'),
  );
}
