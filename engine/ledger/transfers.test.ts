import { describe, expect, test } from 'vitest';
import { Numbers } from '../../test/random-numbers.ts';
import { DOLLARS, type EventInput, ledgerFrom, pairTransfers, type Transfers } from './index.ts';

const seed = Number(process.env.TIDEMARK_SEED);

type Fields = Partial<EventInput>;

function pair(
  events: readonly EventInput[],
  selection: string[] | null = null,
): Transfers & { pairs: string[] } {
  const { table, problems } = ledgerFrom(events, DOLLARS);
  expect(problems).toEqual([]);
  const rows = Int32Array.from({ length: table.count }, (_, row) => row);
  const accounts = selection && new Set(selection.map((name) => table.accounts.numberOf(name)));
  const transfers = pairTransfers(table, rows, accounts);
  const pairs = Array.from(rows)
    .filter((row) => table.typeOf(row) === 'transfer_out' && transfers.partner[row] >= 0)
    .map((row) => `${row}>${transfers.partner[row]}`);
  return { ...transfers, pairs };
}

const out = (account: string, more: Fields = {}): EventInput => ({
  date: '2024-03-01',
  type: 'transfer_out',
  account,
  ...(more.amount === undefined && { symbol: 'ACME', quantity: '5' }),
  ...more,
});
const into = (account: string, more: Fields = {}): EventInput => ({
  ...out(account, more),
  type: 'transfer_in',
});

describe('On one day', () => {
  test('the same units of one symbol are one move', () => {
    expect(pair([out('a'), into('b', { quantity: '5.00' })]).pairs).toEqual(['0>1']);
    expect(pair([into('b'), out('a')]).pairs).toEqual(['1>0']);
  });
  test('the same cash of one currency is one move, costs apart', () => {
    expect(pair([out('a', { amount: '-100' }), into('b', { amount: '100' })]).pairs).toEqual(['0>1']);
    expect(
      pair([out('a', { amount: '-105', fee: '5' }), into('b', { amount: '98', fee: '2' })]).pairs,
    ).toEqual(['0>1']);
  });
  test('a short moves like any units', () => {
    expect(pair([out('a', { quantity: '-5' }), into('b', { quantity: '-5' })]).pairs).toEqual(['0>1']);
    expect(pair([out('a', { quantity: '5' }), into('b', { quantity: '-5' })]).pairs).toEqual([]);
  });
  test('the partner stands on both rows, and other rows have none', () => {
    const { partner } = pair([out('a'), { date: '2024-03-01', type: 'deposit', amount: '5' }, into('b')]);
    expect(Array.from(partner)).toEqual([2, -1, 0]);
  });
  const different: [string, EventInput, EventInput][] = [
    ['size', out('a'), into('b', { quantity: '6' })],
    ['symbol', out('a'), into('b', { symbol: 'OTHER' })],
    ['currency', out('a', { amount: '-5' }), into('b', { amount: '5', currency: 'EUR' })],
    ['kind', out('a', { amount: '-5' }), into('b', { quantity: '5' })],
    ['link', out('a', { link: 'x' }), into('b', { link: 'y' })],
    ['day', out('a'), into('b', { date: '2024-03-02' })],
  ];
  test.each(different)('another %s is another move', (_, a, b) => expect(pair([a, b]).pairs).toEqual([]));
  test('within one account nothing moves', () => {
    expect(pair([out('a'), into('a')]).pairs).toEqual([]);
  });
  test('of several candidates each takes the first free one', () => {
    expect(pair([out('a'), out('a'), into('b'), into('c')]).pairs).toEqual(['0>2', '1>3']);
  });
  test('a pair is exchanged if that leaves fewer alone', () => {
    // a gives to b first; b then could only give to itself, so a gives to b’s other taker
    expect(pair([out('a'), out('b'), into('c'), into('b')]).pairs).toEqual(['0>3', '1>2']);
  });
  test('accounts outside the selection take no part', () => {
    expect(pair([out('a'), into('b')], ['a']).pairs).toEqual([]);
    expect(pair([out('a'), into('b'), into('c')], ['a', 'c']).pairs).toEqual(['0>2']);
  });
});

