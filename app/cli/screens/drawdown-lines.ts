import { formatDay, type ValueReport } from '@tidemark/engine';
import { percent } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { wrap } from '../terminal/text-width.ts';

/** The deepest fall from a high, and how long it lasted. */
export function drawdownLines(
  { performance: { drawdowns } }: ValueReport,
  width: number,
  paint: Paint,
): string[] {
  const { deepest } = drawdowns;
  if (deepest === null) return ['Maximum drawdown  none'];
  const { peak, trough, recovered, depth, daysToTrough, daysToRecover } = deepest;
  const fall = `${formatDay(peak)} → ${formatDay(trough)} in ${days(daysToTrough)}`;
  const back =
    recovered === null
      ? 'not recovered'
      : `recovered ${formatDay(recovered)}, ${days(daysToRecover ?? 0)} later`;
  return wrap(`Maximum drawdown  ${paint('loss', percent(depth))}  ${fall}, ${back}`, width);
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
