import {
  absolute,
  add,
  type Decimal,
  decimal,
  divide,
  type EventInput,
  equals,
  formatDecimal,
  multiply,
  normalize,
  signOf,
  subtract,
} from '@tidemark/engine';
import { baseOf, symbolOf } from './events.ts';
import type { Draft } from './reading.ts';
import type { Row } from './row.ts';

/** A row that is half of an event. */
export interface Half {
  readonly row: Row;
  readonly currency: string;
}

/** Halves that found each other, and those that did not. */
export interface Paired {
  readonly drafts: Draft[];
  readonly alone: Half[];
}

/** Conversions of currency: of one instant or id, one currency out and another in. */
export function pairConversions(legs: readonly Half[]): Paired {
  return paired(legs, instantOf, (one, other) => {
    const [a, b] = [one.row.number('amount'), other.row.number('amount')];
    if (a === null || b === null || one.currency === other.currency || signOf(a) * signOf(b) >= 0)
      return null;
    const [from, to, out, into] = signOf(a) < 0 ? [one, other, a, b] : [other, one, b, a];
    const event = baseOf(from.row, 'fx', from.currency);
    if (event === null) return null;
    const { symbol: _, ...rest } = event;
    return [{ ...rest, amount: formatDecimal(out), toAmount: formatDecimal(into), toCurrency: to.currency }];
  });
}

/** Splits stated as all old units out and all new units in. */
export function pairSplits(halves: readonly Half[]): Paired {
  return paired(
    halves,
    ({ row }) => symbolOf(row),
    (one, other) => {
      const isClose = one.row.sign('quantity') < 0 || /close/i.test(one.row.text('type'));
      const [close, open] = isClose ? [one, other] : [other, one];
      const [before, after] = [close.row.number('quantity'), open.row.number('quantity')];
      const event = baseOf(close.row, 'split', '');
      if (event === null || before === null || after === null || signOf(before) === 0) return null;
      return [{ ...event, ratio: ratioText(absolute(before), absolute(after)) }];
    },
  );
}

/** All units of one instrument given up for as many of another. */
export function pairRenames(halves: readonly Half[]): Paired {
  const keyOf = ({ row }: Half): string => `${row.moment()?.date} ${row.size('quantity')}`;
  return paired(halves, keyOf, (one, other) => {
    if (one.row.sign('quantity') * other.row.sign('quantity') >= 0) return null;
    const [from, to] = one.row.sign('quantity') < 0 ? [one, other] : [other, one];
    const event = baseOf(from.row, 'rename', '');
    return event === null ? null : [{ ...event, toSymbol: symbolOf(to.row) }];
  });
}

/** Units of one instrument given up for units of another, at the value that the row of those given up states. */
export function pairSwaps(halves: readonly Half[]): Paired {
  return paired(halves, instantOf, (one, other) => {
    if (one.row.sign('quantity') * other.row.sign('quantity') >= 0) return null;
    const [out, into] = one.row.sign('quantity') < 0 ? [one, other] : [other, one];
    const value = out.row.size('amount');
    const [sale, purchase] = [baseOf(out.row, 'sell', out.currency), baseOf(into.row, 'buy', out.currency)];
    if (value === undefined) return unvalued(out.row, into.row);
    if (sale === null || purchase === null) return null;
    return [
      { ...sale, quantity: out.row.size('quantity'), amount: value },
      { ...purchase, quantity: into.row.size('quantity'), amount: `-${value}` },
    ];
  });
}

/**
 * Units for units of which the file states no value in money: kept as they are, unclassified, so that the ledger has
 * what is held and shows what it cannot explain. Costs in units come off what is received.
 */
function unvalued(one: Row, other: Row): EventInput[] | null {
  const events = [one, other].map((row): EventInput | null => {
    const event = baseOf(row, 'unclassified', '');
    const moved = row.number('quantity');
    if (event === null || moved === null) return null;
    const costs = absolute(row.number('fee') ?? decimal(0, 0));
    return { ...event, quantity: formatDecimal(subtract(moved, costs)) };
  });
  return events.includes(null) ? null : (events as EventInput[]);
}

