import { type Problem, type ProblemCode, problem, severityOf } from '../problems/index.ts';

/** A file with more errors than this is wrong as a whole; further ones are counted, not listed. */
export const PROBLEMS_LISTED_MAX = 1000;

/** The problems of one file, in the order they were found. */
export class ProblemList {
  readonly file: string;
  private readonly listed: Problem[] = [];
  private errors = 0;
  private others = 0;

  constructor(file: string) {
    this.file = file;
  }

  /** Notes a problem at a line (the header is line 1; null for the whole file) and, where there is one, a field. */
  add(
    code: ProblemCode,
    line: number | null,
    field: string | null,
    message: string,
    more?: { remedy?: string; symbol?: string },
  ): void {
    // Errors are limited apart from the rest, so that no number of warnings can hide that the file is refused.
    const place = severityOf(code) === 'error' ? ++this.errors : ++this.others;
    if (place > PROBLEMS_LISTED_MAX) return;
    const source = { file: this.file, ...(line !== null && { line }), ...(field !== null && { field }) };
    this.listed.push(problem(code, source, message, more));
  }

  /** What was found, closed by a count of what is not listed. */
  all(): Problem[] {
    const more =
      Math.max(0, this.errors - PROBLEMS_LISTED_MAX) + Math.max(0, this.others - PROBLEMS_LISTED_MAX);
    if (more === 0) return [...this.listed];
    return [
      ...this.listed,
      problem(
        'problems_omitted',
        { file: this.file },
        `${more} further problems of this file are not listed`,
      ),
    ];
  }
}

const SHOWN_MAX = 40;

/** Offending text for a message: in quotes, control characters escaped, shortened to 40 characters. */
export function shown(text: string): string {
  if (text.length <= SHOWN_MAX) return JSON.stringify(text);
  const characters = Array.from(text.slice(0, 2 * SHOWN_MAX + 2));
  const short = characters.length > SHOWN_MAX ? `${characters.slice(0, SHOWN_MAX - 1).join('')}…` : text;
  return JSON.stringify(short);
}
