import { type Int, int, minorUnits, rescale } from '../amounts/index.ts';
import { book } from './booking.ts';
import type { Fold } from './fold.ts';
import type { Holding, Units } from './holding.ts';
import { type Lot, takePart } from './lot.ts';

/** Units that come in by `opening`, or by a `transfer_in` that has no other end in the ledger. */
export function bringIn(fold: Fold, row: number, opening: boolean): void {
  const { table } = fold;
  const account = table.account.values[row];
  const symbol = table.symbol.values[row];
  const holding = fold.holding(account, symbol);
  const quantity = fold.quantityOf(row);
  const cost = statedCost(fold, row) ?? marketCost(fold, row, quantity);
  const { baseCurrency } = fold.settings;
  const currency = fold.currencyOf(symbol);
  const costBase =
    currency === baseCurrency ? 0 : fold.toBase(cost, fold.market.rate(currency, fold.dayOf(row)));
  book(fold, holding, row, quantity, {
    received: int.neg(cost),
    receivedBase: int.neg(costBase),
    booked: null,
  });
  fold.entry('costInKind', account, symbol, currency, cost, row);
  fold.kindFlows.push({ account, symbol, day: fold.dayOf(row), quantity, cost, own: false, opening, row });
}

function statedCost(fold: Fold, row: number): Int | null {
  const stated = fold.pricedValue(row);
  if (stated === null) return null;
  return fold.convert(
    stated,
    fold.table.currency.values[row],
    fold.currencyOf(fold.table.symbol.values[row]),
    fold.dayOf(row),
  );
}

/** The market value of the day, in whole minor units as every market value: the flow of the day is then the cost. */
function marketCost(fold: Fold, row: number, quantity: Int): Int {
  const symbol = fold.table.symbol.values[row];
  const name = fold.table.symbols.texts[symbol];
  const price = fold.market.price(symbol, fold.dayOf(row));
  if (price === null) {
    fold.report(
      'cost_unknown',
      row,
      'price',
      `${name} comes in without a cost, and no price of that day is known.`,
    );
    return 0;
  }
  fold.report(
    'transfer_estimated',
    row,
    'price',
    `${name} comes in without a cost; the market value of that day is taken.`,
  );
  const { cost } = fold.scales;
  const minor = minorUnits(fold.table.currencies.texts[fold.currencyOf(symbol)]);
  const whole = rescale(fold.valueAt(quantity, price, symbol), cost, minor, 'half-away-from-zero');
  return rescale(whole, minor, cost, 'half-away-from-zero');
}

/** The two ends of an own transfer, and what leaves for outside. Lots go along with their dates. */
export function transferOut(fold: Fold, row: number): void {
  const { table } = fold;
  const partner = fold.settings.partner(row);
  if (partner >= 0 && fold.dayOf(partner) < fold.dayOf(row)) {
    leaveAfterwards(fold, row);
    return;
  }
  const account = table.account.values[row];
  const symbol = table.symbol.values[row];
  const holding = fold.holding(account, symbol);
  const quantity = available(fold, holding, row, fold.quantityOf(row));
  const lots = holding.takeLots(quantity, row);
  holding.mark(fold.dayOf(row));
  moved(fold, account, symbol, lots, -1, partner >= 0, row);
  if (partner < 0) return;
  fold.inTransit.set(row, fold.dayOf(partner) === fold.dayOf(row) ? lots : setOff(fold, lots, row));
}

/** Lots set off for another day: those of each move stay together, whatever else is in transit. */
function setOff(fold: Fold, lots: readonly Lot[], row: number): Lot[] {
  const { transitAccount } = fold.settings;
  const symbol = fold.table.symbol.values[row];
  const transit = fold.holding(transitAccount, symbol);
  const held = lots.map((lot) => atRateOf(fold, lot, symbol, row));
  moved(fold, transitAccount, symbol, held, 1, true, row);
  for (const lot of held) transit.open(lot);
  transit.mark(fold.dayOf(row));
  return held;
}

export function transferIn(fold: Fold, row: number): void {
  const partner = fold.settings.partner(row);
  if (partner < 0) {
    bringIn(fold, row, false);
    return;
  }
  const { table } = fold;
  const symbol = table.symbol.values[row];
  const holding = fold.holding(table.account.values[row], symbol);
  if (fold.dayOf(partner) > fold.dayOf(row)) {
    receive(fold, holding, takeBeforehand(fold, partner, row), row);
    return;
  }
  const lots = fold.inTransit.get(partner) ?? [];
  if (fold.dayOf(partner) !== fold.dayOf(row)) takeFromTransit(fold, lots, row);
  receive(fold, holding, lots, row);
}

/**
 * Units arrive before they leave. Their lots go at once, as the sender would give them now; until the day of its
 * row it still shows them, and what is in transit owes them.
 */
