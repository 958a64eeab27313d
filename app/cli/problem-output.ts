import { type Problem, problemDocument } from '@tidemark/engine';
import { painter } from './terminal/style.ts';
import type { Terminal } from './terminal/terminal.ts';
import { wrap } from './terminal/text-width.ts';

/** How many problems a person is shown; `--json` lists them all. */
const SHOWN_MAX = 20;

/** Answers a refused call: one document on stdout with `--json`, sentences on stderr without. */
export function printRefusal(problems: readonly Problem[], json: boolean, terminal: Terminal): void {
  if (json) terminal.out(`${JSON.stringify({ problems: problems.map(problemDocument) }, null, 2)}\n`);
  else printProblems(problems, terminal);
}

/** Problems as sentences on stderr, errors first. */
export function printProblems(problems: readonly Problem[], terminal: Terminal): void {
  const paint = painter(terminal.colour);
  const ordered = [...problems].sort((a, b) => rank(a) - rank(b));
  for (const found of ordered.slice(0, SHOWN_MAX)) {
    const meaning = found.severity === 'error' ? 'error' : 'warning';
    const [first, ...rest] = wrap(`${placeOf(found)}${found.message}. ${found.remedy}`, Math.max(40, terminal.columns - 9));
    terminal.err(`${paint(meaning, found.severity.padEnd(7))}  ${first}\n`);
    for (const line of rest) terminal.err(`         ${line}\n`);
  }
  const more = ordered.length - SHOWN_MAX;
  if (more > 0) terminal.err(`… and ${more} more; --json lists them all\n`);
}

function placeOf({ source }: Problem): string {
  if (source.file === undefined) return '';
  const field = source.field === undefined ? '' : `, ${source.field}`;
  return `${source.file}${source.line === undefined ? '' : `:${source.line}`}${field}: `;
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : severity === 'warning' ? 1 : 2;
}
