import { Fraction } from '../naive/fraction.ts';
import { amountOf } from './ledger-writer.ts';
import { type Context, isShare, moved, type Priced } from './unit-context.ts';

/** Another share that is free in the account today. */
export function otherShare({ writer, account, one, intent }: Context): Priced | null {
  const others = writer.setting.instruments.filter(
    (other) => other !== one && isShare(other) && !writer.held.isFrozen(account, other.symbol),
  );
  return others.length === 0 ? null : others[intent.more % others.length];
}

/** The same, and it can take the lots of a long position. */
function successorShare(context: Context): Priced | null {
  const other = otherShare(context);
  const { writer, account } = context;
  return other === null || writer.held.of(account, other.symbol).sign() < 0 ? null : other;
}

/** The account holds shares of it that a corporate action may change. */
function actionOn({ writer, account, one }: Context): Fraction | null {
  const held = writer.held.of(account, one.symbol);
  const isPossible = isShare(one) && !writer.isUk(account) && held.sign() > 0;
  return isPossible && !writer.held.isFileSplitDay(one.symbol, writer.date) ? held : null;
}

export function spinOff(context: Context): void {
  const { writer, intent, account, one } = context;
  const held = actionOn(context);
  const child = successorShare(context);
  if (held === null || child === null) return;
  const units = Fraction.of(held.times(Fraction.of(['1', '0.5', '0.2'][intent.more % 3])).toString());
  const known =
    writer.held.isQuoted(one.symbol, writer.day) && writer.held.isQuoted(child.symbol, writer.day);
  const fraction = known && intent.more % 2 === 0 ? {} : { cost_fraction: `0.${10 + (intent.size % 80)}` };
  writer.put({
    type: 'spinoff',
    account,
    symbol: one.symbol,
    to_symbol: child.symbol,
    to_quantity: units.toString(),
    ...fraction,
  });
  moved(context, child.symbol, units);
  moved(context, one.symbol, Fraction.of('0'));
  writer.held.freeze(account, one.symbol, child.symbol);
}

export function mergeOrRename(context: Context): void {
  const { writer, intent, account, one } = context;
  const held = actionOn(context);
  const to = successorShare(context);
  if (held === null || to === null) return;
  const symbols = { account, symbol: one.symbol, to_symbol: to.symbol };
  const ratio = intent.kind % 2 === 0 ? '1' : ['0.5', '2', '0.25'][intent.more % 3];
  const cash =
    intent.more % 2 === 0 ? { amount: amountOf(intent.size % 300, intent.cost), currency: one.currency } : {};
  const fraction = intent.more % 4 === 0 ? { cost_fraction: `0.${10 + (intent.size % 80)}` } : {};
  if (intent.kind % 2 === 0) writer.put({ type: 'rename', ...symbols });
  else
    writer.put({
      type: 'merger',
      ...symbols,
      ratio,
      ...cash,
      ...(cash.amount === undefined ? {} : fraction),
    });
  moved(context, one.symbol, held.negated());
  moved(context, to.symbol, held.times(Fraction.of(ratio)));
  writer.held.freeze(account, one.symbol, to.symbol);
}

export function returnOfCapital(context: Context): void {
  const { writer, intent, account, one } = context;
  if (actionOn(context) === null) return;
  const amount = amountOf(intent.size % 500, intent.cost);
  writer.put({ type: 'return_of_capital', account, symbol: one.symbol, amount, currency: one.currency });
  writer.held.freeze(account, one.symbol);
}
