import { type Book, takeCash } from './book.ts';
import { merge, moveLots, returnCapital, spinOff } from './corporate.ts';
import { Fraction, NOTHING, total } from './fraction.ts';
import type { Fact } from './input.ts';
import { applyTransfer } from './kind.ts';
import { costOf, freeOf, type Lot, quantityOf } from './lots.ts';
import type { SpentCost } from './trade-value.ts';
import { changePosition, NO_COST, settleLot, takeAway, trade } from './trades.ts';
import type { World } from './world.ts';

/** What linked options had cost, by the row of the trade that it went into. */
export type OptionCosts = Map<number, SpentCost>;

/** Applies one event to its account. */
export function applyEvent(world: World, event: Fact, optionCosts: OptionCosts): void {
  const book = world.book(event.account);
  switch (event.type) {
    case 'opening':
    case 'transfer_in':
    case 'transfer_out':
      return applyTransfer(world, book, event);
    case 'deposit':
      return void book.add('deposits', event.settle, takeCash(book, event));
    case 'withdrawal':
      return void book.add('withdrawals', event.settle, takeCash(book, event).negated());
    case 'buy':
    case 'sell':
      return trade(world, book, event, optionCosts.get(event.row) ?? NO_COST);
    case 'dividend':
    case 'interest':
      return applyIncome(world, book, event);
    case 'fee':
    case 'tax':
      return applyCharge(book, event);
    case 'split': {
      const ratio = Fraction.of(event.plain.ratio ?? '1');
      return world.market.isInFile(event.symbol, { day: event.day, ratio })
        ? undefined
        : multiplyUnits(book, event.symbol, ratio);
    }
    case 'spinoff':
      return spinOff(world, book, event);
    case 'merger':
      return merge(world, book, event);
    case 'rename':
      return moveLots(world, book, event, freeOf(book.holding(event.symbol)), event.plain.to_symbol ?? '');
    case 'return_of_capital':
      return returnCapital(world, book, event, takeCash(book, event), null);
    case 'fx': {
      book.add('exchanged', event.settle, takeCash(book, event));
      book.add('cash', event.toCurrency, event.toAmount);
      return book.add('exchanged', event.toCurrency, event.toAmount);
    }
    case 'option_expire':
    case 'option_assign':
    case 'option_exercise':
      return endOption(world, book, event, optionCosts);
    case 'adjustment':
    case 'unclassified':
      return adjust(world, book, event);
  }
}

function applyIncome(world: World, book: Book, event: Fact): void {
  const inUnits = event.type === 'dividend' && event.amount === null && !event.quantity.isZero();
  book.add('income', event.settle, takeCash(book, event));
  if (!inUnits) return;
  const { currency, factor } = world.market.terms(event.symbol);
  const value = event.quantity.times(event.price ?? NOTHING).times(factor);
  const cost = world.market
    .converted(value, event.currency, currency, event.day)
    .rounded(world.digits(event.symbol));
  book.add('income', event.currency, value);
  if (event.currency !== currency) {
    book.add('exchanged', event.currency, value.negated());
    book.add('exchanged', currency, cost);
  }
  receive(world, book, event, event.symbol, event.quantity, cost);
}

/** The whole charge is of the event's own kind, but for the part that is said to be of the other. */
function applyCharge(book: Book, event: Fact): void {
  const amount = event.amount ?? NOTHING;
  const [own, other] = event.type === 'fee' ? (['fees', 'taxes'] as const) : (['taxes', 'fees'] as const);
  const part = event.type === 'fee' ? event.tax : event.fee;
  book.add('cash', event.settle, amount);
  book.add(own, event.settle, amount.negated().minus(part));
  book.add(other, event.settle, part);
}

/** New units with a cost of their own. */
export function receive(
  world: World,
  book: Book,
  event: Fact,
  symbol: string,
  quantity: Fraction,
  cost: Fraction,
): void {
  const { currency } = world.market.terms(symbol);
  const costBase = cost.times(world.market.rate(currency, event.day).rate);
  const lot: Lot = { opened: event.day, quantity, cost, costBase, id: event.plain.id ?? null, keptFor: null };
  settleLot(world, book, event, symbol, lot);
}

export function multiplyUnits(book: Book, symbol: string, ratio: Fraction): void {
  book.hold(
    symbol,
    book.holding(symbol).map((lot) => ({ ...lot, quantity: lot.quantity.times(ratio) })),
  );
}

/** The contracts go for nothing; where a trade carries the same link, what they cost goes into that. */
function endOption(world: World, book: Book, event: Fact, optionCosts: OptionCosts): void {
  takeCash(book, event);
  const { symbol, day } = event;
  const from = world.market.terms(symbol).currency;
  const into = world.ledger.find(
    (other) =>
      (other.type === 'buy' || other.type === 'sell') &&
      other.day === day &&
      other.account === event.account &&
      event.plain.link !== undefined &&
      other.plain.link === event.plain.link,
  );
  if (into === undefined) {
    const isBuy = quantityOf(freeOf(book.holding(symbol))).sign() < 0;
    const { rate } = world.market.rate(from, day);
    const size = event.quantity.size();
    changePosition(world, book, event, {
      symbol,
      opened: day,
      size,
      isBuy,
      value: NOTHING,
      rate,
      costRate: rate,
    });
    return;
  }
  const lots = takeAway(world, book, symbol, event.quantity, null);
  const cost = costOf(lots);
  const { currency } = world.market.terms(into.symbol);
  const moved = world.market.converted(cost, from, currency, day).rounded(world.digits(into.symbol));
  if (from !== currency) {
    book.add('exchanged', from, cost.negated());
    book.add('exchanged', currency, moved);
  }
  const before = optionCosts.get(into.row) ?? NO_COST;
  optionCosts.set(into.row, {
    cost: before.cost.plus(moved),
    costBase: before.costBase.plus(total(lots.map((lot) => lot.costBase))),
  });
}

/** Cash or units that come or go for no known reason; units count at the price stated, else at the market's. */
function adjust(world: World, book: Book, event: Fact): void {
  book.add('adjustments', event.settle, takeCash(book, event));
  if (event.symbol === '' || event.quantity.isZero()) return;
  const { currency, factor } = world.market.terms(event.symbol);
  const price = event.price ?? world.market.price(event.symbol, event.day)?.price ?? NOTHING;
  const from = event.price === null ? currency : event.currency;
  const worth = event.quantity.times(price).times(factor);
  const value = world.market.converted(worth, from, currency, event.day).rounded(world.digits(event.symbol));
  book.add('adjustments', currency, value);
  const { rate } = world.market.rate(currency, event.day);
  changePosition(world, book, event, {
    symbol: event.symbol,
    opened: event.day,
    size: event.quantity.size(),
    isBuy: event.quantity.sign() > 0,
    value: value.size(),
    rate,
    costRate: rate,
  });
}
