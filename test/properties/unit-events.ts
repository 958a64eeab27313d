import { Fraction } from '../naive/fraction.ts';
import type { PlainEvent } from '../naive/input.ts';
import { mergeOrRename, otherShare, returnOfCapital, spinOff } from './corporate-events.ts';
import { amountOf, type Intent, type LedgerWriter, levelOf, priceNear, unitsOf } from './ledger-writer.ts';
import { type Context, isShare, moved } from './unit-context.ts';

/** Writes an event that moves units; where that is not possible, none. */
export function unitEvent(writer: LedgerWriter, intent: Intent, account: string): void {
  const { instruments } = writer.setting;
  const one = instruments[intent.symbol % instruments.length];
  if (writer.held.isFrozen(account, one.symbol)) return;
  const context = { writer, intent, account, one };
  const { kind } = intent;
  if (kind < 34) buyOrSell(context, 'buy');
  else if (kind < 44) buyOrSell(context, 'sell');
  else if (kind < 46) dividend(context);
  else if (kind === 46) ownSplit(context);
  else if (kind < 49) arrive(context);
  else if (kind < 52) send(context);
  else if (kind < 54) spinOff(context);
  else if (kind < 56) mergeOrRename(context);
  else if (kind < 58) returnOfCapital(context);
  else if (kind < 62) endOption(context);
  else adjustUnits(context);
}

const priceOf = ({ intent, one }: Context): string => priceNear(levelOf(one), intent.price);
const costsOf = ({ cost }: Intent) => ({
  ...(cost % 3 === 0 ? { fee: `${cost % 10}.${cost}` } : {}),
  ...(cost % 10 === 7 ? { tax: '0.335' } : {}),
});

function buyOrSell(context: Context, type: 'buy' | 'sell', more: Partial<PlainEvent> = {}): void {
  const { writer, intent, account, one } = context;
  const { symbol, currency } = one;
  const quantity = more.quantity ?? unitsOf(intent.size, intent.cost);
  const units = Fraction.of(quantity);
  const base = { type, account, symbol, quantity, currency, ...costsOf(intent), ...more };
  const event = writer.put({
    ...base,
    ...settlement(context, type, quantity),
    ...namedLot(context, type, units),
  });
  writer.held.noteTrade(event);
  writer.held.add(account, symbol, type === 'buy' ? units : units.negated());
}

/** Price alone, price and amount, amount alone, or an amount of another currency. */
function settlement(context: Context, type: 'buy' | 'sell', quantity: string): Partial<PlainEvent> {
  const { writer, intent, one } = context;
  const price = priceOf(context);
  if (one.kind === 'future') return { price };
  const factor = Fraction.of(one.multiplier ?? (one.symbol.length > 3 ? '100' : '1')).times(
    Fraction.of(one.price_factor ?? '1'),
  );
  const value = Fraction.of(quantity).times(Fraction.of(price)).times(factor);
  const costs = Fraction.of(costsOf(intent).fee ?? '0').plus(Fraction.of(costsOf(intent).tax ?? '0'));
  const signed = (gross: Fraction): string =>
    (type === 'buy' ? gross.negated() : gross).minus(costs).rounded(2).toString();
  const others = writer.setting.currencies.filter((currency) => currency !== one.currency);
  if (intent.more % 10 === 3 && others.length > 0) {
    // The broker's own rate, somewhere around one to one; the books must not care.
    return {
      price,
      settle_currency: others[intent.more % others.length],
      amount: signed(value.times(Fraction.of('1.07'))),
    };
  }
  if (intent.more % 10 === 4 && others.length > 0 && one.kind !== 'crypto')
    return { price, currency: others[0] };
  if (intent.more % 10 === 5 && writer.wishes.amountOnly) return { amount: signed(value) };
  return intent.more % 10 === 6 ? { price, amount: signed(value) } : { price };
}

function namedLot(
  { writer, account, intent, one }: Context,
  type: string,
  units: Fraction,
): { lot?: string } {
  const method = writer.setting.accounts.find(({ name }) => name === account)?.lot_method;
  if (method !== 'specific' || type !== 'sell' || intent.more % 2 === 0) return {};
  const lot = writer.held.lotFor(account, one.symbol, units, intent.more);
  return lot === null ? {} : { lot };
}

function dividend(context: Context): void {
  const { writer, intent, account, one } = context;
  const { symbol, currency } = one;
  const base = { type: 'dividend' as const, account, symbol, currency };
  if (intent.kind % 2 === 0 || !isShare(one)) {
    const amount = amountOf(intent.size % 400, intent.cost);
    return void writer.put({
      ...base,
      amount: intent.more % 6 === 0 ? `-${amount}` : amount,
      ...costsOf(intent),
    });
  }
  const quantity = `0.${1 + (intent.size % 99)}`;
  writer.put({ ...base, quantity, price: priceOf(context) });
  moved(context, symbol, Fraction.of(quantity));
}

