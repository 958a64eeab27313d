import type { Placed } from './evidence.ts';
import type { Questions } from './questions.ts';
import type { NoEvent } from './reading.ts';

const ALL = '*';

/** The rows of the account that is imported: of a file of several accounts it is asked which. */
export function chosenAccount(
  placed: readonly Placed[],
  questions: Questions,
): { rows: readonly Placed[]; others: NoEvent[] } {
  const names = [...new Set(placed.map(accountOf))].filter((name) => name !== '');
  if (names.length < 2) return { rows: placed, others: [] };
  const answer = questions.ask({
    id: 'account',
    text: 'Which account of this file goes into this account?',
    why: `The file holds ${names.length} accounts.`,
    choices: [
      ...names.map((name) => ({ value: name, label: name })),
      { value: ALL, label: 'all of them together' },
    ],
    proposed: null,
  });
  if (answer === null || answer === ALL) return { rows: placed, others: [] };
  const isOther = (row: Placed): boolean => accountOf(row) !== answer && accountOf(row) !== '';
  const rows = placed.filter((row) => !isOther(row));
  const others = placed
    .filter(isOther)
    .map((row) => ({ line: row.record.line, reason: `of the account ${accountOf(row)}` }));
  return { rows, others };
}

const accountOf = ({ record, table }: Placed): string =>
  record.cells[table.places.account?.[0] ?? -1]?.trim() ?? '';
