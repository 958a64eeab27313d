import fc from 'fast-check';
import { addDays, formatDay } from '../../engine/calendar/day.ts';
import { Fraction } from '../naive/fraction.ts';
import { dayFrom, type PlainEvent, type PlainInput } from '../naive/input.ts';
import { changed } from '../scenarios/change.ts';
import type { Change } from '../scenarios/language.ts';
import { dateAt, levelOf, priceNear } from './setting.ts';

type Draw = {
  readonly kind: number;
  readonly at: number;
  readonly day: number;
  readonly size: number;
  readonly move: number;
};

const draw: fc.Arbitrary<Draw> = fc.record({
  kind: fc.nat(15),
  at: fc.nat(9999),
  day: fc.nat(700),
  size: fc.nat(999),
  move: fc.integer({ min: -3000, max: 3000 }),
});

/** A ledger and a chain of changes to it: events added, corrected and voided, prices and rates set and taken back. */
export function withEdits(
  ledgers: fc.Arbitrary<PlainInput>,
  most: number,
): fc.Arbitrary<{ input: PlainInput; changes: Change[] }> {
  return fc
    .tuple(ledgers, fc.array(draw, { minLength: 1, maxLength: most }))
    .map(([input, draws]) => ({ input, changes: changesOf(input, draws) }));
}

function changesOf(input: PlainInput, draws: readonly Draw[]): Change[] {
  const changes: Change[] = [];
  let now = input;
  draws.forEach((one, n) => {
    const change = changeOf(now, one, `x${n}`);
    if (change === null) return;
    changes.push(change);
    now = changed(now, [change]);
  });
  return changes;
}

function changeOf(input: PlainInput, one: Draw, id: string): Change | null {
  const event = input.events[one.at % Math.max(1, input.events.length)];
  if (one.kind < 5) return { kind: 'event', event: newEvent(input, one, id) };
  if (one.kind < 8)
    return event?.id === undefined ? null : { kind: 'correct', id: event.id, event: corrected(event, one) };
  if (one.kind < 10) {
    const isLast = input.events.length < 2;
    return event?.id === undefined || isLast ? null : { kind: 'void', id: event.id };
  }
  if (one.kind < 14) return priceChange(input, one);
  return rateChange(input, one);
}

/** Simple events: what they need is never more than an account and an instrument. */
function newEvent(
  { accounts, instruments, conventions }: PlainInput,
  { at, day, size, move }: Draw,
  id: string,
): PlainEvent {
  const one = instruments[at % instruments.length];
  const base = { id, date: dateAt(day), account: accounts[size % accounts.length].name };
  const money = { currency: size % 2 === 0 ? conventions.base : (one.currency ?? conventions.base) };
  const trade = {
    symbol: one.symbol,
    currency: one.currency,
    quantity: `${1 + (size % 30)}`,
    price: priceNear(levelOf(one), move),
  };
  const kinds: PlainEvent[] = [
    { ...base, ...money, type: 'deposit', amount: `${size}.25` },
    { ...base, ...money, type: 'withdrawal', amount: `-${size}.75` },
    { ...base, ...trade, type: 'buy', fee: '1.5' },
    { ...base, ...trade, type: 'sell' },
    { ...base, ...trade, type: 'transfer_in' },
    { ...base, ...money, type: 'dividend', symbol: one.symbol, amount: `${size}.005` },
    { ...base, ...money, type: 'fee', amount: `-${size}.5` },
    {
      ...base,
      type: 'opening',
      currency: trade.currency,
      symbol: trade.symbol,
      quantity: trade.quantity,
      price: trade.price,
    },
  ];
  return kinds[at % kinds.length];
}

/** The same event on another day, or of another size. */
function corrected(event: PlainEvent, { kind, size, move }: Draw): PlainEvent {
  if (kind === 5) return { ...event, date: formatDay(addDays(dayFrom(event.date), (size % 40) - 15)) };
  const more = (text: string, by: string): string => {
    const value = Fraction.of(text);
    const step = Fraction.of(by);
    return value.plus(value.sign() < 0 ? step.negated() : step).toString();
  };
  if (event.type === 'buy' || event.type === 'sell') {
    const { amount: _, ...rest } = event;
    const price = event.price ?? priceNear(100, move);
    if (event.settle_currency === undefined)
      return { ...rest, price, quantity: more(event.quantity ?? '1', '2.5') };
  }
  if (event.amount !== undefined) return { ...event, amount: more(event.amount, `${1 + size}.01`) };
  return { ...event, date: formatDay(addDays(dayFrom(event.date), 1)) };
}

function priceChange({ instruments, prices }: PlainInput, { kind, at, day, move }: Draw): Change | null {
  const one = instruments[at % instruments.length];
  const stated = prices.filter((row) => row.symbol === one.symbol);
  const currency = stated.find((row) => row.currency !== undefined)?.currency;
  if (kind === 13) {
    return stated.length === 0
      ? null
      : { kind: 'price', row: { ...stated[day % stated.length], price: null } };
  }
  const date = kind === 12 && stated.length > 0 ? stated[day % stated.length].date : dateAt(day);
  const row = {
    symbol: one.symbol,
    date,
    price: priceNear(levelOf(one), move),
    ...(currency === undefined ? {} : { currency }),
  };
  return { kind: 'price', row };
}

/** A rate set, or taken back where another one stays. */
function rateChange({ rates }: PlainInput, { kind, at, day, move }: Draw): Change | null {
  if (rates.length === 0) return null;
  const row = rates[at % rates.length];
  const isOnly = rates.filter((other) => other.pair === row.pair).length < 2;
  if (kind === 15 && !isOnly) return { kind: 'rate', row: { pair: row.pair, date: row.date, rate: null } };
  return {
    kind: 'rate',
    row: { pair: row.pair, date: dateAt(day), rate: priceNear(Number(row.rate), move / 20) },
  };
}
