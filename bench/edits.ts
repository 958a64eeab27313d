/** One corrected event: from the statement of the correction to fresh columns, TWR and XIRR. */
import type { Verdicts } from './budgets.ts';
import type { Dataset } from './datasets.ts';
import { type Edited, type EditTimes, STEPS } from './edit.ts';
import type { Options } from './options.ts';
import { ms, print, tableLines } from './print.ts';
import { outputOf } from './processes.ts';
import { script } from './programs.ts';
import { progress } from './progress.ts';
import { quantile } from './statistics.ts';

const LIMIT_MS = 300_000;
const STEP_NAMES = {
  ledger: 'ledger: check, write, order',
  history: 'history: lots, holdings, cash',
  columns: 'columns',
  twr: 'TWR of the days after',
  xirr: 'XIRR from the rate before',
} as const;

export interface EditSummary {
  readonly dataset: string;
  readonly count: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly firstMs: number;
}

export async function measureEdits(
  dataset: Dataset,
  options: Options,
  verdicts: Verdicts,
): Promise<EditSummary> {
  progress(`${dataset.name}: corrections`);
  const count = options.quick ? 40 : 500;
  const { edits, firstMs }: Edited = JSON.parse(
    await outputOf(script('edit.ts', dataset.folder, String(count)), LIMIT_MS),
  );
  const all = ascending(edits, ({ total }) => total);
  const summary = {
    dataset: dataset.name,
    count: all.length,
    medianMs: quantile(all, 0.5),
    p99Ms: quantile(all, 0.99),
    firstMs,
  };
  if (dataset.name === 'L') verdicts.add('edit', summary.medianMs);
  const types = [...new Set(edits.map(({ type }) => type))];
  const rows = [
    ...STEPS.map((step) =>
      cells(
        STEP_NAMES[step],
        ascending(edits, ({ steps }) => steps[step]),
      ),
    ),
    cells('all steps', all),
    ...types.map((type) => {
      const own = edits.filter((edit) => edit.type === type);
      return cells(
        `all steps, of a ${type} (${own.length})`,
        ascending(own, ({ total }) => total),
      );
    }),
  ];
  print(
    `${dataset.name}: one event in the middle corrected, ${all.length} corrections one after another; the first took ${ms(firstMs)}.`,
    '',
    ...tableLines(['step', 'median', 'p99'], rows),
    '',
  );
  return summary;
}

function cells(name: string, sorted: readonly number[]): string[] {
  return [name, ms(quantile(sorted, 0.5)), ms(quantile(sorted, 0.99))];
}

function ascending(edits: readonly EditTimes[], of: (edit: EditTimes) => number): number[] {
  return edits.map(of).sort((a, b) => a - b);
}
