import type { PlainEvent, PlainInput } from '../naive/input.ts';
import type { Change } from './language.ts';

/** The facts after the changes. An event that is corrected keeps its place in the file. */
export function changed(input: PlainInput, changes: readonly Change[]): PlainInput {
  return changes.reduce(afterChange, input);
}

function afterChange(input: PlainInput, change: Change): PlainInput {
  switch (change.kind) {
    case 'event':
      return { ...input, events: [...input.events, change.event] };
    case 'correct':
      return {
        ...input,
        events: input.events.map((event) => (event.id === known(input, change.id) ? change.event : event)),
      };
    case 'void':
      return { ...input, events: input.events.filter((event) => event.id !== known(input, change.id)) };
    case 'price': {
      const { row } = change;
      const others = input.prices.filter((one) => one.symbol !== row.symbol || one.date !== row.date);
      return { ...input, prices: row.price === null ? others : [...others, row] };
    }
    case 'rate': {
      const { row } = change;
      const others = input.rates.filter((one) => one.pair !== row.pair || one.date !== row.date);
      return { ...input, rates: row.rate === null ? others : [...others, row] };
    }
  }
}

function known(input: PlainInput, id: string): string {
  if (!input.events.some((event: PlainEvent) => event.id === id))
    throw new SyntaxError(`no event has the id ${id}`);
  return id;
}
