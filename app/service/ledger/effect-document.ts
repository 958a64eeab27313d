import type { Effect as EffectDocument } from '@tidemark/contract';
import { formatDay, minorUnits, minorUnitsToNumber } from '@tidemark/engine';
import { findings } from '../figures/findings.ts';
import type { Effect } from './effect.ts';

/** What a write does, in the contract's terms. */
export function effectDocument(effect: Effect): EffectDocument {
  const decimals = minorUnits(effect.base);
  const money = (amount: number): number => minorUnitsToNumber(amount, decimals);
  return {
    days_changed: effect.daysChanged,
    from: effect.from === null ? null : formatDay(effect.from),
    to: effect.to === null ? null : formatDay(effect.to),
    equity_before: money(effect.equityBefore),
    equity_after: money(effect.equityAfter),
    twr_before: effect.twrBefore,
    twr_after: effect.twrAfter,
    problems: findings(effect.problems),
  };
}