describe('Over different days', () => {
  test('a link pairs the two ends', () => {
    expect(pair([out('a', { link: 'x' }), into('b', { link: 'x', date: '2024-03-20' })])).toMatchObject({
      pairs: ['0>1'],
      problems: [],
    });
  });
  test('a link pairs cash, and units, even where the arrival has the earlier date', () => {
    const cash = [
      out('a', { link: 'x', amount: '-7' }),
      into('b', { link: 'x', amount: '7', date: '2024-02-27' }),
    ];
    expect(pair(cash)).toMatchObject({ pairs: ['0>1'], problems: [] });
    const units = [out('a', { link: 'x' }), into('b', { link: 'x', date: '2024-02-27' })];
    expect(pair(units)).toMatchObject({ pairs: ['0>1'], problems: [] });
  });
  test('an arrival that follows comes before one that went ahead', () => {
    const link = 'x';
    expect(
      pair([
        into('b', { link, date: '2024-02-01' }),
        out('a', { link }),
        into('b', { link, date: '2024-04-01' }),
      ]).pairs,
    ).toEqual(['1>2']);
  });
  test('the days count, not the places in the file', () => {
    const link = 'x';
    const events = [
      into('b', { link, date: '2024-03-12' }),
      into('b', { link, date: '2024-03-03' }),
      out('a', { link }),
    ];
    expect(pair(events).pairs).toEqual(['2>1']);
  });
  test('a link used again pairs in the order of the days', () => {
    const link = 'monthly';
    const events = ['2024-01-01', '2024-02-01', '2024-03-01'].flatMap((date) => [
      out('a', { link, date }),
      into('b', { link, date: date.replace(/01$/, '04') }),
    ]);
    expect(pair(events).pairs.length).toBe(3);
  });
});

describe('What finds no pair', () => {
  test('is warned of where its likely partner is within ten days', () => {
    const { problems } = pair([out('a'), into('b', { date: '2024-03-11' })]);
    expect(problems.map(({ code, severity, symbol }) => ({ code, severity, symbol }))).toEqual(
      Array(2).fill({ code: 'transfer_unpaired', severity: 'warning', symbol: 'ACME' }),
    );
    expect(problems[0].message).toContain('2024-03-11 in account b');
    expect(problems[1].message).toContain('2024-03-01 in account a');
  });
  test('is not warned of where there is none likely', () => {
    for (const events of [
      [out('a')],
      [out('a'), into('b', { date: '2024-03-12' })],
      [out('a'), into('b', { quantity: '4' })],
      [out('a'), into('a')],
      [out('a'), out('b')],
    ]) {
      expect(pair(events).problems).toEqual([]);
    }
  });
  test('is told of the nearest', () => {
    const { problems } = pair([
      out('a'),
      into('b', { date: '2024-03-08' }),
      into('c', { date: '2024-03-03' }),
    ]);
    expect(problems[0].message).toContain('account c');
  });
  test('is told of a link whose other end has another size', () => {
    const { problems } = pair([
      out('a', { link: 'x' }),
      into('b', { link: 'x', quantity: '4.9', date: '2024-05-01' }),
    ]);
    expect(problems[0]).toMatchObject({
      code: 'transfer_unpaired',
      remedy: 'Give both the same size; book the difference as a fee.',
    });
    expect(problems[0].message).toContain('5 and 4.9');
  });
  test('points to its row', () => {
    const { problems } = pair([out('a', { id: 't1' }), into('b', { date: '2024-03-04' })]);
    expect(problems[0].source).toEqual({ eventId: 't1', field: 'link' });
  });
});

test(`As many rows of a day are paired as can be (seed ${seed})`, () => {
  const numbers = new Numbers(seed);
  for (let k = 0; k < 2000; k++) {
    const events = Array.from({ length: numbers.below(7) }, () =>
      (numbers.below(2) === 0 ? out : into)(['a', 'b', 'c'][numbers.below(3)]),
    );
    expect(pair(events).pairs.length).toBe(mostPairs(events));
  }
});

/** By trying everything. */
function mostPairs(events: readonly EventInput[]): number {
  const first = events.findIndex((event) => event.type === 'transfer_out');
  if (first < 0) return 0;
  const rest = events.filter((_, k) => k !== first);
  const partners = rest.filter(
    (event) => event.type === 'transfer_in' && event.account !== events[first].account,
  );
  const taken = partners.map((partner) => 1 + mostPairs(rest.filter((event) => event !== partner)));
  return Math.max(mostPairs(rest), ...taken);
}
