import { divideInteger, type Int, int, multiplyDivide, rescale } from '../amounts/index.ts';
import type { Fold } from './fold.ts';
import type { Holding } from './holding.ts';
import type { Lot } from './lot.ts';
import { settle } from './transfers.ts';

/** A holding that an event needs; null, and a problem, where nothing is held. */
function heldBy(fold: Fold, row: number): Holding | null {
  const { table } = fold;
  const symbol = table.symbol.values[row];
  const holding = fold.holding(table.account.values[row], symbol);
  if (holding.quantity !== 0) return holding;
  fold.report('nothing_held', row, 'symbol', `No ${table.symbols.texts[symbol]} is held on that day.`);
  return null;
}

/** Takes every lot out of a holding, oldest first: what moves keeps its order. */
function takeAll(holding: Holding): Lot[] {
  const lots = holding.queue.all();
  for (const lot of lots) holding.queue.drop(lot);
  holding.quantity = 0;
  holding.cost = 0;
  return lots;
}

/** Part of the parent's cost moves to units of another instrument. */
export function spinoff(fold: Fold, row: number): void {
  const parent = heldBy(fold, row);
  if (parent === null) return;
  const { table } = fold;
  const to = table.toSymbol.values[row];
  const child = fold.holding(parent.account, to);
  const units = rescaleTo(
    fold,
    table.rare.toQuantity.get(row)?.units ?? 0,
    table.rare.toQuantity.get(row)?.scale ?? 0,
  );
  // Whoever is short of the parent owes the child as well.
  const quantity = parent.quantity < 0 ? int.neg(units) : units;
  const share = costShare(fold, parent, to, quantity, row);
  if (share === null) return;
  let unitsLeft = quantity;
  let parentLeft = parent.quantity;
  const children: Lot[] = [];
  parent.recost((lot) => {
    const units = multiplyDivide(unitsLeft, lot.quantity, parentLeft);
    unitsLeft = int.sub(unitsLeft, units);
    parentLeft = int.sub(parentLeft, lot.quantity);
    const cost = multiplyDivide(lot.cost, share.numerator, share.denominator);
    const costBase = lot.costBase === 0 ? 0 : multiplyDivide(lot.costBase, cost, lot.cost);
    children.push({ quantity: units, cost, costBase, opened: lot.opened, row: lot.row, arrived: 0 });
    return int.sub(lot.cost, cost);
  });
  parent.mark(fold.dayOf(row));
  moveInto(fold, parent, child, children, row);
}

function rescaleTo(fold: Fold, units: Int, scale: number): Int {
  return rescale(units, scale, fold.scales.quantity, 'half-away-from-zero');
}

interface Share {
  readonly numerator: Int;
  readonly denominator: Int;
}

/** The stated fraction of the cost that moves, or the child's share of both market values. */
function costShare(fold: Fold, parent: Holding, to: number, quantity: Int, row: number): Share | null {
  const stated = fold.table.rare.costFraction.get(row);
  if (stated !== undefined) return { numerator: stated.units, denominator: int.pow10(stated.scale) };
  const day = fold.dayOf(row);
  const parentPrice = fold.market.price(parent.symbol, day);
  const childPrice = fold.market.price(to, day);
  if (parentPrice === null || childPrice === null) {
    const missing = fold.table.symbols.texts[parentPrice === null ? parent.symbol : to];
    fold.report(
      'cost_fraction_unknown',
      row,
      'cost_fraction',
      `No cost_fraction is given and ${missing} has no price that day.`,
    );
    return null;
  }
  const parentCurrency = fold.currencyOf(parent.symbol);
  const childValue = fold.convert(
    fold.valueAt(quantity, childPrice, to),
    fold.currencyOf(to),
    parentCurrency,
    day,
  );
  return {
    numerator: childValue,
    denominator: int.add(childValue, fold.valueAt(parent.quantity, parentPrice, parent.symbol)),
  };
}

/** Old units become new ones; cash, if any, is a return of cost or pays for the share that cost_fraction states. */
export function merger(fold: Fold, row: number): void {
  const holding = heldBy(fold, row);
  if (holding === null) return;
  const { table } = fold;
  const ratio = table.rare.ratio.get(row);
  if (ratio === undefined) return;
  if (table.amount.has(row)) payCash(fold, holding, row, table.rare.costFraction.has(row));
  const lots = takeAll(holding).map((lot) => ({
    ...lot,
    quantity: rescaleTo(fold, int.mul(lot.quantity, ratio.units), fold.scales.quantity + ratio.scale),
  }));
  holding.mark(fold.dayOf(row));
  moveInto(fold, holding, fold.holding(holding.account, table.toSymbol.values[row]), lots, row);
}

