import { CATALOGUE, type Problem, type ProblemCode, problemDocument } from '@tidemark/engine';
import { printJson } from './json-output.ts';
import { painter } from './terminal/style.ts';
import type { Terminal } from './terminal/terminal.ts';
import { wrap } from './terminal/text-width.ts';

/** How many problems a person is shown; `--json` lists them all. */
const SHOWN_MAX = 20;

/** Answers a refused call: one document on stdout with `--json`, sentences on stderr without. */
export function printRefusal(problems: readonly Problem[], json: boolean, terminal: Terminal): void {
  if (json) printJson({ problems: problems.map(problemDocument) }, terminal);
  else printProblems(problems, terminal);
}

/** Problems as sentences on stderr, each with its code to look up, errors first; what holds for several symbols is said once. */
export function printProblems(problems: readonly Problem[], terminal: Terminal): void {
  const paint = painter(terminal.colour);
  const sentences = together([...problems].sort((a, b) => rank(a) - rank(b)));
  for (const { severity, text } of sentences.slice(0, SHOWN_MAX)) {
    const meaning = severity === 'error' ? 'error' : 'warning';
    const [first, ...rest] = wrap(text, terminal.columns - 9);
    terminal.err(`${paint(meaning, severity.padEnd(7))}  ${first}\n`);
    for (const line of rest) terminal.err(`         ${line}\n`);
  }
  const more = sentences.length - SHOWN_MAX;
  if (more > 0) terminal.err(`… and ${more} more; --json lists them all\n`);
}

interface Sentence {
  readonly severity: Problem['severity'];
  readonly text: string;
}

/** Symbols named where one sentence speaks of several. */
const SYMBOLS_SHOWN_MAX = 8;

function together(problems: readonly Problem[]): Sentence[] {
  const sentences = new Map<string, Problem[]>();
  problems.forEach((found, i) => {
    const isOfSymbol =
      found.symbol !== undefined && found.source.line === undefined && found.severity !== 'error';
    const key = isOfSymbol ? found.code : String(i);
    sentences.set(key, [...(sentences.get(key) ?? []), found]);
  });
  return Array.from(sentences.values(), (same) => {
    const [first] = same;
    return {
      severity: first.severity,
      text: same.length < 3 ? same.map(sentenceOf).join(' ') : sentenceOfAll(same),
    };
  });
}

function sentenceOf(found: Problem): string {
  return `${placeOf(found)}${found.message.replace(/\.$/, '')}. ${found.remedy} [${found.code}]`;
}

function sentenceOfAll(same: readonly Problem[]): string {
  const symbols = same.map(({ symbol }) => symbol);
  const more = symbols.length - SYMBOLS_SHOWN_MAX;
  const named = `${symbols.slice(0, SYMBOLS_SHOWN_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `${named}: ${CATALOGUE[same[0].code as ProblemCode].meaning} ${same[0].remedy} [${same[0].code}]`;
}

function placeOf({ source }: Problem): string {
  if (source.file === undefined) return '';
  const field = source.field === undefined ? '' : `, ${source.field}`;
  return `${source.file}${source.line === undefined ? '' : `:${source.line}`}${field}: `;
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : severity === 'warning' ? 1 : 2;
}
