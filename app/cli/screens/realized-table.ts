import { type Disposal, formatDay, formatDecimal, type ValueReport } from '@tidemark/engine';
import { amount, gainCell, grouped } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { type Cell, table } from '../terminal/table.ts';

/** How many closed lots are shown; `--json` has them all. */
const SHOWN_MAX = 12;

/** The lots that were closed in the period, the latest last. */
export function realizedTable(report: ValueReport, width: number, paint: Paint): string[] {
  const realized = [...report.realized];
  if (realized.length === 0) return [];
  const shown = realized.slice(-SHOWN_MAX);
  const lines = table(
    [
      { title: 'closed lot', align: 'left', narrowTo: 8 },
      { title: 'account', align: 'left', rank: 5 },
      { title: 'opened', align: 'left', rank: 2 },
      { title: 'closed', align: 'left' },
      { title: 'quantity', align: 'right', rank: 1 },
      { title: 'proceeds', align: 'right', rank: 3 },
      { title: 'cost', align: 'right', rank: 4 },
      { title: 'gain', align: 'right' },
      { title: 'days', align: 'right', rank: 6 },
    ],
    shown.map((disposal) => row(disposal, report.decimals)),
    width,
    paint,
  );
  const earlier = realized.length - shown.length;
  return earlier === 0 ? lines : [...lines, paint('faint', `and ${earlier} earlier; --json lists them all`)];
}

function row(disposal: Disposal, decimals: number): Cell[] {
  const { opened, closed } = disposal;
  return [
    disposal.symbol,
    disposal.account,
    formatDay(opened),
    formatDay(closed),
    grouped(formatDecimal(disposal.quantity)),
    amount(disposal.proceeds, decimals),
    amount(disposal.cost, decimals),
    gainCell(disposal.pnl, decimals),
    // UK matching sells what is only bought later.
    String(Math.max(0, closed - opened)),
  ];
}
