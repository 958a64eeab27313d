import { type Int, int } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import type { LotSettings, Market } from '../lots/index.ts';
import { baseAmount } from './base-amount.ts';

/** A change of what a holding that is not priced in base has cost, in its currency and in base at the rates of purchase. */
export interface CostChange {
  readonly account: number;
  readonly currency: number;
  readonly day: Day;
  readonly cost: Int;
  readonly costScale: number;
  readonly costBase: Int;
  readonly baseScale: number;
}

/**
 * What rates have done, since it was bought, to the cost of what is held at the end of each day, in minor units of
 * base: cost at the day's rate less cost at the rates of purchase. Null where everything is priced in base.
 */
export function heldFx(
  settings: LotSettings,
  market: Market,
  changes: readonly CostChange[],
  includes: (account: number) => boolean,
  span: { readonly first: Day; readonly length: number },
): Float64Array | null {
  if (changes.length === 0) return null;
  const levels = new Map<number, Level>();
  for (const change of changes) {
    if (!includes(change.account)) continue;
    const level = levels.get(change.currency) ?? new Level(span.length);
    levels.set(change.currency, level);
    level.add(change, change.day - span.first);
  }
  const fx = new Float64Array(span.length);
  for (const [currency, level] of levels) level.addFx(fx, settings, market, currency, span.first);
  return fx;
}

/** Cost in one currency: what it changes by on each day, at the finest digits seen. */
class Level {
  private costScale = 0;
  private baseScale = 0;
  private readonly cost = new Map<number, Int>();
  private readonly base = new Map<number, Int>();
  private readonly length: number;

  constructor(length: number) {
    this.length = length;
  }

  add({ cost, costScale, costBase, baseScale }: CostChange, index: number): void {
    this.costScale = addAt(this.cost, this.costScale, cost, costScale, index);
    this.baseScale = addAt(this.base, this.baseScale, costBase, baseScale, index);
  }

  addFx(fx: Float64Array, settings: LotSettings, market: Market, currency: number, first: Day): void {
    let cost: Int = 0;
    let base: Int = 0;
    let atPurchase = 0;
    const par = { numerator: 1, denominator: 1 };
    for (let index = 0; index < this.length; index++) {
      cost = int.add(cost, this.cost.get(index) ?? 0);
      const change = this.base.get(index);
      if (change !== undefined) {
        base = int.add(base, change);
        atPurchase = baseAmount(base, this.baseScale, par, settings.baseDecimals);
      }
      if (cost === 0 && base === 0) continue;
      const rate = market.rate(currency, (first + index) as Day);
      fx[index] += baseAmount(cost, this.costScale, rate, settings.baseDecimals) - atPurchase;
    }
  }
}

/** Adds to the amount of a day, after bringing all amounts to the finer of both scales; answers that scale. */
function addAt(
  amounts: Map<number, Int>,
  scale: number,
  units: Int,
  unitScale: number,
  index: number,
): number {
  const finest = Math.max(scale, unitScale);
  if (finest > scale)
    for (const [day, amount] of amounts) amounts.set(day, int.mul(amount, int.pow10(finest - scale)));
  const added = int.mul(units, int.pow10(finest - unitScale));
  amounts.set(index, int.add(amounts.get(index) ?? 0, added));
  return finest;
}