function ownSplit(context: Context): void {
  const { writer, intent, account, one } = context;
  const { symbol } = one;
  const isFree =
    !writer.held.wasTouchedToday(account, symbol) && !writer.held.isFileSplitDay(symbol, writer.date);
  if (!isFree || !isShare(one) || !writer.wishes.splits || writer.held.of(account, symbol).isZero()) return;
  const { ratio, counts } = writer.held.ownRatio(symbol, writer.day, intent.more);
  writer.put({ type: 'split', account, symbol, ratio });
  if (counts) writer.held.multiply(account, symbol, ratio);
  writer.held.freeze(account, symbol);
}

/** Units from outside, with or without what they cost. */
function arrive(context: Context): void {
  const { writer, intent, account, one } = context;
  const { symbol, currency } = one;
  if (writer.held.isFileSplitDay(symbol, writer.date)) return;
  const isShort = intent.more % 9 === 0;
  const quantity = `${isShort ? '-' : ''}${unitsOf(intent.size, intent.cost)}`;
  const needsPrice = !writer.held.isQuoted(symbol, writer.day) || intent.more % 3 > 0;
  const type = intent.kind % 2 === 0 ? 'opening' : 'transfer_in';
  const price = needsPrice ? { price: priceOf(context) } : {};
  writer.put({
    type,
    account,
    symbol,
    currency,
    quantity,
    ...price,
    ...(type === 'opening' ? {} : costsOf(intent)),
  });
  moved(context, symbol, Fraction.of(quantity));
}

/** A part of what is held: to another account at once or over days, or away. */
function send(context: Context): void {
  const { writer, intent, account, one } = context;
  const { symbol, currency } = one;
  const held = writer.held.of(account, symbol);
  const to = writer.accountAt(intent.account + 1);
  if (held.isZero() || writer.isUk(account) || writer.held.isFileSplitDay(symbol, writer.date)) return;
  const part = intent.more % 3 === 0 ? held : Fraction.of(held.times(Fraction.of('0.5')).toString());
  const quantity = part.toString();
  const out = { type: 'transfer_out' as const, account, symbol, currency, quantity };
  const into = { ...out, type: 'transfer_in' as const, account: to };
  const leaves = () => moved(context, symbol, part.negated());
  if (to === account || intent.more % 4 === 0) {
    writer.put(out);
    leaves();
    return writer.held.freeze(account, symbol);
  }
  if (writer.held.isFrozen(to, symbol)) return;
  if (intent.more % 4 === 1 && writer.wishes.transit && writer.setting.splits.length === 0) {
    const link = `units ${writer.day} ${intent.size} ${symbol} ${account}`;
    if (intent.more % 8 === 1 && !writer.held.wasTouchedToday(account, symbol)) {
      const arrived = writer.put({ ...into, link });
      writer.later(1 + (intent.more % 17), [{ ...out, link, date: '', id: `i${arrived.id}` }], () => {});
      moved({ ...context, account: to }, symbol, part);
      leaves();
      writer.held.freeze(to, symbol);
      return writer.held.freeze(account, symbol);
    }
    const sent = writer.put({ ...out, link });
    writer.later(1 + (intent.more % 17), [{ ...into, link, date: '', id: `i${sent.id}` }], () =>
      moved({ ...context, account: to }, symbol, part),
    );
  } else {
    writer.put(out);
    writer.put(into);
    moved({ ...context, account: to }, symbol, part);
    writer.held.freeze(to, symbol);
  }
  leaves();
  writer.held.freeze(account, symbol);
}

/** Contracts end, now and then into a trade of shares. */
function endOption(context: Context): void {
  const { writer, intent, account, one } = context;
  const held = writer.held.of(account, one.symbol);
  if (one.kind !== 'option' || held.isZero() || writer.isUk(account)) return;
  const type = (['option_expire', 'option_assign', 'option_exercise'] as const)[intent.more % 3];
  const part = intent.more % 2 === 0 ? held : Fraction.of(held.times(Fraction.of('0.5')).toString());
  const share = otherShare(context);
  const isLinked = intent.cost % 2 === 0 && share !== null;
  const link = isLinked ? { link: `ends ${writer.day} ${intent.size} ${account}` } : {};
  writer.put({ type, account, symbol: one.symbol, quantity: part.size().toString(), ...link });
  moved(context, one.symbol, part.negated());
  writer.held.freeze(account, one.symbol);
  if (!isLinked || share === null) return;
  buyOrSell({ ...context, one: share }, intent.more % 5 < 3 ? 'buy' : 'sell', { quantity: '100', ...link });
  writer.held.freeze(account, share.symbol);
}

function adjustUnits(context: Context): void {
  const { writer, intent, account, one } = context;
  if (one.kind === 'future' || writer.held.isFileSplitDay(one.symbol, writer.date)) return;
  const quantity = `${intent.more % 2 === 0 ? '-' : ''}${unitsOf(intent.size, intent.cost)}`;
  writer.put({
    type: 'adjustment',
    account,
    symbol: one.symbol,
    currency: one.currency,
    quantity,
    price: priceOf(context),
  });
  moved(context, one.symbol, Fraction.of(quantity));
}
