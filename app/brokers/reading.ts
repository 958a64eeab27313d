import type { ActivityEvent, ActivityReading, EventColumns } from '../service/ports/index.ts';
import { isNothing, magnitude, negated, signOfText } from './exact.ts';

/** What a type says of the direction of its money; `either`: the provider's sign says it. */
export type Direction = 'in' | 'out' | 'either';

type Columns = { readonly [Name in keyof EventColumns]?: string | undefined } & {
  readonly date: string;
  readonly type: string;
};

/** An event of the columns that are filled. */
export function eventOf(columns: Columns, splitUnits?: string): ActivityEvent {
  const filled = Object.entries(columns).filter(([, text]) => text !== undefined && text !== '');
  const event = { columns: Object.fromEntries(filled) as EventColumns };
  return splitUnits === undefined ? event : { ...event, splitUnits };
}

export const readAs = (...events: ActivityEvent[]): ActivityReading => ({
  outcome: 'read',
  events,
  doubts: [],
});

export const noEvent = (why: string): ActivityReading => ({ outcome: 'no_event', events: [], doubts: [why] });

/** The same reading with something that does not fit. */
export const doubted = (reading: ActivityReading, ...doubts: string[]): ActivityReading => ({
  ...reading,
  doubts: [...reading.doubts, ...doubts],
});

/**
 * An amount by the direction of its type, of the size that the provider states. Where the provider's sign says the
 * opposite, neither is trusted in silence: the type decides, and the doubt is told.
 */
export function directed(amount: string, direction: Direction): { amount: string; doubts: string[] } {
  if (direction === 'either' || isNothing(amount)) return { amount, doubts: [] };
  const size = magnitude(amount);
  const said = direction === 'in' ? size : negated(size);
  const fits = signOfText(said) === signOfText(amount);
  return { amount: said, doubts: fits ? [] : [`its amount ${amount} has the sign of the other direction`] };
}

/** An event of money alone. */
export function moneyEvent(
  columns: Columns & { readonly amount: string },
  direction: Direction,
): ActivityReading {
  const { amount, doubts } = directed(columns.amount, direction);
  return { outcome: 'read', events: [eventOf({ ...columns, amount })], doubts };
}

/** What nobody knows the meaning of moves what it states; where it states nothing it is only kept. */
export function unclassified(columns: Omit<Columns, 'type'>, why: string): ActivityReading {
  const { amount, symbol, quantity, price, ...rest } = columns;
  const units = symbol === undefined || isNothing(quantity) ? {} : { symbol, quantity, price };
  const money = isNothing(amount) ? {} : { amount };
  const isEmpty = Object.keys(units).length + Object.keys(money).length === 0;
  const { note = why } = columns;
  const event = eventOf({ ...rest, ...units, ...money, note, type: 'unclassified', date: columns.date });
  return { outcome: 'unclassified', events: isEmpty ? [] : [event], doubts: [why] };
}
