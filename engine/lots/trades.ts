import { type Int, int, multiplyDivide } from '../amounts/index.ts';
import type { Rate } from './disposal.ts';
import type { Fold } from './fold.ts';
import type { Holding } from './holding.ts';
import { withLinkedOptions } from './options.ts';
import { takeUkMatches } from './uk-trades.ts';

/** What a trade brought (negative: cost) in the instrument's currency, and the rate at which the broker booked it. */
export interface Consideration {
  readonly received: Int;
  /** What it brought in base at purchase rates, at the base-cost scale; 0 where the instrument's currency is base. */
  readonly receivedBase: Int;
  readonly booked: Rate | null;
}

/** A buy or a sell. */
export function trade(fold: Fold, row: number, side: 1 | -1): void {
  const account = fold.table.account.values[row];
  const symbol = fold.table.symbol.values[row];
  const holding = fold.holding(account, symbol);
  const quantity = side > 0 ? fold.quantityOf(row) : int.neg(fold.quantityOf(row));
  const own = considerationOf(fold, row, side);
  const linked = fold.table.rare.link.size > 0 && fold.links.optionsOf(row).length > 0;
  book(fold, holding, row, quantity, linked ? withLinkedOptions(fold, row, own) : own);
}

/** Changes a position by `quantity` for a consideration: closes what has the other sign, opens the rest. */
export function book(fold: Fold, holding: Holding, row: number, quantity: Int, consideration: Consideration): void {
  const day = fold.dayOf(row);
  let { received, receivedBase } = consideration;
  let left = quantity;
  const from = fold.closed.length;
  if (fold.uk !== null) {
    const rest = takeUkMatches(fold, holding, row, left, consideration);
    ({ quantity: left, received, receivedBase } = rest);
  }
  const position = holding.quantity;
  const closes = int.sign(position) === -int.sign(left) ? int.min(int.abs(position), int.abs(left)) : 0;
  if (closes !== 0) {
    const closing = position > 0 ? closes : int.neg(closes);
    const whole = int.abs(left) === closes;
    const share = whole ? received : multiplyDivide(received, closes, int.abs(left));
    const shareBase = whole || receivedBase === 0 ? receivedBase : multiplyDivide(receivedBase, closes, int.abs(left));
    holding.close(closing, share, { day, row, booked: consideration.booked }, fold.closed);
    left = int.add(left, closing);
    received = int.sub(received, share);
    receivedBase = int.sub(receivedBase, shareBase);
  }
  if (fold.closed.length > from) settleGains(fold, holding, row, from);
  if (left !== 0) {
    if (left < 0) checkShort(fold, holding, row);
    holding.open({ quantity: left, cost: int.neg(received), costBase: int.neg(receivedBase), opened: day, row });
  }
  holding.mark(day);
}

function checkShort(fold: Fold, holding: Holding, row: number): void {
  if (fold.settings.accounts[holding.account].allowShort) return;
  const symbol = fold.table.symbols.texts[holding.symbol];
  const account = fold.table.accounts.texts[holding.account];
  fold.report('oversold', row, 'quantity', `More ${symbol} is sold than ${account} holds, and it allows no shorts.`);
}

/** The gains of what a row has just closed: paid in cash by futures, converted at the booked rate where there is one. */
function settleGains(fold: Fold, holding: Holding, row: number, from: number): void {
  const terms = fold.settings.symbols[holding.symbol];
  const { closed } = fold;
  if (!terms.isFuture && closed[from].booked === null) return;
  let gain: Int = 0;
  for (let i = from; i < closed.length; i++) gain = int.add(gain, int.sub(closed[i].received, closed[i].cost));
  if (terms.isFuture) fold.entry('cash', holding.account, holding.symbol, terms.currency, gain, row);
  const { booked } = closed[from];
  if (booked !== null && gain !== 0) {
    const { account, symbol } = holding;
    fold.bookedGains.push({ account, symbol, currency: terms.currency, day: fold.dayOf(row), gain, scale: fold.scales.cost, booked });
  }
}

/** What a buy or sell brought in the instrument's currency; notes what its settlement exchanged. */
export function considerationOf(fold: Fold, row: number, side: 1 | -1): Consideration {
  const { table, settings } = fold;
  const symbol = table.symbol.values[row];
  const settle = table.settleCurrency.values[row];
  const { currency, isFuture } = settings.symbols[symbol];
  const priced = (): Int => {
    const value = fold.pricedValue(row) ?? 0;
    return fold.convert(side > 0 ? int.neg(value) : value, table.currency.values[row], currency, fold.dayOf(row));
  };
  if (isFuture) return withBase(fold, row, currency, priced(), null);
  const brought = settings.fees === 'capitalize' ? table.amount.unitsAt(row, fold.scales.cost) : fold.grossAmount(row);
  if (settle === currency) return withBase(fold, row, currency, brought, null);
  return crossSettled(fold, row, brought, table.price.has(row) ? priced() : null);
}

/** A trade that settled in another currency than the instrument's: the rate so booked wins. */
function crossSettled(fold: Fold, row: number, brought: Int, priced: Int | null): Consideration {
  const { table } = fold;
  const account = table.account.values[row];
  const symbol = table.symbol.values[row];
  const settle = table.settleCurrency.values[row];
  const currency = fold.currencyOf(symbol);
  const day = fold.dayOf(row);
  const costs = fold.settings.fees === 'capitalize' ? int.sub(brought, fold.grossAmount(row)) : 0;
  const received =
    priced === null ? fold.convert(brought, settle, currency, day) : int.add(priced, fold.convert(costs, settle, currency, day));
  fold.entry('exchanged', account, symbol, settle, brought, row);
  fold.entry('exchanged', account, symbol, currency, int.neg(received), row);
  if (received === 0) return withBase(fold, row, currency, received, null);
  const rate = fold.market.rate(settle, day);
  const booked: Rate = {
    numerator: int.mul(int.abs(brought), rate.numerator),
    denominator: int.mul(int.abs(received), rate.denominator),
  };
  return withBase(fold, row, currency, received, booked);
}

function withBase(fold: Fold, row: number, currency: number, received: Int, booked: Rate | null): Consideration {
  if (currency === fold.settings.baseCurrency) return { received, receivedBase: 0, booked };
  const rate = booked ?? fold.market.rate(currency, fold.dayOf(row));
  return { received, receivedBase: fold.toBase(received, rate), booked };
}
