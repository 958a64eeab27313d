import { formatDay, minorUnits, type Problem, problemDocument } from '@tidemark/engine';
import { type AccountRecord, type Effect, effectDocument, type ReadImport } from '../../service/index.ts';
import type { Given } from '../given.ts';
import { printJson } from '../json-output.ts';
import { printProblems } from '../problem-output.ts';
import { amount } from '../terminal/numbers.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/text-width.ts';
import { counted } from './counted.ts';

/** What became of a file, or would. */
export interface Imported {
  readonly format: string;
  readonly file: string;
  readonly database: string;
  /** Null: nobody has signed up yet. */
  readonly user: string | null;
  readonly dryRun: boolean;
  /** Null where nothing was written. */
  readonly importId: string | null;
  readonly rows: number;
  readonly added: number;
  readonly known: number;
  readonly refused: number;
  /** What has to be answered before the file can be recorded. */
  readonly questions: ReadImport['questions'];
  readonly newAccounts: readonly AccountRecord[];
  /** Null while questions are open or rows are refused. */
  readonly effect: Effect | null;
  readonly problems: readonly Problem[];
}

export function printImported(imported: Imported, given: Given, terminal: Terminal): void {
  if (given.has('json')) return printJson(documentOf(imported), terminal);
  printProblems(imported.problems, terminal);
  for (const line of linesOf(imported)) terminal.out(`${wrap(line, terminal.columns).join('\n')}\n`);
}

function documentOf(imported: Imported): object {
  const { format, database, user, rows, added, known, effect, problems } = imported;
  return {
    import_id: imported.importId,
    format,
    database,
    user,
    dry_run: imported.dryRun,
    rows,
    new: added,
    known,
    refused: imported.refused,
    new_accounts: imported.newAccounts.map(({ name }) => name),
    effect: effect === null ? null : effectDocument(effect),
    questions: imported.questions,
    problems: problems.map(problemDocument),
  };
}

function linesOf(imported: Imported): string[] {
  const { file, rows, added, known, refused, dryRun, newAccounts, user, database } = imported;
  return [
    `${file}: ${counted(rows, 'row')}, ${added} new, ${known} known, ${refused} refused.`,
    ...imported.questions.map(
      ({ id, text, choices }) =>
        `${text} Answer: --answer ${id}=${choices.map(({ value }) => value).join('|')}`,
    ),
    ...newAccounts.map(({ name, currency }) => `New account ${name}, in ${currency}.`),
    ...(imported.effect === null ? [] : [effectLine(imported.effect)]),
    ...(refused > 0 && imported.effect === null && imported.questions.length === 0
      ? ['Correct the refused rows, or import the others alone: --answer refused_rows=leave_out']
      : []),
    dryRun
      ? 'A dry run: nothing was written.'
      : `Recorded in ${database}${user === null ? '' : ` for ${user}`}.`,
    ...(user === null && !dryRun ? ['It becomes that of the first user who signs up: tidemark serve.'] : []),
  ];
}

function effectLine({ base, daysChanged, from, to, equityBefore, equityAfter }: Effect): string {
  if (from === null || to === null) return 'No figure changes.';
  const money = (minor: number): string => `${amount(minor, minorUnits(base))} ${base}`;
  const days = `${counted(daysChanged, 'day')} from ${formatDay(from)} to ${formatDay(to)}`;
  return `${days} change; equity now ${money(equityBefore)} → ${money(equityAfter)}.`;
}
