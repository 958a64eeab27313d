import type { Effect as EffectDocument } from '@tidemark/contract';
import { formatDay, minorUnits, minorUnitsToNumber } from '@tidemark/engine';
import { findings } from '../figures/findings.ts';
import type { Effect } from './effect.ts';

/** What a write does, in the contract's terms. */
export function effectDocument(effect: Effect): EffectDocument {
  const money = moneyOf(effect);
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

/** The same of a try, with what moves. */
export function triedDocument(effect: Effect): EffectDocument {
  const { moves } = effect;
  if (moves === null) return effectDocument(effect);
  const money = moneyOf(effect);
  const moneyOrNull = (amount: number | null): number | null => (amount === null ? null : money(amount));
  return {
    ...effectDocument(effect),
    moves: {
      points: moves.points.map(({ day, before, after }) => ({
        date: formatDay(day),
        before: moneyOrNull(before),
        after: moneyOrNull(after),
      })),
      figures: moves.figures.map((one) => ({
        ...one,
        before: money(one.before),
        after: money(one.after),
      })),
      holdings: [...moves.holdings],
      cash: [...moves.cash],
    },
  };
}

function moneyOf({ base }: Effect): (amount: number) => number {
  const decimals = minorUnits(base);
  return (amount) => minorUnitsToNumber(amount, decimals);
}
