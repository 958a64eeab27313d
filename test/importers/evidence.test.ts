import { describe, expect, test } from 'vitest';
import { type Format, readAs, type TableWords } from '../../importers/index.ts';
import { told } from './figures.ts';

const words: TableWords = {
  marks: ['Date', 'Type', 'Symbol', 'Units', 'Price', 'Fee', 'Amount'],
  columns: {
    date: 'Date',
    type: 'Type',
    symbol: 'Symbol',
    quantity: 'Units',
    price: 'Price',
    fee: 'Fee',
    amount: 'Amount',
    account: 'Account',
  },
  currency: 'USD',
  types: {
    Buy: 'buy',
    Sell: 'sell',
    Cash: 'cash',
    Withdrawal: 'withdrawal',
    Fee: 'fee',
    Split: 'split_added',
  },
};

/** A format that knows nothing but its words. */
const format: Format = {
  name: 'bare',
  title: 'Bare',
  behind: { kind: 'sample', what: 'none' },
  tables: [words],
};
const HEAD = 'Date;Type;Symbol;Units;Price;Fee;Amount;Account';
const read = (rows: readonly string[], answers: Readonly<Record<string, string>> = {}) =>
  readAs(format, [HEAD, ...rows].join('\n'), {
    file: 'bare.csv',
    accountCurrency: 'USD',
    timeZone: 'UTC',
    answers,
  });
const asked = (rows: readonly string[]) => read(rows).questions.map(({ id }) => id);

describe('whether amounts contain the fees', () => {
  // 10 × 20 = 200.
  test.each([
    [
      'a purchase at 205 and a fee of 5: yes',
      '13/01/2024;Buy;A;10;20;5;205',
      'buy 10 A at 20 USD = -205 USD fee 5',
    ],
    [
      'a purchase at 200 and a fee of 5: no',
      '13/01/2024;Buy;A;10;20;5;200',
      'buy 10 A at 20 USD = -205 USD fee 5',
    ],
    [
      'a sale at 195 and a fee of 5: yes',
      '13/01/2024;Sell;A;10;20;5;195',
      'sell 10 A at 20 USD = 195 USD fee 5',
    ],
    [
      'a sale at 200 and a fee of 5: no',
      '13/01/2024;Sell;A;10;20;5;200',
      'sell 10 A at 20 USD = 195 USD fee 5',
    ],
    ['costs written with a minus', '13/01/2024;Sell;A;10;20;-5;195', 'sell 10 A at 20 USD = 195 USD fee 5'],
  ])('%s', (_, row, event) => {
    const { drafts, questions } = read([row]);
    expect([drafts.map(told), questions]).toEqual([[`2024-01-13 ${event}`], []]);
  });

  test('is asked where no row shows it, and where rows contradict each other', () => {
    expect(asked(['13/01/2024;Buy;A;10;20;5;300'])).toEqual(['amount_basis']);
    expect(asked(['13/01/2024;Buy;A;10;20;5;205', '13/01/2024;Buy;A;10;20;5;200'])).toEqual(['amount_basis']);
    const [event] = read(['13/01/2024;Buy;A;10;20;5;300'], { amount_basis: 'gross' }).drafts;
    expect(told(event)).toBe('2024-01-13 buy 10 A at 20 USD = -305 USD fee 5');
  });
});

describe('dates', () => {
  const ambiguous = '03/04/2024;Cash;;;;;5';

  test('are asked where no day is above twelve', () => {
    expect(asked([ambiguous])).toEqual(['date_order']);
    expect(asked([ambiguous, '2024-04-05;Cash;;;;;5'])).toEqual(['date_order']);
    expect(asked(['03/03/2024;Cash;;;;;5'])).toEqual([]);
  });

  test('go by the one that proves it', () => {
    const firsts = [
      ['13/04/2024;Cash;;;;;5', '2024-04-03'],
      ['04/13/2024;Cash;;;;;5', '2024-03-04'],
    ];
    for (const [proof, expected] of firsts) {
      const { drafts } = read([ambiguous, proof]);
      expect(drafts.find(({ line }) => line === 2)?.event.date).toBe(expected);
    }
  });
});

