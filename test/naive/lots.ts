import type { Day } from '../../engine/calendar/day.ts';
import type { LotMethod } from '../../engine/ledger/instrument.ts';
import { type Fraction, NOTHING, smaller, total } from './fraction.ts';

/** Units bought (or sold short: quantity and cost below zero) together. */
export type Lot = {
  readonly opened: Day;
  readonly quantity: Fraction;
  /** In the instrument's currency. */
  readonly cost: Fraction;
  /** At the rate of the purchase, or of the day when the units moved in kind. */
  readonly costBase: Fraction;
  readonly id: string | null;
  /**
   * What this lot is kept for, so that no trade takes it: the row of the transfer_out that it is in transit by. Below
   * zero it is no lot, but part of the position: by UK matching, or by a move that arrives before it leaves.
   */
  readonly keptFor: number | null;
};

export const quantityOf = (lots: readonly Lot[]): Fraction => total(lots.map((lot) => lot.quantity));
export const costOf = (lots: readonly Lot[]): Fraction => total(lots.map((lot) => lot.cost));

/** Stands for what UK matching sets aside. */
export const SET_ASIDE = -1;
/** Stands for what is shown, or owed, until the transfer_out of a row. */
export const beforehand = (row: number): number => -2 - row;

/** What is held by an account or in transit, and not just shown or owed. */
export const isHeld = (lot: Lot): boolean => lot.keptFor === null || lot.keptFor >= 0;

/** Lots that trades and corporate actions see: those that are kept for nothing. */
export const freeOf = (lots: readonly Lot[]): Lot[] => lots.filter((lot) => lot.keptFor === null);
export const keptOf = (lots: readonly Lot[]): Lot[] => lots.filter((lot) => lot.keptFor !== null);

const isPooled = (method: LotMethod) => method === 'average' || method === 'uk';

/** A lot comes in: beside the others, or into the pool. */
export function withLot(lots: readonly Lot[], lot: Lot, method: LotMethod): Lot[] {
  if (lot.quantity.isZero()) return [...lots];
  const inPool = (other: Lot) => other.keptFor === null && other.quantity.sign() === lot.quantity.sign();
  const pool = isPooled(method) && lot.keptFor === null ? lots.find(inPool) : undefined;
  if (pool === undefined) return [...lots, lot];
  const merged: Lot = {
    ...pool,
    opened: lot.opened < pool.opened ? lot.opened : pool.opened,
    quantity: pool.quantity.plus(lot.quantity),
    cost: pool.cost.plus(lot.cost),
    costBase: pool.costBase.plus(lot.costBase),
  };
  return lots.map((other) => (other === pool ? merged : other));
}

/** A part of a lot; what it costs is rounded to `digits`. */
export function partOf(lot: Lot, quantity: Fraction, digits: number): Lot {
  if (quantity.compare(lot.quantity) === 0) return lot;
  return {
    ...lot,
    quantity,
    cost: lot.cost.times(quantity).dividedBy(lot.quantity).rounded(digits),
    costBase: lot.costBase.times(quantity).dividedBy(lot.quantity),
  };
}

export const restOf = (lot: Lot, part: Lot): Lot => ({
  ...lot,
  quantity: lot.quantity.minus(part.quantity),
  cost: lot.cost.minus(part.cost),
  costBase: lot.costBase.minus(part.costBase),
});

const perUnit = (lot: Lot): Fraction => lot.cost.dividedBy(lot.quantity);

/** Open lots in the order in which the method closes them. Lots are in order of arrival, which settles what is equal. */
function closingOrder(lots: readonly Lot[], method: LotMethod, named: string | null): Lot[] {
  const byAge = freeOf(lots).sort((a, b) => a.opened - b.opened);
  if (method === 'lifo') return [...byAge].reverse();
  if (method === 'hifo') return byAge.sort((a, b) => perUnit(b).compare(perUnit(a)));
  if (method !== 'specific' || named === null) return byAge;
  return byAge.filter((lot) => lot.id === named);
}

export type Taken = { readonly taken: Lot[]; readonly takenOldestFirst: Lot[]; readonly left: Lot[] };

/**
 * Takes units away, `size` above zero whatever the sign of the position, in the order in which the method closes them.
 * Takes what is there when it is less.
 */
export function take(
  lots: readonly Lot[],
  size: Fraction,
  method: LotMethod,
  named: string | null,
  digits: number,
): Taken {
  let open = size;
  let left = [...lots];
  const taken: { readonly part: Lot; readonly place: number }[] = [];
  for (const lot of closingOrder(lots, method, named)) {
    const units = smaller(open, lot.quantity.size());
    if (units.isZero()) break;
    const part = partOf(lot, lot.quantity.sign() < 0 ? units.negated() : units, digits);
    taken.push({ part, place: lots.indexOf(lot) });
    left = left.map((other) => (other === lot ? restOf(lot, part) : other));
    open = open.minus(units);
  }
  const byAge = [...taken].sort((a, b) => a.part.opened - b.part.opened || a.place - b.place);
  return {
    taken: taken.map(({ part }) => part),
    takenOldestFirst: byAge.map(({ part }) => part),
    left: left.filter((lot) => !lot.quantity.isZero()),
  };
}

/** Shares an amount among sizes in proportion, each rounded to `digits`, the last one taking what is left. */
export function shared(amount: Fraction, sizes: readonly Fraction[], digits: number): Fraction[] {
  const whole = total(sizes);
  let left = amount;
  return sizes.map((size, n) => {
    if (n === sizes.length - 1) return left;
    const share = whole.isZero() ? NOTHING : amount.times(size).dividedBy(whole).rounded(digits);
    left = left.minus(share);
    return share;
  });
}
