import { DELIMITERS, type Delimiter, delimitedRecords } from './delimited.ts';
import type { Format } from './format.ts';
import { normalized } from './header.ts';
import { headerOf, matched } from './tables.ts';

/** A format whose header was found in a file. */
export interface Recognised {
  readonly format: Format;
  readonly delimiter: Delimiter;
}

/** A header stands within so many records, and so many characters, of the beginning. */
const RECORDS_MAX = 80;
const CHARACTERS_MAX = 65_536;

/** The format whose header, under any delimiter, names most of a record's columns; null where none is known. */
export function recognise(text: string, formats: readonly Format[]): Recognised | null {
  const head = text.slice(0, CHARACTERS_MAX);
  let best: Recognised | null = null;
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    if (!head.includes(delimiter)) continue;
    for (const { format, score } of scores(head, delimiter, formats)) {
      if (score > bestScore) {
        best = { format, delimiter };
        bestScore = score;
      }
    }
  }
  return best;
}

function* scores(
  head: string,
  delimiter: Delimiter,
  formats: readonly Format[],
): Generator<{ format: Format; score: number }> {
  let records = 0;
  for (const { cells } of delimitedRecords(head, delimiter)) {
    if (++records > RECORDS_MAX) return;
    if (cells.length < 2) continue;
    const names = cells.map(normalized);
    for (const format of formats) {
      const bound = headerOf(format, cells, names);
      if (bound !== null) yield { format, score: matched(bound) - bound.unread.length / 2 };
    }
  }
}
