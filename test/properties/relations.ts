import { Fraction } from '../naive/fraction.ts';
import type { PlainEvent, PlainInput } from '../naive/input.ts';

/** The same facts on the basis of a split that happens on `date`: from then on more units at a lower price. */
export function withSplit(input: PlainInput, symbol: string, date: string, ratio: string): PlainInput {
  const times = (text: string | undefined) => text && Fraction.of(text).times(Fraction.of(ratio)).toString();
  const through = (text: string | undefined) =>
    text && Fraction.of(text).dividedBy(Fraction.of(ratio)).toString();
  const restated = (event: PlainEvent): PlainEvent => {
    if (event.date < date) return event;
    const own =
      event.symbol !== symbol
        ? {}
        : {
            quantity: times(event.quantity),
            price: through(event.price),
            ...(event.type === 'merger' && { ratio: through(event.ratio) }),
          };
    const other =
      event.to_symbol !== symbol
        ? {}
        : {
            to_quantity: times(event.to_quantity),
            ...(event.type === 'merger' && { ratio: times(event.ratio) }),
          };
    return defined({ ...event, ...own, ...other });
  };
  return {
    ...input,
    events: input.events.map(restated),
    prices: input.prices.map((row) =>
      row.symbol === symbol && row.date >= date ? { ...row, price: through(row.price) ?? row.price } : row,
    ),
    splits: [...input.splits, { symbol, date, ratio }],
  };
}

/**
 * The same ledger with so much cash in every account and currency that none of it is ever below zero. Halves of a
 * minor unit are rounded away from zero, so cash that a flow lifts over zero may move by a minor unit.
 */
export function neverOverdrawn(input: PlainInput): PlainInput {
  const date = input.events.map((event) => event.date).reduce((a, b) => (a < b ? a : b));
  const currencies = new Set(input.instruments.map(({ currency }) => currency ?? input.conventions.base));
  for (const { currency, to_currency } of input.events) {
    for (const one of [currency, to_currency]) if (one !== undefined) currencies.add(one);
  }
  const openings = input.accounts.flatMap(({ name }) =>
    [...currencies].map((currency) => ({
      id: `opening ${name} ${currency}`,
      type: 'opening' as const,
      date,
      account: name,
      currency,
      amount: '100000000',
    })),
  );
  return { ...input, events: [...openings, ...input.events] };
}

/** A new name has the units of the old one, so a split before it would have to be one of both names. */
export const isRenamedSince = (input: PlainInput, symbol: string, date: string): boolean =>
  input.events.some(
    (event) =>
      event.type === 'rename' && event.date >= date && [event.symbol, event.to_symbol].includes(symbol),
  );

/** Without the columns that are empty. */
const defined = (event: PlainEvent): PlainEvent =>
  Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)) as PlainEvent;

/** The rows of the file in another order of days; those of one day stay as they are. */
export function daysShuffled(input: PlainInput, picks: readonly number[]): PlainInput {
  const days = [...new Set(input.events.map(({ date }) => date))];
  const order = days.map((date, n) => ({ date, pick: picks[n % Math.max(1, picks.length)] ?? n }));
  order.sort((a, b) => a.pick - b.pick || (a.date < b.date ? 1 : -1));
  const events = order.flatMap(({ date }) => input.events.filter((event) => event.date === date));
  return { ...input, events };
}

export const withEvents = (input: PlainInput, ...events: readonly PlainEvent[]): PlainInput => ({
  ...input,
  events: [...input.events, ...events],
});
