import { type Int, int, multiplyDivide } from '../amounts/index.ts';
import type { Consideration } from './consideration.ts';
import type { Fold } from './fold.ts';
import type { Holding } from './holding.ts';
import type { UkPlan } from './uk-plan.ts';

interface Rest {
  readonly quantity: Int;
  readonly received: Int;
  readonly receivedBase: Int;
}

/**
 * Books what UK matching decides of a trade: a disposal closes the acquisitions it is matched with, an acquisition
 * hands over what earlier or same-day disposals have taken of its day. Answers what is left for the pool.
 */
export function takeUkMatches(
  fold: Fold,
  holding: Holding,
  row: number,
  quantity: Int,
  consideration: Consideration,
): Rest {
  const whole: Rest = {
    quantity,
    received: consideration.received,
    receivedBase: consideration.receivedBase,
  };
  if (fold.uk === null || fold.settings.accounts[holding.account].method !== 'uk') return whole;
  return quantity < 0
    ? disposal(fold, holding, row, whole, consideration)
    : acquisition(fold, holding, row, whole);
}

function disposal(fold: Fold, holding: Holding, row: number, whole: Rest, { booked }: Consideration): Rest {
  let { quantity, received, receivedBase } = whole;
  const day = fold.dayOf(row);
  const uk = fold.uk as UkPlan;
  const matches = uk.matching.of(row);
  for (const [n, match] of matches.entries()) {
    // Units that a split does not divide evenly leave no crumb: what is matched as a whole is so in its own units.
    const isRest = n === matches.length - 1 && uk.matching.isWholly(row);
    const part = isRest ? quantity : int.neg(uk.fromCommonBasis(match.quantity, row));
    const share = part === quantity ? received : multiplyDivide(received, part, quantity);
    const shareBase = part === quantity ? receivedBase : multiplyDivide(receivedBase, part, quantity);
    const { cost, costBase } = match;
    fold.closed.push({
      account: holding.account,
      symbol: holding.symbol,
      opened: fold.dayOf(match.acquisition.row),
      closed: day,
      quantity: int.neg(part),
      cost,
      costBase,
      received: share,
      row,
      lotRow: match.acquisition.row,
      booked,
    });
    holding.aheadQuantity = int.add(holding.aheadQuantity, part);
    holding.aheadCost = int.sub(holding.aheadCost, cost);
    quantity = int.sub(quantity, part);
    received = int.sub(received, share);
    receivedBase = int.sub(receivedBase, shareBase);
  }
  return { quantity, received, receivedBase };
}

function acquisition(fold: Fold, holding: Holding, row: number, whole: Rest): Rest {
  const { uk } = fold;
  const taken = uk?.matching.takenOf(row) ?? null;
  if (uk === null || taken === null) return whole;
  const quantity = uk.fromCommonBasis(taken.quantity, row);
  holding.aheadQuantity = int.add(holding.aheadQuantity, quantity);
  holding.aheadCost = int.add(holding.aheadCost, taken.cost);
  return {
    quantity: int.sub(whole.quantity, quantity),
    received: int.add(whole.received, taken.cost),
    receivedBase: int.add(whole.receivedBase, taken.costBase),
  };
}
