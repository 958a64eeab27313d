import type { Day } from '../../engine/calendar/index.ts';
import { drawdowns } from '../../engine/returns/index.ts';

/** The maximum drawdown of consecutive returns, whose start counts as a peak. */
export function deepestDrawdown(returns: readonly number[]): number | null {
  let level = 1;
  const levels = returns.map((r) => {
    level *= 1 + r;
    return level;
  });
  const days = returns.map((_, i) => (i + 1) as Day);
  return drawdowns({ days, levels, reference: { day: 0 as Day, level: 1 } }).depth;
}
