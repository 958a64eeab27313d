import type { ReportRequest, ValueReport } from '../engine/report/index.ts';
import { valueReport } from '../engine/report/index.ts';
import { type JournalFiles, journalOf, type OpenedJournal } from './journals.ts';

const USUAL: ReportRequest = {
  from: null,
  to: null,
  every: 'day',
  account: null,
  positionsBy: 'symbol',
  flows: 'in-start-out-end',
  calendar: 'auto',
  riskFree: 0,
  volatilityOf: 'simple',
  benchmark: null,
};

/** The value report of a ledger in text. Throws where it is refused. */
export function reportOf(
  files: JournalFiles,
  request: Partial<ReportRequest> = {},
): OpenedJournal & { readonly report: ValueReport } {
  const opened = journalOf(files);
  const { history, facts, conventions } = opened;
  const { report, problems } = valueReport(history, { ...facts, conventions }, { ...USUAL, ...request });
  if (report === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return { ...opened, report };
}