/** The same units under another symbol. */
export function rename(fold: Fold, row: number): void {
  const holding = heldBy(fold, row);
  if (holding === null) return;
  const target = fold.holding(holding.account, fold.table.toSymbol.values[row]);
  const lots = takeAll(holding);
  holding.mark(fold.dayOf(row));
  moveInto(fold, holding, target, lots, row);
}

export function returnOfCapital(fold: Fold, row: number): void {
  const holding = heldBy(fold, row);
  if (holding === null) return;
  payCash(fold, holding, row, false);
  holding.mark(fold.dayOf(row));
}

/** Cash for a holding, paid by a short, lowers its cost, lot by lot down to zero; what is beyond it is realized. */
function payCash(fold: Fold, holding: Holding, row: number, paysForFraction: boolean): void {
  let cashLeft = cashInto(fold, holding, row);
  if (cashLeft < 0 && holding.quantity > 0) {
    const symbol = fold.table.symbols.texts[holding.symbol];
    fold.report('sign_wrong', row, 'amount', `Who holds ${symbol} long is paid; only a short pays.`);
  }
  let quantityLeft = holding.quantity;
  const fraction = paysForFraction ? fold.table.rare.costFraction.get(row) : undefined;
  holding.recost((lot) => {
    const cash = multiplyDivide(cashLeft, lot.quantity, quantityLeft);
    cashLeft = int.sub(cashLeft, cash);
    quantityLeft = int.sub(quantityLeft, lot.quantity);
    if (fraction !== undefined) {
      const paid = divideInteger(
        int.mul(lot.cost, fraction.units),
        int.pow10(fraction.scale),
        'half-away-from-zero',
      );
      close(fold, holding, lot, paid, cash, row);
      return int.sub(lot.cost, paid);
    }
    if (cash === 0) return lot.cost;
    const reducible = int.sign(cash) === int.sign(lot.cost);
    if (reducible && int.compare(int.abs(cash), int.abs(lot.cost)) <= 0) return int.sub(lot.cost, cash);
    const paid = reducible ? lot.cost : 0;
    close(fold, holding, lot, 0, int.sub(cash, paid), row);
    return int.sub(lot.cost, paid);
  });
}

/** A gain without units leaving: cash against a part of a lot's cost. */
function close(fold: Fold, holding: Holding, lot: Lot, cost: Int, received: Int, row: number): void {
  const costBase = cost === 0 || lot.costBase === 0 ? 0 : multiplyDivide(lot.costBase, cost, lot.cost);
  const { account, symbol } = holding;
  const closed = fold.dayOf(row);
  fold.closed.push({
    account,
    symbol,
    opened: lot.opened,
    closed,
    quantity: 0,
    cost,
    costBase,
    received,
    row,
    lotRow: lot.row,
    booked: null,
  });
}

/** The row's cash before costs, in the instrument's currency. */
function cashInto(fold: Fold, holding: Holding, row: number): Int {
  const settle = fold.table.settleCurrency.values[row];
  const currency = fold.currencyOf(holding.symbol);
  const gross = fold.grossAmount(row);
  if (settle === currency) return gross;
  const converted = fold.convert(gross, settle, currency, fold.dayOf(row));
  fold.entry('exchanged', holding.account, holding.symbol, settle, gross, row);
  fold.entry('exchanged', holding.account, holding.symbol, currency, int.neg(converted), row);
  return converted;
}

/** Lots move to another instrument of the same account; cost converts where its currency is another. */
function moveInto(fold: Fold, from: Holding, to: Holding, lots: readonly Lot[], row: number): void {
  const day = fold.dayOf(row);
  const source = fold.currencyOf(from.symbol);
  const target = fold.currencyOf(to.symbol);
  const { baseCurrency } = fold.settings;
  for (const lot of lots) {
    if (source === target) {
      settle(fold, to, lot, row);
      continue;
    }
    const cost = fold.convert(lot.cost, source, target, day);
    const costBase =
      target === baseCurrency
        ? 0
        : lot.costBase !== 0
          ? lot.costBase
          : fold.toBase(lot.cost, fold.market.rate(source, day));
    fold.entry('exchanged', from.account, from.symbol, source, int.neg(lot.cost), row);
    fold.entry('exchanged', to.account, to.symbol, target, cost, row);
    settle(fold, to, { ...lot, cost, costBase }, row);
  }
  to.mark(day);
}
