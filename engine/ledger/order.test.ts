import { describe, expect, test } from 'vitest';
import { Numbers } from '../../test/random-numbers.ts';
import {
  DOLLARS,
  type EventInput,
  type EventTable,
  ledgerFrom,
  orderEvents,
  pairTransfers,
} from './index.ts';

const seed = Number(process.env.TIDEMARK_SEED);

function tableOf(events: readonly EventInput[]): EventTable {
  const { table, problems } = ledgerFrom(events, DOLLARS);
  expect(problems).toEqual([]);
  return table;
}

function allRows(table: EventTable): Int32Array {
  return Int32Array.from({ length: table.count }, (_, row) => row);
}

/** The notes of the events in order. */
function notes(events: readonly EventInput[]): string {
  const table = tableOf(events);
  return Array.from(orderEvents(table, allRows(table)), (row) => table.event(row).note).join(' ');
}

const on = (date: string, note: string, fields: Omit<EventInput, 'date'>): EventInput => ({
  date,
  note,
  ...fields,
});
const deposit = (note: string, more: object = {}) =>
  on('2024-01-02', note, { type: 'deposit', amount: '1', ...more });
const withdrawal = (note: string, more: object = {}) =>
  on('2024-01-02', note, { type: 'withdrawal', amount: '-1', ...more });
const buy = (note: string, more: object = {}) =>
  on('2024-01-02', note, { type: 'buy', symbol: 'ACME', quantity: '1', price: '1', ...more });
const sell = (note: string, more: object = {}) => buy(note, { type: 'sell', ...more });
const out = (note: string, more: object = {}) =>
  on('2024-01-02', note, { type: 'transfer_out', symbol: 'ACME', quantity: '5', ...more });
const into = (note: string, more: object = {}) => out(note, { type: 'transfer_in', ...more });

describe('The order of events', () => {
  test('is by day first', () => {
    expect(notes([on('2024-01-03', 'late', { type: 'deposit', amount: '1' }), sell('early')])).toBe(
      'early late',
    );
    // days too far apart to be counted one by one
    expect(
      notes([
        on('9999-12-31', 'c', { type: 'deposit', amount: '1' }),
        on('2024-01-02', 'b', { type: 'deposit', amount: '1' }),
        on('1900-01-01', 'a', { type: 'deposit', amount: '1' }),
      ]),
    ).toBe('a b c');
  });
  test('within a day is opening, split, transfer_in, deposit, the rest as in the file, withdrawal and transfer_out', () => {
    expect(
      notes([
        out('h', { quantity: '2' }),
        sell('e'),
        withdrawal('i'),
        buy('f'),
        deposit('d'),
        into('c', { quantity: '3' }),
        on('2024-01-02', 'b', { type: 'split', symbol: 'ACME', ratio: '2' }),
        on('2024-01-02', 'a', { type: 'opening', amount: '1' }),
        on('2024-01-02', 'g', { type: 'fee', amount: '-1' }),
      ]),
    ).toBe('a b c d e f g h i');
  });
  test('is by time where every row of the account’s day has one', () => {
    expect(
      notes([sell('b', { time: '15:00' }), buy('a', { time: '09:30' }), deposit('c', { time: '16:00' })]),
    ).toBe('a b c');
  });
  test('is not by time where one row of the account’s day has none', () => {
    expect(notes([sell('b', { time: '15:00' }), buy('c', { time: '09:30' }), deposit('a')])).toBe('a b c');
  });
  test('of one account does not depend on times in another, or on another day', () => {
    expect(
      notes([
        buy('c', { account: 'other' }),
        sell('b', { account: 'timed', time: '15:00' }),
        buy('a', { account: 'timed', time: '09:30' }),
        on('2024-01-03', 'd', { type: 'deposit', amount: '1', account: 'timed' }),
      ]),
    ).toBe('c a b d');
  });
  test('of equal times is by type, then as in the file', () => {
    const time = '10:00';
    expect(
      notes([withdrawal('d', { time }), sell('b', { time }), buy('c', { time }), deposit('a', { time })]),
    ).toBe('a b c d');
  });
});

