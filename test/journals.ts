import { fileInMemory } from '../engine/file-source.ts';
import { Journal } from '../engine/journal/index.ts';
import { type Facts, openHistory, readFacts } from '../engine/pipeline.ts';
import { hasErrors } from '../engine/problems/index.ts';
import type { Conventions } from '../engine/valuation/conventions.ts';
import type { History } from '../engine/valuation/history.ts';

/** Files in text; indentation, blank lines and empty fields at the end of a row may be left out or added. */
export interface JournalFiles {
  readonly ledger: string;
  readonly prices?: string;
  readonly rates?: string;
  readonly splits?: string;
  readonly accounts?: string;
  readonly instruments?: string;
  readonly conventions?: Partial<Conventions>;
}

export interface OpenedJournal {
  readonly journal: Journal;
  readonly history: History;
  readonly facts: Facts;
  readonly conventions: Conventions;
}

const USUAL: Conventions = { base: 'USD', lots: 'fifo', fees: 'expense', staleAfterDays: 5 };

/** The journal of a ledger in text, by the same way as a file on disk. Throws where anything in it is an error. */
export function journalOf(files: JournalFiles): OpenedJournal {
  const conventions = { ...USUAL, ...files.conventions };
  const source = (name: string, text: string | undefined) => {
    if (text === undefined) return [];
    return [fileInMemory(`${name}.csv`, new TextEncoder().encode(filledUp(text)))];
  };
  const long = (name: string, text: string | undefined) =>
    source(name, text).map((file) => ({ source: file, kind: 'long' as const }));
  const facts = readFacts(
    {
      ledger: source('ledger', files.ledger),
      prices: long('prices', files.prices),
      rates: long('rates', files.rates),
      splits: source('splits', files.splits),
      accounts: source('accounts', files.accounts),
      instruments: source('instruments', files.instruments),
    },
    conventions.base,
    false,
  );
  const history = openHistory(facts.output, conventions, null);
  const problems = [...facts.problems, ...history.problems];
  if (hasErrors(problems)) throw new Error(problems.map((found) => found.message).join('\n'));
  return { journal: Journal.of(history.output), history: history.output, facts: facts.output, conventions };
}

/** Every row as long as the header. */
function filledUp(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const commas = (line: string) => line.replace(/"[^"]*"/g, '').split(',').length - 1;
  return lines.map((line) => line + ','.repeat(Math.max(0, commas(lines[0]) - commas(line)))).join('\n');
}