function instantOf({ row }: Half): string {
  const moment = row.moment();
  return row.text('pair') || row.text('id') || `${moment?.date} ${moment?.time}`;
}

function paired(
  halves: readonly Half[],
  keyOf: (half: Half) => string,
  join: (one: Half, other: Half) => readonly EventInput[] | null,
): Paired {
  const open = new Map<string, Half[]>();
  const drafts: Draft[] = [];
  for (const half of halves) {
    const key = keyOf(half);
    const waiting = open.get(key) ?? [];
    const at = waiting.findIndex((other) => join(other, half) !== null);
    const events = at < 0 ? null : join(waiting[at], half);
    if (events === null) open.set(key, [...waiting, half]);
    else {
      const [other] = waiting.splice(at, 1);
      const id = other.row.text('id');
      const rows = { line: other.row.line, others: [half.row.line] };
      events.forEach((event, k) => {
        drafts.push({ ...rows, event, sourceId: id === '' ? null : k === 0 ? id : `${id}/${k + 1}` });
      });
    }
  }
  return { drafts, alone: [...open.values()].flat() };
}

const RATIO_DIGITS = 12;

/** New units per old: in small whole numbers where they make it to six digits, else to twelve digits. */
export function ratioText(before: Decimal, after: Decimal): string {
  const small = smallRatio(before, after);
  const [a, b] = small ?? [after, before];
  const digits =
    typeof a === 'number'
      ? divide(decimal(a, 0), decimal(b as number, 0), RATIO_DIGITS, 'half-even')
      : divide(a, b as Decimal, RATIO_DIGITS, 'half-even');
  return formatDecimal(normalize(digits));
}

const SMALL_MAX = 20;

/** Small whole numbers in the proportion of two quantities, to one part in a million; null where there are none. */
export function smallRatio(before: Decimal, after: Decimal): [after: number, before: number] | null {
  const close = (a: number, b: number): boolean => {
    const [left, right] = [multiply(before, decimal(a, 0)), multiply(after, decimal(b, 0))];
    const off = absolute(add(left, multiply(right, decimal(-1, 0))));
    return (
      equals(left, right) ||
      signOf(add(multiply(absolute(left), decimal(1, 6)), multiply(off, decimal(-1, 0)))) > 0
    );
  };
  for (let n = 1; n <= 1000; n++) {
    if (close(n, 1)) return [n, 1];
    if (close(1, n)) return [1, n];
  }
  for (let b = 2; b <= SMALL_MAX; b++) for (let a = 2; a <= SMALL_MAX; a++) if (close(a, b)) return [a, b];
  return null;
}

/** Money for units or units for money, in two rows; costs in units come off what is received. */
export function pairExchanges(halves: readonly Half[]): Paired {
  return paired(halves, instantOf, (one, other) => {
    const [money, units] = symbolOf(one.row) === '' ? [one, other] : [other, one];
    const [cash, moved] = [money.row.number('amount'), units.row.number('quantity')];
    if (symbolOf(one.row) !== '' && symbolOf(other.row) !== '')
      return one.row.sign('quantity') * other.row.sign('quantity') < 0 ? unvalued(one.row, other.row) : null;
    if (symbolOf(units.row) === '' || symbolOf(money.row) !== '' || cash === null || moved === null)
      return null;
    if (signOf(cash) * signOf(moved) >= 0) return null;
    const event = baseOf(units.row, signOf(moved) > 0 ? 'buy' : 'sell', money.currency);
    if (event === null) return null;
    const fee = absolute(money.row.number('fee') ?? decimal(0, 0));
    const inUnits = absolute(units.row.number('fee') ?? decimal(0, 0));
    const quantity = absolute(subtract(moved, inUnits));
    const costs = signOf(fee) === 0 ? {} : { fee: formatDecimal(fee) };
    return [
      { ...event, quantity: formatDecimal(quantity), amount: formatDecimal(subtract(cash, fee)), ...costs },
    ];
  });
}
