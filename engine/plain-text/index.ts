/** A ledger as journals of plain text accounting: every event a transaction that balances, with lots, costs and prices. */
import type { Day } from '../calendar/index.ts';
import type { History } from '../valuation/history.ts';
import { beancountJournal } from './beancount.ts';
import { hledgerJournal } from './hledger.ts';
import { journalModel } from './journal-model.ts';

/** The programs whose journals are written. */
export const JOURNAL_PROGRAMS = ['beancount', 'hledger'] as const;

export type JournalProgram = (typeof JOURNAL_PROGRAMS)[number];

const WRITERS = { beancount: beancountJournal, hledger: hledgerJournal } as const;

/**
 * The events of a history up to the end of a day as a journal, piece by piece. What its accounts hold is worth there
 * what it is worth here, on every day; what brokers reported otherwise is no part of it. `calledBy`: what an account
 * is called, where the ledger has an id for it.
 */
export function* plainTextJournal(
  program: JournalProgram,
  history: History,
  through: Day,
  calledBy: (account: string) => string = (account) => account,
): Generator<string> {
  const { workings } = history;
  if (workings === null) yield '; no events\n';
  else yield* WRITERS[program](journalModel(workings, through, calledBy));
}