function takeBeforehand(fold: Fold, out: number, row: number): Lot[] {
  const { account, symbol } = fold.table;
  const day = fold.dayOf(row);
  const sender = fold.holding(account.values[out], symbol.values[row]);
  const lots = sender.takeLots(available(fold, sender, row, fold.quantityOf(row)), out);
  sender.mark(day);
  const { quantity, cost } = sumOf(lots);
  sender.show(out, { quantity, cost }, day);
  const { transitAccount } = fold.settings;
  const transit = fold.holding(transitAccount, symbol.values[row]);
  transit.show(out, { quantity: int.neg(quantity), cost: int.neg(cost) }, day);
  moved(fold, transitAccount, symbol.values[row], lots, -1, true, row);
  return lots;
}

/** The other end of it: the sender shows them no more, and nothing is owed. */
function leaveAfterwards(fold: Fold, row: number): void {
  const { account, symbol } = fold.table;
  for (const owner of [account.values[row], fold.settings.transitAccount]) {
    const units = fold.holding(owner, symbol.values[row]).unshow(row, fold.dayOf(row));
    moved(fold, owner, symbol.values[row], [units], -1, true, row);
  }
}

function takeFromTransit(fold: Fold, lots: readonly Lot[], row: number): void {
  const { transitAccount } = fold.settings;
  const symbol = fold.table.symbol.values[row];
  const transit = fold.holding(transitAccount, symbol);
  transit.release(lots);
  transit.mark(fold.dayOf(row));
  moved(fold, transitAccount, symbol, lots, -1, true, row);
}

function receive(fold: Fold, holding: Holding, lots: readonly Lot[], row: number): void {
  const { account, symbol } = holding;
  moved(fold, account, symbol, lots, 1, true, row);
  for (const lot of lots) settle(fold, holding, atRateOf(fold, lot, symbol, row), row);
  holding.mark(fold.dayOf(row));
}

/** A lot with its cost in base taken anew at the rate of the day it moves. */
function atRateOf(fold: Fold, lot: Lot, symbol: number, row: number): Lot {
  const currency = fold.currencyOf(symbol);
  const isForeign = currency !== fold.settings.baseCurrency;
  const costBase = isForeign ? fold.toBase(lot.cost, fold.market.rate(currency, fold.dayOf(row))) : 0;
  return { ...lot, costBase };
}

/** A lot joins a holding; against a position of the other sign it closes that, and what is left of it keeps its date. */
export function settle(fold: Fold, holding: Holding, lot: Lot, row: number): void {
  const { quantity } = holding;
  if (lot.quantity === 0 || int.sign(quantity) !== -int.sign(lot.quantity)) {
    holding.open(lot);
    return;
  }
  const rest = { ...lot };
  const isWhole = int.compare(int.abs(lot.quantity), int.abs(quantity)) <= 0;
  const part = isWhole ? rest : takePart(rest, int.neg(quantity));
  const consideration = { received: int.neg(part.cost), receivedBase: int.neg(part.costBase), booked: null };
  book(fold, holding, row, part.quantity, consideration);
  if (!isWhole) holding.open(rest);
}

function moved(
  fold: Fold,
  account: number,
  symbol: number,
  lots: readonly Units[],
  sign: 1 | -1,
  own: boolean,
  row: number,
): void {
  const { quantity, cost } = sumOf(lots);
  if (quantity === 0) return;
  const signed = (value: Int): Int => (sign > 0 ? value : int.neg(value));
  fold.entry('costInKind', account, symbol, fold.currencyOf(symbol), signed(cost), row);
  const day = fold.dayOf(row);
  fold.kindFlows.push({
    account,
    symbol,
    day,
    quantity: signed(quantity),
    cost: signed(cost),
    own,
    opening: false,
    row,
  });
}

function sumOf(lots: readonly Units[]): Units {
  let quantity: Int = 0;
  let cost: Int = 0;
  for (const lot of lots) {
    quantity = int.add(quantity, lot.quantity);
    cost = int.add(cost, lot.cost);
  }
  return { quantity, cost };
}

/** As much of `quantity` as is held; less is an error of the ledger. */
function available(fold: Fold, holding: Holding, row: number, quantity: Int): Int {
  const held = int.sign(holding.quantity) === int.sign(quantity) ? holding.quantity : 0;
  if (int.compare(int.abs(held), int.abs(quantity)) >= 0) return quantity;
  const { accounts, symbols } = fold.table;
  const account = accounts.texts[holding.account] ?? 'transit';
  fold.report(
    'oversold',
    row,
    'quantity',
    `More ${symbols.texts[holding.symbol]} is transferred than ${account} holds on that day.`,
  );
  return held;
}
