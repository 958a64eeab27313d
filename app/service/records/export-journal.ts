import { type JournalProgram, plainTextJournal } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';

/** Everything of a user up to today as a journal of plain text accounting; accounts go by their names. */
export function exportJournal(program: JournalProgram, { history, facts, to }: OpenPortfolio): string {
  const names = new Map(facts.accounts.map(({ id, name }) => [id, name]));
  return [...plainTextJournal(program, history, to, (id) => names.get(id) ?? id)].join('');
}