describe('Accounts of one day', () => {
  test('follow one another in the order of their first rows', () => {
    expect(notes([buy('a', { account: 'x' }), buy('c', { account: 'y' }), buy('b', { account: 'x' })])).toBe(
      'a b c',
    );
  });
  test('come behind those that give to them', () => {
    expect(
      notes([
        into('c', { account: 'x' }),
        sell('d', { account: 'x' }),
        buy('a', { account: 'y' }),
        out('b', { account: 'y' }),
      ]),
    ).toBe('a b c d');
  });
  test('come behind those that give to those that give to them', () => {
    expect(
      notes([
        into('e', { account: 'x', quantity: '1' }),
        into('c', { account: 'y' }),
        out('d', { account: 'y', quantity: '1' }),
        buy('a', { account: 'z' }),
        out('b', { account: 'z' }),
      ]),
    ).toBe('a b c d e');
  });
  test('that give to each other: a transfer_in waits right behind its transfer_out', () => {
    expect(
      notes([
        into('e', { account: 'x', quantity: '1' }),
        out('d', { account: 'x' }),
        into('-', { account: 'y' }),
        out('b', { account: 'y', quantity: '1' }),
        buy('a', { account: 'y' }),
      ]),
    ).toBe('a b e d -');
  });
});

describe(`Any ledger (seed ${seed})`, () => {
  const TYPES = [
    'opening',
    'deposit',
    'withdrawal',
    'buy',
    'sell',
    'transfer_in',
    'transfer_out',
    'fee',
  ] as const;

  function randomEvents(numbers: Numbers, count: number, transfers: boolean): EventInput[] {
    return Array.from({ length: count }, (_, k): EventInput => {
      const type = TYPES[numbers.below(TYPES.length)];
      const units = type === 'buy' || type === 'sell' || (transfers && type.startsWith('transfer'));
      const amount = ['withdrawal', 'transfer_out', 'fee'].includes(type) ? '-1' : '1';
      return {
        date: `2024-01-${String(10 + numbers.below(3))}`,
        type,
        note: String(k),
        account: `a${numbers.below(3)}`,
        ...(numbers.below(4) > 0 && { time: `10:0${numbers.below(3)}` }),
        ...(units ? { symbol: 'ACME', quantity: String(1 + numbers.below(2)), price: '1' } : { amount }),
      };
    });
  }

  /** The rule of the format once more, for people: sort by day, account, time or rank, place in the file. */
  function naive(events: readonly EventInput[]): string[] {
    const rank = (type: string) =>
      ({ opening: 0, split: 1, transfer_in: 2, deposit: 3, withdrawal: 5, transfer_out: 5 })[type] ?? 4;
    const accounts = Array.from(new Set(events.map((event) => event.account)));
    const keys = events.map((event, k) => {
      const ofDay = events.filter((other) => other.date === event.date && other.account === event.account);
      const timed = ofDay.every((other) => other.time);
      const account = accounts.indexOf(event.account);
      return [
        event.date,
        account,
        timed ? event.time : '',
        rank(event.type),
        String(k).padStart(5, '0'),
      ].join(' ');
    });
    return events
      .map((event, k) => ({ note: String(event.note), key: keys[k] }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ note }) => note);
  }

  test('without own transfers is ordered as the plain rule says', () => {
    const numbers = new Numbers(seed);
    for (let k = 0; k < 300; k++) {
      const events = randomEvents(numbers, numbers.below(150), false).filter(
        (event) => event.type !== 'transfer_in',
      );
      const table = tableOf(events);
      const ordered = Array.from(orderEvents(table, allRows(table)), (row) => table.event(row).note);
      expect(ordered).toEqual(naive(events));
    }
  });
  test('has no transfer_in before the transfer_out that it pairs with on its day', () => {
    const numbers = new Numbers(seed);
    let pairs = 0;
    for (let k = 0; k < 300; k++) {
      const table = tableOf(randomEvents(numbers, numbers.below(60), true));
      const rows = allRows(table);
      const { partner } = pairTransfers(table, rows, null);
      const place = new Map(Array.from(orderEvents(table, rows), (row, at) => [row, at]));
      expect(place.size).toBe(table.count);
      for (const row of rows) {
        if (table.typeOf(row) !== 'transfer_out' || partner[row] < 0) continue;
        pairs++;
        expect(place.get(row)).toBeLessThan(place.get(partner[row]) as number);
      }
    }
    expect(pairs).toBeGreaterThan(100);
  });
  test('in order stays as it is', () => {
    const numbers = new Numbers(seed);
    for (let k = 0; k < 100; k++) {
      const table = tableOf(randomEvents(numbers, numbers.below(100), true));
      const ordered = orderEvents(table, allRows(table));
      expect(orderEvents(table, ordered)).toEqual(ordered);
    }
  });
});
