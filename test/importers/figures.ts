import {
  add,
  type Decimal,
  dec,
  type EventInput,
  formatDecimal,
  multiply,
  negate,
  normalize,
} from '../../engine/index.ts';
import type { Draft } from '../../importers/index.ts';

/** Sums by a name, as plain decimals; what is zero is left out. */
export type Sums = Readonly<Record<string, string>>;

const ZERO = dec('0');
const decimalOf = (value: EventInput['amount']): Decimal | null =>
  value === undefined || value === null || value === '' ? null : dec(String(value));

/** What the drafts do to cash, by currency. A trade that states no amount moves ∓ quantity × price × multiplier − costs. */
export function cashOf(drafts: readonly Draft[]): Sums {
  return sums(
    drafts.flatMap(({ event }) => {
      const own = String(event.settleCurrency ?? event.currency);
      const to = decimalOf(event.toAmount);
      const cash: [string, Decimal][] = [[own, cashOfEvent(event)]];
      return to === null ? cash : [...cash, [String(event.toCurrency), to]];
    }),
  );
}

function cashOfEvent(event: EventInput): Decimal {
  const amount = decimalOf(event.amount);
  if (amount !== null) return amount;
  if (event.type !== 'buy' && event.type !== 'sell') return ZERO;
  const [quantity, price, multiplier] = [event.quantity, event.price, event.multiplier ?? '1'].map(
    (one) => decimalOf(one) ?? ZERO,
  );
  const gross = multiply(multiply(quantity, price), multiplier);
  const costs = add(decimalOf(event.fee) ?? ZERO, decimalOf(event.tax) ?? ZERO);
  return add(event.type === 'buy' ? negate(gross) : gross, negate(costs));
}

/** Units at the end, by symbol. Splits multiply what came before; a rename takes all units along. */
export function unitsOf(drafts: readonly Draft[]): Sums {
  const held = new Map<string, Decimal>();
  for (const { event } of drafts.toSorted((a, b) =>
    a.event.date < b.event.date ? -1 : a.event.date > b.event.date ? 1 : 0,
  )) {
    const symbol = String(event.symbol ?? '');
    const before = held.get(symbol) ?? ZERO;
    if (event.type === 'split') held.set(symbol, multiply(before, decimalOf(event.ratio) ?? ZERO));
    else if (event.type === 'rename') {
      held.set(String(event.toSymbol), before);
      held.delete(symbol);
    } else held.set(symbol, add(before, moved(event)));
  }
  return sums([...held]);
}

function moved(event: EventInput): Decimal {
  const units = decimalOf(event.quantity) ?? ZERO;
  const isOut = ['sell', 'transfer_out', 'option_expire', 'option_assign', 'option_exercise'].includes(
    event.type,
  );
  return isOut ? negate(units) : units;
}

/** Fees and taxes: those inside other events, and those that are events of their own, by currency. */
export function costsOf(drafts: readonly Draft[]): Sums {
  return sums(
    drafts.flatMap(({ event }) => {
      const own = String(event.settleCurrency ?? event.currency);
      const inside = [event.fee, event.tax].map((cost): [string, Decimal] => [own, decimalOf(cost) ?? ZERO]);
      const isOwn = event.type === 'fee' || event.type === 'tax';
      return isOwn ? [...inside, [own, negate(decimalOf(event.amount) ?? ZERO)]] : inside;
    }),
  );
}

function sums(parts: readonly (readonly [string, Decimal])[]): Sums {
  const totals = new Map<string, Decimal>();
  for (const [name, value] of parts) totals.set(name, add(totals.get(name) ?? ZERO, value));
  const filled = [...totals].filter(([, value]) => value.units !== 0);
  return Object.fromEntries(filled.map(([name, value]) => [name, formatDecimal(normalize(value))]));
}

/** An event on one line, as `2024-01-02 buy 10 ACME at 150 USD = -1501 USD fee 1`. */
export function told({ event }: Draft): string {
  const { date, time, type, symbol, quantity, price, amount, currency, settleCurrency } = event;
  const cash = settleCurrency ?? currency;
  const parts = [
    time ? `${date} ${time}` : date,
    type,
    quantity,
    symbol,
    price === undefined ? '' : `at ${price} ${currency}`,
    amount === undefined ? '' : `= ${amount} ${cash}`,
    event.fee === undefined ? '' : `fee ${event.fee}`,
    event.tax === undefined ? '' : `tax ${event.tax}`,
    event.ratio === undefined ? '' : `ratio ${event.ratio}`,
    event.toSymbol === undefined ? '' : `to ${event.toSymbol}`,
    event.toAmount === undefined ? '' : `to ${event.toAmount} ${event.toCurrency}`,
    event.multiplier === undefined ? '' : `multiplier ${event.multiplier}`,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