describe('numbers', () => {
  const either = '13/01/2024;Cash;;;;;1,234';

  test('are asked where every one can be read both ways', () => {
    expect(asked([either])).toEqual(['number_locale']);
    expect(read([either], { number_locale: 'comma' }).drafts[0].event.amount).toBe('1.234');
  });

  test('go by another number of the file, or by quantity × price', () => {
    expect(read([either, '13/01/2024;Cash;;;;;0.50']).drafts[0].event.amount).toBe('1234');
    // 2 × 617 = 1234.
    expect(read(['13/01/2024;Buy;A;2;617;;1,234']).drafts[0].event.amount).toBe('-1234');
  });
});

describe('a word that is not known', () => {
  const rows = ['13/01/2024;Cash;;;;;5', '14/01/2024;Bonus;;;;;7'];

  test('is refused with its line, and asked', () => {
    const { drafts, problems, questions } = read(rows);
    expect(drafts).toHaveLength(1);
    expect(problems.map(({ code, source }) => [code, source.line])).toEqual([['type_unknown', 3]]);
    expect(questions).toMatchObject([{ id: 'type.Bonus', lines: [3] }]);
  });

  test('is what is answered of it', () => {
    expect(read(rows, { 'type.Bonus': 'interest' }).drafts.map(told)[1]).toBe('2024-01-14 interest = 7 USD');
    expect(read(rows, { 'type.Bonus': 'skip: left out by choice' }).noEvents).toContainEqual({
      line: 3,
      reason: 'left out by choice',
    });
  });

  test('is asked again where the answer is none of the choices', () => {
    expect(read(rows, { 'type.Bonus': 'no such kind' }).questions).toHaveLength(1);
  });
});

test('Of several accounts it is asked which; rows of the others are no events', () => {
  const rows = ['13/01/2024;Cash;;;;;5;Main', '14/01/2024;Cash;;;;;7;Other'];
  expect(asked(rows)).toEqual(['account']);
  const { drafts, noEvents } = read(rows, { account: 'Other' });
  expect(drafts.map(told)).toEqual(['2024-01-14 deposit = 7 USD']);
  expect(noEvents).toContainEqual({ line: 2, reason: 'of the account Main' });
  expect(read(rows, { account: '*' }).drafts).toHaveLength(2);
});

describe('a split that states the units added', () => {
  test('has the ratio of what the file holds by then', () => {
    const rows = ['13/01/2024;Buy;A;4;20;;80', '14/01/2024;Split;A;8;;;'];
    expect(read(rows).drafts.map(told)[1]).toBe('2024-01-14 split A ratio 3');
  });

  test('is asked where the file does not hold what it was added to', () => {
    expect(asked(['13/01/2024;Buy;A;1;20;;20', '14/01/2024;Split;A;7.77;;;'])).toEqual([
      'split.A.2024-01-14',
    ]);
    expect(asked(['14/01/2024;Split;A;8;;;'])).toEqual(['split.A.2024-01-14']);
  });
});

test('A withdrawal goes out however it is written, unless others have a minus and it has none', () => {
  const [out] = read(['13/01/2024;Withdrawal;;;;;50']).drafts;
  expect(told(out)).toBe('2024-01-13 withdrawal = -50 USD');
  const reversed = read(['13/01/2024;Withdrawal;;;;;-50', '14/01/2024;Withdrawal;;;;;50']).drafts;
  expect(reversed.map(told)).toEqual(['2024-01-13 withdrawal = -50 USD', '2024-01-14 deposit = 50 USD']);
});

test('A row of no money is no event, and says so', () => {
  const { drafts, noEvents } = read(['13/01/2024;Cash;;;;;0']);
  expect(drafts).toEqual([]);
  expect(noEvents).toContainEqual({ line: 2, reason: 'its amount is zero' });
});
